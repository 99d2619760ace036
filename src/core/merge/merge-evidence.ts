import { readRow, type Row } from "./comment-row.ts";

/** One comment with the files of both, in the form of the first; null if that cannot be read. */
export function mergeEvidence(ours: Row, theirs: Row): Row | null {
  const mine = wordsOf(ours);
  const added = wordsOf(theirs).filter((word) => !mine.includes(word));
  if (added.length === 0) return ours;
  const text = ours.text.replace(/[ \t]*-->[ \t]*$/, () => ` ${added.join(" ")} -->`);
  const merged = readRow(text);
  return merged.comment?.kind === "evidence" ? merged : null;
}

/** What follows the source. */
function wordsOf({ text }: Row): string[] {
  const body = /<!--(.*)-->/.exec(text)?.[1] ?? "";
  return body.trim().split(/\s+/).slice(1);
}
