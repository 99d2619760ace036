import { counted, t } from "../kernel/texts.ts";
import type { SpecDocument } from "../model/spec.ts";
import { SPEC_STATES, type SpecState } from "../model/status.ts";
import { plainLine } from "./plain-text.ts";
import { stateLabel } from "./status-words.ts";

/** How many sections of a spec are in which state; deprecated ones are not work any more. */
export interface SpecCounts {
  readonly done: number;
  readonly total: number;
  readonly byState: ReadonlyMap<SpecState, number>;
  readonly linked: number;
}

export function countSections(document: SpecDocument): SpecCounts {
  const byState = new Map<SpecState, number>();
  let linked = 0;
  for (const section of document.sections) {
    const state = section.status?.state ?? "draft";
    byState.set(state, (byState.get(state) ?? 0) + 1);
    if (section.tickets.length > 0) linked++;
  }
  const total = document.sections.length - (byState.get("deprecated") ?? 0);
  return { done: byState.get("done") ?? 0, total, byState, linked };
}

/** The status bar's text and its longer explanation for one spec. */
export function countsText(
  document: SpecDocument,
  pending: number | null,
): { readonly text: string; readonly tooltip: string } {
  const counts = countSections(document);
  const { done, total } = counts;
  const states = SPEC_STATES.flatMap((state) => {
    const count = counts.byState.get(state) ?? 0;
    return count === 0 ? [] : [`${stateLabel(state)}: ${count}`];
  });
  const lines = [
    plainLine(document.title, 100),
    ...states,
    t("Linked to a ticket: {0}", counts.linked),
  ];
  if (pending === null || pending === 0) {
    return { text: t("Canon {0}/{1} done", done, total), tooltip: lines.join("\n") };
  }
  lines.push(counted(pending, "A sync would make 1 change.", "A sync would make {0} changes."));
  return {
    text: t("Canon {0}/{1} done, {2} to sync", done, total, pending),
    tooltip: lines.join("\n"),
  };
}

/** `1 change`, `2 changes`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
