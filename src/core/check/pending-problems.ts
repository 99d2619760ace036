import type { Problem } from "../kernel/problem.ts";
import type { PlanItem } from "../plan/plan.ts";
import { planRows } from "../view/plan-rows.ts";
import { sectionPlace, type LineOf } from "./section-lines.ts";

/**
 * What a sync would change that nothing else tells of, such as a section that has no ticket yet.
 *
 * Shape:  one problem for each section, with its first change in words. `lineOf` says where its
 *         heading stands. Where `allowsAhead` says so, what only goes from the spec to the tracker
 *         is a note.
 */
export function pendingProblems(
  lineOf: LineOf,
  items: readonly PlanItem[],
  told: ReadonlySet<string>,
  allowsAhead: boolean,
): Problem[] {
  const bySection = new Map<string, PlanItem[]>();
  for (const item of items) {
    const place = sectionPlace(item);
    if (!told.has(place)) bySection.set(place, [...(bySection.get(place) ?? []), item]);
  }
  return [...bySection.values()].flatMap((pending) => {
    const [item] = pending;
    const [first, ...more] = planRows({ items: pending }, () => undefined);
    if (item === undefined || first === undefined) return [];
    const isAhead = pending.every(({ direction }) => direction === "forward");
    const others = more.length === 0 ? "" : ` and ${String(more.length)} more`;
    const next = isAhead ? "The next sync does it." : "Run canon sync.";
    return [
      {
        code: "drift/pending",
        severity: isAhead && allowsAhead ? ("info" as const) : ("warning" as const),
        file: first.file,
        line: lineOf(item),
        message: `Spec and ticket are not in step yet. To do: ${first.label}${others}. ${next}`,
      },
    ];
  });
}
