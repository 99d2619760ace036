import { isGivingUp, isSameName } from "./statuses.ts";

/** A way out of a ticket's state, with the fields of its screen. */
export interface JiraTransition {
  readonly id: string;
  readonly to: { readonly name: string };
  readonly fields?: Readonly<Record<string, ScreenField>> | null | undefined;
}

interface ScreenField {
  readonly required: boolean;
  readonly name?: string | undefined;
  readonly hasDefaultValue?: boolean | undefined;
  readonly allowedValues?: readonly unknown[] | null | undefined;
}

/** `blocked`: the screen asks for fields that only a person can fill. */
export type TransitionChoice =
  | { readonly kind: "go"; readonly id: string; readonly fields: Readonly<Record<string, unknown>> }
  | { readonly kind: "blocked"; readonly fields: readonly string[] }
  | { readonly kind: "none"; readonly names: readonly string[] };

/**
 * Chooses the transition that leads to a status. Its own name says nothing: "Finish" may lead to
 * "Done", and ids differ from workflow to workflow.
 *
 * Shape:  where several lead there, one that asks for nothing goes first. A required resolution is
 *         filled by what the status means.
 */
export function chooseTransition(
  transitions: readonly JiraTransition[],
  status: string,
): TransitionChoice {
  const fitting = transitions.filter(({ to }) => isSameName(to.name, status));
  const choices = fitting.map((transition) => fill(transition, status));
  const names = [...new Set(transitions.map(({ to }) => to.name))];
  const going = choices.filter((choice) => choice.kind === "go");
  return going.find(asksNothing) ?? going[0] ?? choices[0] ?? { kind: "none", names };
}

function asksNothing(choice: TransitionChoice): boolean {
  return choice.kind === "go" && Object.keys(choice.fields).length === 0;
}

function fill({ id, fields }: JiraTransition, status: string): TransitionChoice {
  const filled: Record<string, unknown> = {};
  const open: string[] = [];
  for (const [key, field] of Object.entries(fields ?? {})) {
    if (!field.required || field.hasDefaultValue === true) continue;
    const resolution = key === "resolution" ? resolutionFor(field, status) : undefined;
    if (resolution === undefined) open.push(field.name ?? key);
    else filled[key] = resolution;
  }
  return open.length > 0 ? { kind: "blocked", fields: open } : { kind: "go", id, fields: filled };
}

function resolutionFor({ allowedValues }: ScreenField, status: string): unknown {
  const allowed = (allowedValues ?? []).filter(isNamed);
  const fits = isGivingUp(status)
    ? (name: string) => isGivingUp(name)
    : (name: string) => /^(?:done|fixed|resolved|complete)/i.test(name);
  const chosen = allowed.find(({ name }) => fits(name)) ?? allowed[0];
  if (chosen === undefined) return undefined;
  return typeof chosen.id === "string" ? { id: chosen.id } : { name: chosen.name };
}

function isNamed(value: unknown): value is { readonly name: string; readonly id?: unknown } {
  return (
    typeof value === "object" && value !== null && "name" in value && typeof value.name === "string"
  );
}
