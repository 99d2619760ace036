import type { SpecDocument, SpecSection } from "../model/spec.ts";
import { isKind } from "./canon-comment.ts";
import { idRange } from "./mend/section-id.ts";
import { layoutOf } from "./parse-spec.ts";
import { startOf } from "./text-lines.ts";

/** Where an id stands on a line. Units: lines count from 1, columns from 0. */
export interface IdPlace {
  readonly line: number;
  readonly columns: readonly [start: number, end: number];
}

/** Where the status comments of a section name its id; none where it is its number or its title. */
export function statusIds(document: SpecDocument, section: SpecSection): IdPlace[] {
  const { lines, sections } = layoutOf(document);
  const comments = sections[section.index]?.part.comments ?? [];
  return comments.flatMap((comment) => {
    if (!isKind(comment, "status") || comment.value.id !== section.id) return [];
    const { start, end } = idRange(comment);
    const lineStart = startOf(lines, comment.line);
    return [{ line: comment.line + 1, columns: [start - lineStart, end - lineStart] as const }];
  });
}
