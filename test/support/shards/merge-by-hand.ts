import { tokensIn } from "../histories/blocks.ts";

const CONFLICT = /^<{7}.*\n([\s\S]*?)^={7}\n([\s\S]*?)^>{7}.*\n/gm;

/** Decides what no rule can, as a person does who wants the words of both sides. */
export function mergeByHand(text: string): string {
  return text.replaceAll(CONFLICT, (_, ours: string, theirs: string) =>
    bothSides(ours.split("\n"), theirs.split("\n")).join("\n"),
  );
}

/** Theirs added to ours; where both have a line of the same kind, its words are. */
function bothSides(ours: readonly string[], theirs: readonly string[]): string[] {
  const merged = [...ours];
  for (const line of theirs) {
    if (line === "" || merged.includes(line)) continue;
    const at = merged.findIndex((one) => kindOf(one) === kindOf(line));
    const own = merged[at];
    if (own === undefined) merged.splice(merged.length - 1, 0, line);
    else merged[at] = withWords(own, line);
  }
  return merged;
}

/** Two lines of one kind are versions of one line. */
function kindOf(line: string): string {
  const box = /^- \[[ x]\] (.*)$/.exec(line)?.[1];
  return box ?? /^#+|^Anchor s\d+|^<!-- canon:\w+/.exec(line)?.[0] ?? line;
}

function withWords(own: string, other: string): string {
  if (!/^#|^Anchor/.test(own)) return own;
  const missing = tokensIn(other).filter((word) => !tokensIn(own).includes(word));
  return [own, ...missing].join(" ");
}
