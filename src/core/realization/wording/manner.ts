import {
  APART,
  ASIDE,
  CHOICE_AFTER,
  CLAUSE,
  CLAUSE_START,
  CLOSING,
  CONDITION_AFTER,
  LATER_LABEL,
  MADE,
  NEGATION,
  OTHER_WORK,
  PARTIAL,
  PASSING,
  RELATED_LABEL,
  SENTENCE,
  SMART_COMMIT,
  SUBJECT_WORD,
  TAKING_AWAY,
  THING_AFTER,
  VERB_AFTER,
  type ClosingWords,
} from "./manner-words.ts";

/** How a text names something: as what it closes, as its subject, or in some other way. */
export type Manner = "closing" | "plain" | "partial" | "negated" | "quoted" | "in-passing";

/** A name in its line. Units: UTF-16 offsets into `line`. */
export interface Naming {
  readonly line: string;
  readonly start: number;
  readonly end: number;
  /** The heading or line with a colon above it. */
  readonly label: string;
  readonly isQuoted: boolean;
  /** Titles name their subject anywhere; running text must say that it does. */
  readonly isTitle: boolean;
  /** The words that close a ticket here; null for what cannot be closed. */
  readonly closing: ClosingWords | null;
}

const BEFORE = 300;
const AFTER = 160;

/** Says how a line names something. Units: looks at 300 characters before and 160 after the name. */
export function mannerOf(naming: Naming): Manner {
  const { line, start, end, label, isTitle } = naming;
  if (naming.isQuoted || isEnclosed(line, start, end)) return "quoted";
  const tail = line.slice(end, end + AFTER);
  const sentence = lastPart(line.slice(Math.max(0, start - BEFORE), start), SENTENCE);
  if (NEGATION.test(label)) return "negated";
  if (NEGATION.test(lastPart(sentence, ASIDE)) || isDenied(tail)) return "negated";
  if (LATER_LABEL.test(label) || isQualified(tail)) return "in-passing";
  if (naming.closing === "wide" && SMART_COMMIT.test(tail)) return "closing";
  if (THING_AFTER.test(tail)) return PARTIAL.test(tail.slice(0, 20)) ? "partial" : "in-passing";
  const lead = naming.closing === null ? null : leadOf(sentence, CLOSING[naming.closing]);
  if (lead !== null && isClosing(lead, tail)) return "closing";
  if (lead !== null) return PARTIAL.test(lead) ? "partial" : "in-passing";
  if (RELATED_LABEL.test(label)) return "in-passing";
  if (VERB_AFTER.test(tail) || TAKING_AWAY.test(sentence)) return "in-passing";
  if (isTitle && APART.test(sentence)) return OTHER_WORK.test(sentence) ? "in-passing" : "plain";
  if (PARTIAL.test(sentence)) return "partial";
  if (PASSING.test(sentence)) return "in-passing";
  return isTitle || isSubject(sentence) ? "plain" : "in-passing";
}

/** A question, one of two, or the name of a file. */
function isQualified(tail: string): boolean {
  return tail.startsWith("?") || /^\.[A-Za-z]/.test(tail) || CHOICE_AFTER.test(tail);
}

function isClosing(lead: string, tail: string): boolean {
  if (CONDITION_AFTER.test(tail)) return false;
  if (/:\s*$/.test(lead) && LATER_LABEL.test(lead)) return false;
  const clause = lastPart(lead, CLAUSE).replace(/^[^\p{L}\p{N}]+/u, "");
  if (CLAUSE_START.test(clause)) return true;
  return /(?<![\p{L}\p{N}])and\s*$/iu.test(clause) && !PASSING.test(lead) && !/[#\d]/.test(clause);
}

/** What stands in front of the closing word; null where none stands directly before the name. */
function leadOf(sentence: string, closing: RegExp): string | null {
  const match = closing.exec(sentence.trimStart());
  return match === null ? null : sentence.trimStart().slice(0, match.index);
}

function isDenied(tail: string): boolean {
  const clause = /^[^.,;!?]{0,80}/.exec(tail)?.[0] ?? "";
  return VERB_AFTER.test(clause) && NEGATION.test(clause);
}

/** A name that stands alone, in brackets, after a colon, or after a word that introduces it. */
function isSubject(sentence: string): boolean {
  const before = sentence.trimEnd();
  if (!/[\p{L}\p{N}]/u.test(before) || /[([:–—-][*_]{0,3}$/u.test(before)) return true;
  return SUBJECT_WORD.test(before) || MADE.test(sentence);
}

/** Between two back-ticks, quotation marks or strikes. */
function isEnclosed(line: string, start: number, end: number): boolean {
  const before = line.slice(Math.max(0, start - 2 * BEFORE), start);
  const after = line.slice(end, end + 2 * BEFORE);
  const isOdd = (mark: string): boolean => before.split(mark).length % 2 === 0;
  if (['"', "`", "~~"].some((mark) => isOdd(mark) && after.includes(mark))) return true;
  return before.lastIndexOf("“") > before.lastIndexOf("”") && after.includes("”");
}

function lastPart(text: string, boundary: RegExp): string {
  let from = 0;
  for (const match of text.matchAll(boundary)) from = match.index + match[0].length;
  return text.slice(from);
}
