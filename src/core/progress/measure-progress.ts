import type { SpecDocument, SpecSection } from "../model/spec.ts";
import type { SpecState } from "../model/status.ts";
import { ticketId } from "../model/ticket-ref.ts";
import { sectionTotals, stateOf, sumOf, type Totals } from "./totals.ts";

/** One section as a report shows it. `line` counts from 1. */
export interface SectionProgress {
  readonly id: string;
  readonly number: string | null;
  readonly title: string;
  readonly depth: number;
  readonly line: number;
  readonly state: SpecState;
  readonly blockedBy: string | null;
  /** The primary ticket, as `system:key`; null without one. */
  readonly ticket: string | null;
  readonly system: string | null;
  readonly totals: Totals;
}

export interface SpecProgress {
  readonly file: string;
  readonly title: string;
  readonly owner: string | null;
  readonly team: string | null;
  readonly totals: Totals;
  readonly sections: readonly SectionProgress[];
}

/** Sections that have an owner, a team or a system in common; null: those that have none. */
export interface GroupProgress {
  readonly name: string | null;
  readonly totals: Totals;
}

/** Why a section waits for a person. */
export type NeedKind = "blocked" | "done-with-open-criteria" | "met-but-not-done" | "in-progress";

/** `spec` and `section` are places in the lists of the report, from 0. */
export interface Need {
  readonly kind: NeedKind;
  readonly spec: number;
  readonly section: number;
}

/** How far a number of specs are. Every text has passed the `clean` that was given. */
export interface Progress {
  readonly totals: Totals;
  readonly specs: readonly SpecProgress[];
  readonly owners: readonly GroupProgress[];
  readonly teams: readonly GroupProgress[];
  readonly systems: readonly GroupProgress[];
  /** What is blocked first, then by kind; within a kind in the order of the specs. */
  readonly needs: readonly Need[];
}

export interface MeasuredSpec {
  readonly file: string;
  readonly document: SpecDocument;
}

/**
 * Measures how far specs are.
 *
 * Shape:  `clean` makes a text of a spec fit to be shown and to leave the machine.
 */
export function measureProgress(
  specs: readonly MeasuredSpec[],
  clean: (text: string) => string,
): Progress {
  const measured = specs.map((spec) => specProgress(spec, clean));
  const bySection = measured.flatMap(({ sections }) =>
    sections.map(({ system, totals }) => ({ name: system, totals })),
  );
  return {
    totals: sumOf(measured.map(({ totals }) => totals)),
    specs: measured,
    owners: grouped(measured.map(({ owner, totals }) => ({ name: owner, totals }))),
    teams: grouped(measured.map(({ team, totals }) => ({ name: team, totals }))),
    systems: grouped(bySection),
    needs: needsOf(measured),
  };
}

function specProgress(
  { file, document }: MeasuredSpec,
  clean: (text: string) => string,
): SpecProgress {
  const { owner, team } = document.frontMatter;
  const sections = document.sections.map((section) => sectionProgress(section, clean));
  return {
    file: clean(file),
    title: clean(document.title),
    owner: owner === null ? null : clean(owner),
    team: team === null ? null : clean(team),
    totals: sumOf(sections.map(({ totals }) => totals)),
    sections,
  };
}

function sectionProgress(section: SpecSection, clean: (text: string) => string): SectionProgress {
  const { id, number, title, depth, line, status, tickets } = section;
  const [link] = tickets;
  const blockedBy = status?.blockedBy ?? null;
  return {
    id: clean(id),
    number: number === null ? null : clean(number),
    title: clean(title),
    depth,
    line,
    state: stateOf(section),
    blockedBy: blockedBy === null ? null : clean(blockedBy),
    ticket: link === undefined ? null : clean(ticketId(link.ref)),
    system: link?.ref.system ?? null,
    totals: sectionTotals(section),
  };
}

/** By name; those without one come last. Deprecated sections alone make no group. */
function grouped(parts: readonly GroupProgress[]): GroupProgress[] {
  const byName = new Map<string | null, Totals[]>();
  for (const { name, totals } of parts) {
    if (totals.sections > 0) byName.set(name, [...(byName.get(name) ?? []), totals]);
  }
  const groups = [...byName].map(([name, totals]) => ({ name, totals: sumOf(totals) }));
  return groups.sort((a, b) => {
    if (a.name === null || b.name === null) return a.name === null ? 1 : -1;
    return a.name < b.name ? -1 : 1;
  });
}

const KINDS: readonly NeedKind[] = [
  "blocked",
  "done-with-open-criteria",
  "met-but-not-done",
  "in-progress",
];

function needsOf(specs: readonly SpecProgress[]): Need[] {
  const all = specs.flatMap(({ sections }, spec) =>
    sections.flatMap((one, section) => {
      const kind = needOf(one);
      return kind === null ? [] : [{ kind, spec, section }];
    }),
  );
  return KINDS.flatMap((kind) => all.filter((need) => need.kind === kind));
}

function needOf({ state, totals: { criteria, met } }: SectionProgress): NeedKind | null {
  const isMet = criteria > 0 && met === criteria;
  switch (state) {
    case "blocked":
      return "blocked";
    case "done":
      return met < criteria ? "done-with-open-criteria" : null;
    case "in_progress":
      return isMet ? "met-but-not-done" : "in-progress";
    case "todo":
      return isMet ? "met-but-not-done" : null;
    case "draft":
    case "deprecated":
      return null;
  }
}
