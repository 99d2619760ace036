import type { Snapshot } from "../plan/snapshot.ts";

interface SectionAt {
  readonly file: string;
  readonly sectionIndex: number;
}

/** The name of a section's place, also where two sections share an id. */
export function sectionPlace({ file, sectionIndex }: SectionAt): string {
  return `${file}#${String(sectionIndex)}`;
}

/** Says where the heading of a section stands; null where there is no such section. */
export type LineOf = (section: SectionAt) => number | null;

/**
 * Finds the lines of sections.
 *
 * Units:  lines count from 1.
 */
export function sectionLines({ specs }: Pick<Snapshot, "specs">): LineOf {
  const documents = new Map(specs.map(({ file, document }) => [file, document]));
  return ({ file, sectionIndex }) => documents.get(file)?.sections[sectionIndex]?.line ?? null;
}
