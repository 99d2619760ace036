import type { Problem } from "../kernel/problem.ts";
import { t } from "../kernel/texts.ts";
import type { SpecDocument } from "../model/spec.ts";
import type { ChangePlan, PlanItem, SetStatusItem } from "./plan.ts";

/**
 * What speaks against the claims of sections whose tickets were closed.
 *
 * Shape:  by `closingKey`; the doubts in a few words each, none where a claim is borne out. A
 *         section that is absent was not looked at.
 */
export type Closings = ReadonlyMap<string, readonly string[]>;

/** Names one section within one plan. */
export function closingKey(at: { readonly file: string; readonly sectionIndex: number }): string {
  return `${at.file}#${at.sectionIndex}`;
}

/** The items that would make a section done because its ticket is. */
export function closingItems({ items }: Pick<ChangePlan, "items">): SetStatusItem[] {
  return items.filter(isClosing);
}

/** Says of each section that becomes done all the same what is not shown. */
export function closingProblems(
  items: readonly PlanItem[],
  closings: Closings,
  specs: readonly { readonly file: string; readonly document: SpecDocument }[],
): Problem[] {
  if (closings.size === 0) return [];
  return items.filter(isClosing).flatMap((item) => {
    const doubts = closings.get(closingKey(item)) ?? [];
    const section = specs.find(({ file }) => file === item.file)?.document.sections[
      item.sectionIndex
    ];
    if (doubts.length === 0 || section === undefined) return [];
    return [
      {
        code: "verify/unproven-close",
        severity: "warning",
        file: item.file,
        line: section.line,
        message: t(
          'The ticket {0} is closed, so section "{1}" becomes done, but {2}. Look at the code, or reopen the ticket.',
          item.ticket ?? "",
          section.title,
          inWords(doubts),
        ),
      } as const,
    ];
  });
}

/** Doubts as a part of a sentence. */
export function inWords(doubts: readonly string[]): string {
  const shown = doubts.slice(0, MAX_DOUBTS);
  const more = doubts.length - shown.length;
  return [...shown, ...(more > 0 ? [t("{0} more", more)] : [])].reduce((before, doubt) =>
    t("{0}, and {1}", before, doubt),
  );
}

const MAX_DOUBTS = 3;

function isClosing(item: PlanItem): item is SetStatusItem {
  return (
    item.kind === "set-status" &&
    item.status.state === "done" &&
    item.reason !== "spec/comment-missing" &&
    !item.reason.startsWith("work/")
  );
}
