import { scanComments } from "./scan-comments.ts";

/** A heading's number without its trailing dot, and its title without the number. */
export interface HeadingText {
  readonly number: string | null;
  readonly title: string;
}

/** Divides the text of a heading; HTML comments and line breaks are no part of the title. */
export function readHeading(text: string): HeadingText {
  const plain = withoutComments(text);
  const line = /\s\s|[^\S ]/.test(plain) ? plain.replace(/\s+/g, " ").trim() : plain.trim();
  const match = /^(\d{1,9}(?:\.\d{1,9}){0,9})\.?\s(.+)$/u.exec(line);
  const [number, title] = [match?.[1], match?.[2]];
  return number === undefined || title === undefined
    ? { number: null, title: line }
    : { number, title };
}

/** A heading of this name, at any depth, holds the criteria of the section above it. */
export function isCriteriaHeading({ title }: HeadingText): boolean {
  return /^[*_]*acceptance criteria[*_]*\s*:?[*_]*$/i.test(title);
}

/**
 * The title as an id: letters and digits in lower case, everything else one hyphen.
 *
 * Shape:  empty when the title holds neither letter nor digit; at most 100 characters. What may be
 *         a credential is left out: in lower case, nothing that looks for one would know it.
 */
export function slugOf(title: string): string {
  const words = title
    .replace(RUN, (run) => (mayBeCredential(run) ? "-" : run))
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-");
  const short = words.length > 100 ? Array.from(words).slice(0, 100).join("") : words;
  return short.replace(/^-|-$/g, "");
}

const RUN = /\w{16,}|[\w.~+=-]{24,}/g;

/** Names have digits behind one word at most; codes mix letters and digits. */
function mayBeCredential(run: string): boolean {
  return /^(?=.*\d)[A-Z\d]+$/.test(run) || (run.match(/[A-Za-z]\d/g)?.length ?? 0) >= 2;
}

/** The text without HTML comments; what nothing closes stays. */
export function withoutComments(text: string): string {
  if (!text.includes("<!--")) return text;
  let kept = "";
  let at = 0;
  for (const comment of scanComments(text, 0, text.length, "inline")) {
    if (!comment.isClosed) continue;
    kept += `${text.slice(at, comment.start)} `;
    at = comment.end;
  }
  return kept + text.slice(at);
}
