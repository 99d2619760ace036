import { isKind, type StatusComment } from "./canon-comment.ts";
import type { SectionPart } from "./divide.ts";

/**
 * The one status comment that counts for a section.
 *
 * Shape:  of several, one that names the section's own number goes first, then one with a known
 *         state, then the last one: the one that the public Canon program reads as well.
 */
export function chooseStatus(part: SectionPart): StatusComment | null {
  const all = part.comments.filter((comment) => isKind(comment, "status"));
  const numbered = all.filter((comment) => comment.value.id === part.name.number);
  const candidates = numbered.length > 0 ? numbered : all;
  const known = candidates.findLast((comment) => comment.value.status !== null);
  return known ?? candidates.at(-1) ?? null;
}
