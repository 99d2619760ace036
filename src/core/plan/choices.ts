/** What of a section and its ticket can move on both sides, each decided on its own. */
export type ConflictField = "status" | "title" | "text" | "criteria" | "parent" | "labels";

/** Which side is kept; `hold` keeps both as they are. */
export type SideChoice = "tracker" | "spec" | "hold";

/** What a person decided for one field; `merged` takes the place of both sides' values. */
export type FieldChoice = SideChoice | { readonly merged: string };

/** Decisions by `choiceKey`; what is absent follows the run's own rule. */
export type Choices = ReadonlyMap<string, FieldChoice>;

interface Rules {
  readonly onConflict: SideChoice;
  readonly choices?: Choices;
}

/** Names one field of one section within one plan. */
export function choiceKey(
  at: { readonly file: string; readonly sectionIndex: number },
  field: ConflictField,
): string {
  return `${at.file}#${at.sectionIndex}#${field}`;
}

/** What a person said about a field; undefined when nothing. */
export function askedFor(
  { choices }: Pick<Rules, "choices">,
  at: { readonly file: string; readonly sectionIndex: number },
  field: ConflictField,
): FieldChoice | undefined {
  return choices?.get(choiceKey(at, field));
}

/**
 * Says what happens to a field that moved on both sides.
 *
 * Shape:  a person's own choice, else the rule of the run. The rule alone never lets a ticket
 *         take the place of what people wrote in a spec, so everything but a status is held then.
 */
export function choiceFor(
  options: Rules,
  at: { readonly file: string; readonly sectionIndex: number },
  field: ConflictField,
): FieldChoice {
  const { onConflict } = options;
  const asked = askedFor(options, at, field);
  if (asked !== undefined) return asked;
  return field === "status" || onConflict === "spec" ? onConflict : "hold";
}
