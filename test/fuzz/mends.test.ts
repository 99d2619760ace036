import assert from "node:assert/strict";
import fc from "fast-check";
import { applySplices } from "../../src/core/kernel/splice.ts";
import type { SpecDocument } from "../../src/core/model/spec.ts";
import { mendsOf } from "../../src/core/spec/mend/mends-of.ts";
import { parseSpec } from "../../src/core/spec/parse-spec.ts";
import { specText } from "./spec-text.ts";

/** Below these, text was hidden until it is mended. */
const HIDING = /unclosed|broken-front-matter/;
const IN_TEXT = /malformed|damaged|quoted/;
const FILE = "docs/specs/a-spec.md";

/** How often each code is told of. */
function counts({ problems }: SpecDocument): Map<string, number> {
  const all = new Map<string, number>();
  for (const { code } of problems) all.set(code, (all.get(code) ?? 0) + 1);
  return all;
}

suite("any mend of a spec", () => {
  test("takes its problem away, brings no other and leaves sections and criteria as they are", () => {
    fc.assert(
      fc.property(specText, (text) => {
        const spec = parseSpec(text);
        const before = counts(spec);
        for (const { code, line } of spec.problems.slice(0, 12)) {
          if (line === null) continue;
          for (const { title, splices } of mendsOf(spec, { code, line, file: FILE })) {
            const after = parseSpec(applySplices(text, splices));
            const left = counts(after);
            assert.ok((left.get(code) ?? 0) < (before.get(code) ?? 0), title);
            if (HIDING.test(code)) continue;
            for (const [other, count] of left) {
              assert.ok(count <= (before.get(other) ?? 0), `${title} brings ${other}`);
            }
            assert.deepEqual(
              after.sections.map((one) => one.title),
              spec.sections.map((one) => one.title),
              title,
            );
            // Such a comment stood in the text, or hid what stands below it.
            if (IN_TEXT.test(code)) continue;
            assert.deepEqual(after.sections.map(criteria), spec.sections.map(criteria), title);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** What no mend of a comment may touch. */
function criteria({ criteria: all }: SpecDocument["sections"][number]) {
  return all.map(({ text, checked }) => [text, checked]);
}
