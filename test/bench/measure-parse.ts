import MarkdownIt, { type Token } from "markdown-it";
import { parseSpec } from "../../src/core/spec/parse-spec.ts";
import { atMost, forComparison, megabytes, milliseconds, times, type Row } from "./row.ts";
import { sampleSpecOfSize } from "./sample-spec.ts";
import { timeInTurns } from "./statistics.ts";

const ROUNDS = 15;

/** Parsing a spec of 1 MB beside markdown-it's block pass on the same text. */
export function measureParse(): Row[] {
  const text = sampleSpecOfSize(1_000_000);
  const blockPass = (): void => {
    const markdown = new MarkdownIt({ html: true });
    const tokens: Token[] = [];
    markdown.block.parse(text, markdown, {}, tokens);
  };
  timeInTurns(blockPass, () => parseSpec(text), 3);
  const [blocks, spec] = timeInTurns(blockPass, () => parseSpec(text), ROUNDS);
  return [
    atMost({
      metric: "parse a 1 MB spec, beside the block pass",
      value: spec / blocks,
      limit: 1.5,
      show: times,
    }),
    forComparison(
      `  both, for ${megabytes(Buffer.byteLength(text))}`,
      `${milliseconds(spec)} / ${milliseconds(blocks)}`,
    ),
  ];
}
