import type { SpecDocument, SpecSection } from "../model/spec.ts";
import type { SpecState } from "../model/status.ts";

/** What of a section needs a person, as far as it is known already. */
export type SectionTrouble = "broken" | "differs";

/** The marks of a spec, by what they look like. Lines count from 1. */
export interface SectionMarks {
  readonly byState: ReadonlyMap<SpecState, readonly number[]>;
  readonly troubled: readonly number[];
}

/** Which mark stands beside which heading. */
export function sectionMarks(
  { sections }: Pick<SpecDocument, "sections">,
  troubleOf: (section: SpecSection) => SectionTrouble | null,
): SectionMarks {
  const byState = new Map<SpecState, number[]>();
  const troubled: number[] = [];
  for (const section of sections) {
    const state = section.status?.state ?? "draft";
    const known = byState.get(state);
    if (known === undefined) byState.set(state, [section.line]);
    else known.push(section.line);
    if (troubleOf(section) !== null) troubled.push(section.line);
  }
  return { byState, troubled };
}
