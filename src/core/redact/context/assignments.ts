import type { LabelledSpan } from "../rule.ts";
import { isWord } from "../tokens/token-shape.ts";
import { NAME_HINT, nameStrength, wordsOf, type NameStrength } from "./secret-names.ts";
import { isStrongValue, looksRandom } from "./secret-values.ts";

const LONGEST_NAME = 64;
const LONGEST_VALUE = 4096;

/** Where a run of bare characters ends; many marks may stand in one run, which is read once. */
class Runs {
  #start = 0;
  #end = -1;

  endOf(text: string, start: number): number {
    if (start >= this.#start && start <= this.#end) return this.#end;
    BARE.lastIndex = start;
    this.#start = start;
    this.#end = start + (BARE.exec(text)?.[0].length ?? 0);
    return this.#end;
  }
}

/** Values of names that mean a secret, in every kind of assignment. */
export function findAssignments(text: string): LabelledSpan[] {
  const spans: LabelledSpan[] = [];
  const runs = new Runs();
  let from = 0;
  for (let at = nextMark(text, 0); at >= 0; at = nextMark(text, Math.max(from, at + 1))) {
    const span = valueBehind(text, at, runs);
    if (span === null) continue;
    spans.push(span);
    from = span.end;
  }
  return spans;
}

/** The next `=`, `:` or `>` that can stand between a name and a value. */
function nextMark(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 61 || code === 58) return at;
    if (code === 62 && /[\w"']/.test(text.charAt(at - 1))) return at;
  }
  return -1;
}

function valueBehind(text: string, mark: number, runs: Runs): LabelledSpan | null {
  const sign = text.charAt(mark);
  const behind = text.charAt(mark + 1);
  if (sign === ":" && (behind === ":" || (behind === "/" && text.charAt(mark + 2) === "/")))
    return null;
  const name = nameBefore(text, mark, sign);
  if (name === null) return null;
  const strength = strengthOf(name);
  if (strength === null) return null;
  const value = valueAt(text, mark + 1, sign, runs);
  if (value === null) return null;
  const written = text.slice(value.start, value.end);
  const isTight = sign === "=" && value.start === mark + 1;
  const isSecret =
    strength === "strong"
      ? isStrongValue(written, { isQuoted: value.isQuoted, isTight })
      : looksRandom(written, 16) || (isTight && /^sig$/i.test(name) && written.length >= 20);
  if (!isSecret) return null;
  return { start: value.start, end: value.end, label: labelOf(name) };
}

function nameBefore(text: string, mark: number, sign: string): string | null {
  // In `:=`, `?=`, `!=`, `==` and `=>` the name stands before both characters.
  let end = mark;
  while (end > 0 && /[:?+=]/.test(text.charAt(end - 1)) && mark - end < 2) end -= 1;
  if (sign === ">") return elementName(text, end);
  end = skipBack(text, end, " \t", 24);
  if (/[!<]/.test(text.charAt(end - 1))) return null;
  end = skipBack(text, end, "\\\"'`])*_", 4);
  let start = end;
  while (start > 0 && end - start < LONGEST_NAME && isNamePart(text, start - 1)) start -= 1;
  const name = text.slice(start, end).trim();
  return name === "" ? null : name;
}

function skipBack(text: string, from: number, characters: string, most: number): number {
  let end = from;
  while (end > 0 && from - end < most && characters.includes(text.charAt(end - 1))) end -= 1;
  return end;
}

function isNamePart(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return isWord(code) || code > 127 || code === 45 || code === 46 || code === 32 || code === 36;
}

/** The name of the element whose opening tag ends here. */
function elementName(text: string, end: number): string | null {
  const before = text.slice(Math.max(0, end - LONGEST_NAME), end);
  return /<(?:[\w.-]{1,40}:)?([\w.-]{2,60})(?:\s[^<>]*)?$/.exec(before)?.[1] ?? null;
}

/** In prose only the last words count. */
function strengthOf(name: string): NameStrength {
  if (!NAME_HINT.test(name)) return null;
  return nameStrength(/\s/.test(name) ? wordsOf(name).slice(-3).join(" ") : name);
}

interface Value {
  readonly start: number;
  readonly end: number;
  readonly isQuoted: boolean;
}

const QUOTED = /(?:\\?"""|\\?'''|\\{0,3}["'`]|@"|[bru]{1,2}["'])/y;
const BARE = /[^\s"'`,;|<>(){}[\]\\]{1,4096}/y;
/** Where the next parameter of a query or form begins. */
const NEXT_PARAMETER = /&(?:amp;)?[\w.%-]{1,40}=/;

function valueAt(text: string, from: number, sign: string, runs: Runs): Value | null {
  let start = from;
  if (text.charAt(start) === ">" || text.charAt(start) === "=") start += 1;
  const gap = /^(?:\*\*|__)?[ \t]{0,8}(?:[|>][+-]?[ \t]{0,4}\r?\n[ \t]{1,16})?(?:\*\*|__)?/.exec(
    text.slice(start, start + 40),
  );
  if (sign !== ">") start += gap?.[0].length ?? 0;
  QUOTED.lastIndex = start;
  const opening = QUOTED.exec(text)?.[0];
  if (opening !== undefined) return quotedAt(text, start + opening.length, closingOf(opening));
  if (sign === ">") {
    const end = text.indexOf("<", start);
    return end < 0 || end - start > LONGEST_VALUE ? null : trimmed(text, start, end);
  }
  const run = text.slice(start, runs.endOf(text, start));
  return run === "" ? null : { start, end: start + valueLength(run), isQuoted: false };
}

function closingOf(opening: string): string {
  return opening.replace(/^(?:@|[bru]{1,2})(?=["'])/, "");
}

/** A quoted value ends at its quote, or with its line where the quote is missing. */
function quotedAt(text: string, start: number, closing: string): Value | null {
  const limit = Math.min(text.length, start + LONGEST_VALUE);
  for (let at = start; at < limit; at++) {
    if (
      text.startsWith(closing, at) &&
      (closing.startsWith("\\") || text.charAt(at - 1) !== "\\")
    ) {
      return at === start ? null : { start, end: at, isQuoted: true };
    }
    if (text.charAt(at) === "\n" && closing.length < 3) return null;
  }
  return null;
}

function trimmed(text: string, start: number, end: number): Value | null {
  const raw = text.slice(start, end);
  const lead = raw.length - raw.trimStart().length;
  const value = raw.trim();
  return value === "" || value.includes("\n")
    ? null
    : { start: start + lead, end: start + lead + value.length, isQuoted: true };
}

/** The length of a value: up to the next parameter, without the marks of a sentence or of Markdown. */
function valueLength(run: string): number {
  const next = run.includes("&") ? NEXT_PARAMETER.exec(run)?.index : undefined;
  let end = next ?? run.length;
  if (run.endsWith("**", end) || run.endsWith("__", end)) return end - 2;
  while (end > 0 && ".:".includes(run.charAt(end - 1))) end -= 1;
  return end;
}

function labelOf(name: string): string {
  const lower = name.toLowerCase();
  if (/pass|pwd|kennwort|contrase|senha|wachtwoord|parol|密码/.test(lower)) return "password";
  return /token|auth|bearer|jwt|session|cookie/.test(lower) ? "token" : "secret";
}
