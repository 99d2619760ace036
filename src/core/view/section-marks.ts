import type { SpecDocument, SpecSection } from "../model/spec.ts";
import type { SpecState } from "../model/status.ts";
import { commentRuns } from "./comment-runs.ts";

/** What is wrong between a section and its ticket, the most urgent first. */
export const SECTION_TROUBLES = ["conflict", "broken", "drift"] as const;

/** As far as it is known already. */
export type SectionTrouble = (typeof SECTION_TROUBLES)[number];

/** The marks of a spec, by what they look like. Lines count from 1. */
export interface SectionMarks {
  /** Headings. */
  readonly byState: ReadonlyMap<SpecState, readonly number[]>;
  /** Where links stand, so that the heading keeps the mark of its status. */
  readonly byTrouble: ReadonlyMap<SectionTrouble, readonly number[]>;
}

/** Which mark stands beside which line. */
export function sectionMarks(
  { sections, comments }: Pick<SpecDocument, "sections" | "comments">,
  troubleOf: (section: SpecSection) => SectionTrouble | null,
): SectionMarks {
  const byState = new Map<SpecState, number[]>();
  const byTrouble = new Map<SectionTrouble, number[]>();
  const runs = commentRuns(comments);
  for (const section of sections) {
    add(byState, section.status?.state ?? "draft", section.line);
    const trouble = troubleOf(section);
    if (trouble === null) continue;
    const line = section.tickets[0]?.line ?? section.line;
    // Comments that are folded away leave the first line of their run.
    const run = runs.find(({ first, last }) => first <= line && line <= last);
    add(byTrouble, trouble, run?.first ?? line);
  }
  return { byState, byTrouble };
}

function add<Mark>(marks: Map<Mark, number[]>, mark: Mark, line: number): void {
  const known = marks.get(mark);
  if (known === undefined) marks.set(mark, [line]);
  else known.push(line);
}
