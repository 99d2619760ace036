import type { Splice } from "../../kernel/splice.ts";
import type { StatusComment } from "../canon-comment.ts";

const BEFORE_ID = /^\s*(?:canon|specwright):(?:system|section):/;

/** Where the id stands in a status comment. Units: offsets of the whole text. */
export function idRange({ start, body, value }: StatusComment): { start: number; end: number } {
  const from = start + "<!--".length + (BEFORE_ID.exec(body)?.[0].length ?? 0);
  return { start: from, end: from + value.id.length };
}

/** Puts another id into a status comment; every other byte stays. */
export function idSplice(comment: StatusComment, id: string): Splice {
  return { ...idRange(comment), text: id };
}
