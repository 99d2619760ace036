import assert from "node:assert/strict";
import fc from "fast-check";
import type { SpecDocument } from "../../src/core/model/spec.ts";
import { ticketId } from "../../src/core/model/ticket-ref.ts";
import { parseSpec } from "../../src/core/spec/parse-spec.ts";
import { lensRows, updateLensRows, type LensRow } from "../../src/core/view/lens-rows.ts";
import { hostileWords, specText } from "./spec-text.ts";

const RUNS = 5000;

/** As an editor splits a text, which keeps neither a mark nor mixed endings. */
const linesOf = (text: string): string[] => text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);

/** What a lens shows; the rest of a row may be older than the text. */
const shown = (rows: readonly LensRow[]): object[] =>
  rows.map(({ section, line }) => ({
    line,
    // A heading without words is named by its place, which only a full parse knows.
    id: section.id.replace(/^section-\d+$/, "untitled"),
    status: section.status,
    links: [...section.tickets, ...section.shadows].map(({ ref }) => ticketId(ref)),
    boxes: section.criteria.map(({ checked }) => checked),
  }));

const edit = fc.record({
  at: fc.nat(),
  removed: fc.nat({ max: 3 }),
  column: fc.nat({ max: 6 }),
  words: fc.oneof(hostileWords, fc.constantFrom("", "a", "\n", "#", " ", "## 7. New\n")),
});

suite("the lenses of a text that is typed into", () => {
  test("are those of a full parse, whenever only a section was read again", () => {
    let taken = 0;
    fc.assert(
      fc.property(specText, fc.array(edit, { minLength: 1, maxLength: 4 }), (text, edits) => {
        let lines = linesOf(text);
        let rows = lensRows(parse(lines));
        for (const { at, removed, column, words } of edits) {
          const first = at % lines.length;
          const last = Math.min(first + removed, lines.length - 1);
          const typed = typeInto(lines, first, last, column, words);
          const change = {
            firstLine: first + 1,
            lastLine: last + 1,
            addedLines: typed.length - lines.length,
          };
          lines = typed;
          const now = {
            lineCount: lines.length,
            lineText: (line: number) => lines[line - 1] ?? "",
          };
          const full = lensRows(parse(lines));
          const updated = updateLensRows(rows, change, now, parseSpec);
          if (updated !== undefined) {
            taken++;
            assert.deepEqual(shown(updated), shown(full));
          }
          rows = updated ?? full;
        }
      }),
      { numRuns: RUNS },
    );
    assert.ok(taken > RUNS / 20, `the short way was taken ${taken} times in ${RUNS} runs`);
  });
});

function parse(lines: readonly string[]): SpecDocument {
  return parseSpec(lines.join("\n"));
}

function typeInto(
  lines: readonly string[],
  first: number,
  last: number,
  column: number,
  words: string,
): string[] {
  const head = (lines[first] ?? "").slice(0, column);
  const tail = (lines[last] ?? "").slice(first === last ? column : 0);
  const middle = linesOf(`${head}${words}${tail}`);
  return [...lines.slice(0, first), ...middle, ...lines.slice(last + 1)];
}
