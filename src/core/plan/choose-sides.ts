import type { ChangePlan, ConflictChoice, HeldItem, PlanItem } from "./plan.ts";

/** The same world planned three times, once for each thing that can happen to a conflict. */
export type PlansByChoice = Readonly<Record<ConflictChoice, ChangePlan>>;

/** Names a section within one plan. */
export function sectionKey(at: { readonly file: string; readonly sectionIndex: number }): string {
  return `${at.file}#${at.sectionIndex}`;
}

/**
 * Puts one plan together in which each section follows the side that was chosen for it.
 *
 * Shape:  `choices` is keyed by `sectionKey`; sections without a choice are held.
 * Errors: none; the caller vouches that the three plans are of the same files and tickets, and
 *         every item still carries the fingerprint that is checked when it is applied.
 */
export function chooseSides(
  plans: PlansByChoice,
  choices: ReadonlyMap<string, ConflictChoice>,
): ChangePlan {
  const isChosen = (choice: ConflictChoice) => (at: PlanItem | HeldItem) =>
    (choices.get(sectionKey(at)) ?? "hold") === choice;
  const order: ConflictChoice[] = ["hold", "tracker", "spec"];
  return {
    ...plans.hold,
    items: inFileOrder(order.flatMap((choice) => plans[choice].items.filter(isChosen(choice)))),
    held: inFileOrder(order.flatMap((choice) => plans[choice].held.filter(isChosen(choice)))),
  };
}

/** Within a section the planner's own order stays. */
function inFileOrder<T extends { readonly file: string; readonly sectionIndex: number }>(
  list: readonly T[],
): T[] {
  const files = new Map(
    [...new Set(list.map(({ file }) => file))].sort().map((file, i) => [file, i]),
  );
  const place = ({ file }: T): number => files.get(file) ?? 0;
  return [...list].sort((a, b) => place(a) - place(b) || a.sectionIndex - b.sectionIndex);
}
