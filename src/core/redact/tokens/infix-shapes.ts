import { asciiClass } from "../ascii-class.ts";
import type { LabelledSpan } from "../rule.ts";
import { isWord } from "./token-shape.ts";

/**
 * A credential that is known by a mark in its middle.
 *
 * Shape:  `left` and `right` match the end of the run before the mark, mostly the whole of it, and
 *         the beginning of what is behind it; a run consists of `joins`. Both are bounded, so that one mark costs no more
 *         than the bound.
 */
interface InfixShape {
  readonly label: string;
  readonly mark: string;
  readonly joins: (code: number) => boolean;
  readonly left: RegExp;
  readonly right: RegExp;
}

const REACH = 100;
const isWordOrSign = asciiClass(/[\w~.-]/);
const isUrlSafe = asciiClass(/[\w-]/);
const isBase64 = asciiClass(/[\w+/]/);

const INFIX_SHAPES: readonly InfixShape[] = [
  infix("azure_client_secret", "Q~", isWordOrSign, /(?<![\w~.])[\w~.-]{3}\d$/, /^[\w~.-]{28,40}/),
  infix("azure_devops", "AZDO", isWord, /^[A-Za-z0-9]{70,80}$/, /^[A-Za-z0-9]{4}(?!\w)/),
  infix("azure_key", "JQQJ99", isWord, /^[A-Za-z0-9]{40,64}$/, /^[A-Za-z0-9]{20,40}/),
  infix("azure_storage", "+ASt", isBase64, /^[A-Za-z0-9+/]{60,80}$/, /^[A-Za-z0-9+/]{4,12}={0,2}/),
  infix("azure_key", "AIoT", isBase64, /^[A-Za-z0-9+/]{33}$/, /^[A-Za-z0-9+/]{6}={0,2}/),
  infix("azure_key", "+ASb", isBase64, /^[A-Za-z0-9+/]{33}$/, /^[A-Za-z0-9+/]{6}={0,2}/),
  infix("azure_key", "+ACR", isBase64, /^[A-Za-z0-9+/]{42}$/, /^[A-Za-z0-9+/]{6}/),
  infix("azure_key", "AzFu", isUrlSafe, /^[A-Za-z0-9_-]{44}$/, /^[A-Za-z0-9_-]{5}[AQgw]?={0,2}/),
  infix("azure_key", "AzSe", isWord, /^[A-Za-z0-9]{42}$/, /^[A-Za-z0-9]{6}/),
  infix("azure_key", "AzCa", isWord, /^[A-Za-z0-9]{33}$/, /^[A-Za-z0-9]{5}={0,2}/),
  infix("terraform", ".atlasv1.", isWord, /^[A-Za-z0-9]{14}$/, /^[\w=.-]{40,90}/),
  infix("telegram", ":AA", isWord, /^\d{8,10}$/, /^[\w-]{32,34}(?![\w-])/),
  infix("mailchimp", "-us", isWord, /^[a-f0-9]{32}$/, /^\d{1,2}(?!\w)/),
  infix("discord", ".", isUrlSafe, /(?<!\w)[MNO][\w-]{22,27}$/, /^[\w-]{6}\.[\w-]{27,45}(?![\w-])/),
];

export const INFIX_LABELS: readonly string[] = INFIX_SHAPES.map(({ label }) => label);

function infix(
  label: string,
  mark: string,
  joins: InfixShape["joins"],
  left: RegExp,
  right: RegExp,
): InfixShape {
  return { label, mark, joins, left, right };
}

/** Every token with a mark in its middle. */
export function findInfixTokens(text: string): LabelledSpan[] {
  return INFIX_SHAPES.flatMap((one) => findOne(text, one));
}

function findOne(text: string, { label, mark, joins, left, right }: InfixShape): LabelledSpan[] {
  const spans: LabelledSpan[] = [];
  let at = text.indexOf(mark);
  while (at >= 0) {
    const behind = at + mark.length;
    const run = isWordy(text.charCodeAt(behind)) ? runStart(text, at, joins) : at;
    const before = run < at ? left.exec(text.slice(run, at)) : null;
    if (before !== null) {
      const after = right.exec(text.slice(behind, behind + REACH))?.[0].length;
      if (after !== undefined) {
        spans.push({ start: at - before[0].length, end: behind + after, label });
      }
    }
    at = text.indexOf(mark, behind);
  }
  return spans;
}

function runStart(text: string, end: number, joins: InfixShape["joins"]): number {
  let start = end;
  while (start > 0 && end - start < REACH && joins(text.charCodeAt(start - 1))) start -= 1;
  return start;
}

/** Most marks stand at the end of a sentence; a look at one character settles them. */
const isWordy = asciiClass(/[\w+/~.-]/);
