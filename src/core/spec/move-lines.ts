import type { CommentPlace, SpecSection } from "../model/spec.ts";
import type { SectionComments } from "./check-sections.ts";

/** The same section `by` lines further down; itself where it stays. */
export function moveSection(section: SpecSection, by: number): SpecSection {
  if (by === 0) return section;
  return {
    ...moved(section, by),
    endLine: section.endLine + by,
    tickets: moveAll(section.tickets, by),
    shadows: moveAll(section.shadows, by),
    evidence: moveAll(section.evidence, by),
    criteria: section.criteria.map((criterion) => ({
      ...moved(criterion, by),
      evidence: moveAll(criterion.evidence, by),
    })),
  };
}

export function moveComments(own: SectionComments, by: number): SectionComments {
  return by === 0 ? own : { ...own, comments: moveAll(own.comments, by) };
}

export function movePlaces(places: readonly CommentPlace[], by: number): readonly CommentPlace[] {
  if (by === 0) return places;
  return places.map((place) => ({ ...moved(place, by), lastLine: place.lastLine + by }));
}

/** Whatever stands on a line, and knows no other, `by` lines further down. */
export function moveAll<Item extends OnLine>(items: readonly Item[], by: number): readonly Item[] {
  return by === 0 ? items : items.map((item) => moved(item, by));
}

/** What belongs to the whole file has no line. */
interface OnLine {
  readonly line: number | null;
}

function moved<Item extends OnLine>(item: Item, by: number): Item {
  return { ...item, line: (item.line ?? 0) + by };
}
