import type { Snapshot } from "../plan/snapshot.ts";

interface SectionAt {
  readonly file: string;
  readonly sectionIndex: number;
}

/** The name of a section's place, also where two sections share an id. */
export function sectionPlace({ file, sectionIndex }: SectionAt): string {
  return `${file}#${String(sectionIndex)}`;
}

/**
 * Where the heading of each section stands, by its `sectionPlace`.
 *
 * Units:  lines count from 1.
 */
export function sectionLines({ specs }: Pick<Snapshot, "specs">): ReadonlyMap<string, number> {
  return new Map(
    specs.flatMap(({ file, document }) =>
      document.sections.map(
        ({ index, line }) => [sectionPlace({ file, sectionIndex: index }), line] as const,
      ),
    ),
  );
}
