import type { SpecDocument, SpecSection } from "../model/spec.ts";
import { editTarget } from "../spec/edit-target.ts";
import { proseRows } from "../spec/prose-rows.ts";

/**
 * Where a statement stands in a section.
 *
 * Shape:  `text` as the section has it. `line` counts from 1 and is where it begins.
 *         `criterionIndex` is null for the section's own text, and `isInDetails` tells that it is
 *         below the first line of a criterion.
 */
export interface StatementPlace {
  readonly text: string;
  readonly line: number;
  readonly criterionIndex: number | null;
  readonly isInDetails: boolean;
  /** It stands there once only. */
  readonly isUnique: boolean;
}

/** Less than this says nothing that could be contradicted. */
const LEAST_LETTERS = 10;

/** Finds a quotation in a section, word for word; blanks and line ends count alike. */
export function findStatement(
  document: SpecDocument,
  section: SpecSection,
  quote: string,
): StatementPlace | null {
  const pattern = patternOf(quote);
  if (pattern === null) return null;
  const prose = matchesIn(pattern, section.prose);
  const inCriteria = section.criteria.flatMap(({ text, details, line }, criterionIndex) => [
    ...matchesIn(pattern, text).map((found) => ({ found, line, criterionIndex, isDetail: false })),
    ...matchesIn(pattern, details).map((found) => ({
      found,
      line,
      criterionIndex,
      isDetail: true,
    })),
  ]);
  const isUnique = prose.length + inCriteria.length === 1;
  const [first] = inCriteria;
  if (first !== undefined && (prose.length === 0 || isWhole(quote, section))) {
    const { found, line, criterionIndex, isDetail } = first;
    return { text: found, line, criterionIndex, isInDetails: isDetail, isUnique };
  }
  const [text] = prose;
  if (text === undefined) return null;
  const line = lineIn(document, section, pattern);
  return { text, line, criterionIndex: null, isInDetails: false, isUnique };
}

/** The words of a quotation, with any blanks between them; null where it says too little. */
export function patternOf(quote: string): RegExp | null {
  const words = quote.split(/\s+/).filter((word) => word !== "");
  const letters = words.join("").match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  if (letters < LEAST_LETTERS) return null;
  const plain = words.map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"));
  const isWord = (text: string | undefined): boolean => /^[\p{L}\p{N}_]$/u.test(text ?? "");
  const [head, tail] = [isWord(words[0]?.[0]), isWord(words.at(-1)?.at(-1))];
  const before = head ? String.raw`(?<![\p{L}\p{N}_])` : "";
  const after = tail ? String.raw`(?![\p{L}\p{N}_])` : "";
  return new RegExp(before + plain.join(String.raw`\s+`) + after, "gu");
}

function matchesIn(pattern: RegExp, text: string): string[] {
  return [...text.matchAll(pattern)].map(([found]) => found);
}

function isWhole(quote: string, { criteria }: SpecSection): boolean {
  const plain = quote.replace(/\s+/g, " ").trim();
  return criteria.some(({ text }) => text === plain);
}

/** Rows of the section's text, put together until the quotation begins in one of them. */
function lineIn(document: SpecDocument, section: SpecSection, pattern: RegExp): number {
  const target = editTarget(document, section.index);
  if (!target.ok) return section.line;
  const rows = proseRows(target.value);
  const starts: number[] = [];
  let text = "";
  for (const row of rows) {
    starts.push(text.length);
    text += `${row.text}\n`;
  }
  const at = text.search(new RegExp(pattern.source, "u"));
  const row = at < 0 ? undefined : rows[starts.findLastIndex((start) => start <= at)];
  return row === undefined ? section.line : row.first + 1;
}
