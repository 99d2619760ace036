import type { LabelledSpan } from "../rule.ts";

/**
 * A credential that is known by a mark in its middle.
 *
 * Shape:  `left` and `right` match the run before and behind the mark; both are bounded, so that
 *         one mark costs no more than the bound.
 */
interface InfixShape {
  readonly label: string;
  readonly mark: string;
  readonly left: RegExp;
  readonly right: RegExp;
}

const REACH = 160;

const INFIX_SHAPES: readonly InfixShape[] = [
  infix("azure_client_secret", "Q~", /(?<![\w~.-])[\w~.-]{3}\d$/, /^[\w~.-]{28,40}/),
  infix("azure_devops", "AZDO", /(?<!\w)[A-Za-z0-9]{70,80}$/, /^[A-Za-z0-9]{4}(?!\w)/),
  infix("azure_key", "JQQJ99", /(?<!\w)[A-Za-z0-9]{40,64}$/, /^[A-Za-z0-9]{20,40}/),
  infix("azure_storage", "+ASt", /(?<![\w+/])[A-Za-z0-9+/]{60,80}$/, /^[A-Za-z0-9+/]{4,12}={0,2}/),
  infix("azure_key", "AIoT", /(?<![\w+/])[A-Za-z0-9+/]{33}$/, /^[A-Za-z0-9+/]{6}={0,2}/),
  infix("azure_key", "+ASb", /(?<![\w+/])[A-Za-z0-9+/]{33}$/, /^[A-Za-z0-9+/]{6}={0,2}/),
  infix("azure_key", "+ACR", /(?<![\w+/])[A-Za-z0-9+/]{42}$/, /^[A-Za-z0-9+/]{6}/),
  infix("azure_key", "AzFu", /(?<!\w)[A-Za-z0-9_-]{44}$/, /^[A-Za-z0-9_-]{5}[AQgw]?={0,2}/),
  infix("azure_key", "AzSe", /(?<!\w)[A-Za-z0-9]{42}$/, /^[A-Za-z0-9]{6}/),
  infix("azure_key", "AzCa", /(?<!\w)[A-Za-z0-9]{33}$/, /^[A-Za-z0-9]{5}={0,2}/),
  infix("terraform", ".atlasv1.", /(?<!\w)[A-Za-z0-9]{14}$/, /^[\w=.-]{40,90}/),
  infix("telegram", ":AA", /(?<!\w)\d{8,10}$/, /^[\w-]{32,34}(?![\w-])/),
  infix("mailchimp", "-us", /(?<!\w)[a-f0-9]{32}$/, /^\d{1,2}(?!\w)/),
  infix("discord", ".", /(?<![\w.-])[MNO][\w-]{22,27}$/, /^[\w-]{6}\.[\w-]{27,45}(?![\w-])/),
];

export const INFIX_LABELS: readonly string[] = INFIX_SHAPES.map(({ label }) => label);

function infix(label: string, mark: string, left: RegExp, right: RegExp): InfixShape {
  return { label, mark, left, right };
}

/** Every token with a mark in its middle. */
export function findInfixTokens(text: string): LabelledSpan[] {
  return INFIX_SHAPES.flatMap((one) => findOne(text, one));
}

function findOne(text: string, { label, mark, left, right }: InfixShape): LabelledSpan[] {
  const spans: LabelledSpan[] = [];
  let at = text.indexOf(mark);
  while (at >= 0) {
    const behind = at + mark.length;
    const after = isWordy(text, behind)
      ? right.exec(text.slice(behind, behind + REACH))?.[0].length
      : undefined;
    const before =
      after === undefined
        ? undefined
        : left.exec(text.slice(Math.max(0, at - REACH), at))?.[0].length;
    if (after !== undefined && before !== undefined) {
      spans.push({ start: at - before, end: behind + after, label });
    }
    at = text.indexOf(mark, behind);
  }
  return spans;
}

/** Most marks stand at the end of a sentence; a look at one character settles them. */
function isWordy(text: string, at: number): boolean {
  return /[\w+/~.-]/.test(text.charAt(at));
}
