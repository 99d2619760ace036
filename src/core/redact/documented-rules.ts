import type { RedactionRule, Span } from "./rule.ts";

/**
 * The eleven documented patterns, in their order. Labels and matches are fixed: other programs
 * compare them.
 *
 * The patterns made from one expression are safe to search with it: a match that fails had less
 * than its minimum left in the run it began in, so that few attempts share a run. The two kinds
 * for which that is not so have a search of their own.
 */
export const DOCUMENTED_RULES: readonly RedactionRule[] = [
  { label: "pem", hints: ["-----BEGIN "], find: findPem },
  { label: "jwt", hints: ["eyJ"], find: findJwt },
  pattern("anthropic", ["sk-ant-"], /\bsk-ant-[A-Za-z0-9_-]{20,}\b/g),
  pattern("stripe", ["sk_live_"], /\bsk_live_[A-Za-z0-9]{20,}\b/g),
  pattern("slack", ["xox"], /\bxox[baprs]-[A-Za-z0-9-]{10,}\b/g),
  pattern("github_pat", ["ghp_"], /\bghp_[A-Za-z0-9]{36,}\b/g),
  pattern("gemini", ["AIza"], /\bAIza[A-Za-z0-9_-]{35}\b/g),
  pattern("github_pat_fine_grained", ["github_pat_"], /\bgithub_pat_[A-Za-z0-9_]{22,}\b/g),
  pattern("github_token", ["gho_", "ghs_", "ghu_", "ghr_"], /\bgh[sour]_[A-Za-z0-9]{36,}\b/g),
  pattern("aws", ["AKIA"], /\bAKIA[A-Z0-9]{16}\b/g),
  pattern("sk", ["sk-"], /\bsk-[A-Za-z0-9_-]{20,}\b/g),
];

function pattern(label: string, hints: readonly string[], expression: RegExp): RedactionRule {
  return { label, hints, find: (text, from) => firstMatch(expression, text, from) };
}

function firstMatch(expression: RegExp, text: string, from: number): Span | null {
  expression.lastIndex = from;
  const match = expression.exec(text);
  return match === null ? null : { start: match.index, end: match.index + match[0].length };
}

const PEM_BEGIN = /-----BEGIN [A-Z ]+-----/g;
const PEM_END = /-----END [A-Z ]+-----/g;

/**
 * A header, at least one character, and the nearest footer. Where no footer follows one header
 * none follows a later one either, so the rest of the text is not searched again.
 */
function findPem(text: string, from: number): Span | null {
  const header = firstMatch(PEM_BEGIN, text, from);
  if (header === null) return null;
  const footer = firstMatch(PEM_END, text, header.end + 1);
  return footer === null ? null : { start: header.start, end: footer.end };
}

const SEGMENT = /[A-Za-z0-9_-]*/y;
const MINIMUM_SEGMENT = 10;

/**
 * Three long segments joined by dots, the first beginning with `eyJ`.
 *
 * What follows the first segment is the same for every `eyJ` inside it: after one failure the
 * search goes on behind that segment.
 */
function findJwt(text: string, from: number): Span | null {
  let start = text.indexOf("eyJ", from);
  while (start >= 0) {
    let next = start + 1;
    if (start === 0 || !isWordCharacter(text, start - 1)) {
      const headerEnd = segmentEnd(text, start);
      const end = headerEnd - start >= 3 + MINIMUM_SEGMENT ? jwtEnd(text, headerEnd) : null;
      if (end !== null) return { start, end };
      next = headerEnd;
    }
    start = text.indexOf("eyJ", next);
  }
  return null;
}

/** Where the token ends whose first segment ends at `headerEnd`; trailing hyphens stay outside. */
function jwtEnd(text: string, headerEnd: number): number | null {
  if (text[headerEnd] !== ".") return null;
  const payloadEnd = segmentEnd(text, headerEnd + 1);
  if (payloadEnd - headerEnd - 1 < MINIMUM_SEGMENT || text[payloadEnd] !== ".") return null;
  let end = segmentEnd(text, payloadEnd + 1);
  while (text[end - 1] === "-") end -= 1;
  return end - payloadEnd - 1 < MINIMUM_SEGMENT ? null : end;
}

function segmentEnd(text: string, start: number): number {
  SEGMENT.lastIndex = start;
  SEGMENT.test(text);
  return Math.max(start, SEGMENT.lastIndex);
}

function isWordCharacter(text: string, index: number): boolean {
  return /[A-Za-z0-9_]/.test(text.charAt(index));
}
