import assert from "node:assert/strict";
import type { PlanItem } from "../../../src/core/plan/plan.ts";
import { ownLines, tokensIn } from "./blocks.ts";

/** Items that carry what people wrote in a ticket into the lines of a section. */
export function isWriting({ kind }: PlanItem): boolean {
  return ["set-title", "set-text", "reword-criterion", "remove-criterion"].includes(kind);
}

/**
 * Holds the lines of a section after a sync against those before it.
 *
 * Shape:  `givenUp` are words that somebody was told of; only items that write texts may take them.
 */
export function checkBlock(
  was: readonly string[],
  is: readonly string[],
  items: readonly PlanItem[],
  givenUp: ReadonlySet<string> | "all",
  path: string,
): void {
  if (items.some(isWriting)) {
    const left = new Set(tokensIn(is.join("\n")));
    const gone = tokensIn(was.join("\n")).filter(
      (word) => !left.has(word) && givenUp !== "all" && !givenUp.has(word),
    );
    assert.ok(gone.length === 0, `${gone.join(", ")} went from ${path} without a word`);
    return;
  }
  const added = new Set(
    items.flatMap((item) =>
      item.kind === "add-criterion" ? [`- [ ] ${item.criterion.trim()}`] : [],
    ),
  );
  const own = (lines: readonly string[]): string[] =>
    ownLines(lines).filter((line) => !added.has(line));
  assert.deepEqual(own(is), own(was), `${path} was changed beyond what the plan names`);
}
