import type { SpecDocument, SpecSection } from "../model/spec.ts";
import type { SpecState } from "../model/status.ts";
import { coverageOf } from "../view/coverage.ts";

/**
 * How far a number of sections are.
 *
 * Shape:  `sections`, `linked`, `criteria`, `met` and `realized` leave out deprecated sections,
 *         which are no work any more; `byState` counts all of them.
 *         `met`: criteria that are ticked; `realized`: those with evidence besides.
 */
export interface Totals {
  readonly sections: number;
  readonly byState: Readonly<Record<SpecState, number>>;
  readonly linked: number;
  readonly criteria: number;
  readonly met: number;
  readonly realized: number;
}

export const NO_TOTALS: Totals = {
  sections: 0,
  byState: { draft: 0, todo: 0, in_progress: 0, done: 0, blocked: 0, deprecated: 0 },
  linked: 0,
  criteria: 0,
  met: 0,
  realized: 0,
};

/** Counts the sections of a spec. */
export function totalsOf({ sections }: SpecDocument): Totals {
  return sumOf(sections.map(sectionTotals));
}

/** Counts one section. */
export function sectionTotals(section: SpecSection): Totals {
  const state = stateOf(section);
  const byState = { ...NO_TOTALS.byState, [state]: 1 };
  if (state === "deprecated") return { ...NO_TOTALS, byState };
  const { criteria, checked, realized } = coverageOf(section);
  const linked = section.tickets.length > 0 ? 1 : 0;
  return { sections: 1, byState, linked, criteria, met: checked, realized };
}

export function sumOf(all: readonly Totals[]): Totals {
  const byState = { ...NO_TOTALS.byState };
  const sum = { sections: 0, linked: 0, criteria: 0, met: 0, realized: 0 };
  for (const one of all) {
    sum.sections += one.sections;
    sum.linked += one.linked;
    sum.criteria += one.criteria;
    sum.met += one.met;
    sum.realized += one.realized;
    byState.draft += one.byState.draft;
    byState.todo += one.byState.todo;
    byState.in_progress += one.byState.in_progress;
    byState.done += one.byState.done;
    byState.blocked += one.byState.blocked;
    byState.deprecated += one.byState.deprecated;
  }
  return { ...sum, byState };
}

/** A section without a readable status counts as a draft. */
export function stateOf({ status }: SpecSection): SpecState {
  return status?.state ?? "draft";
}
