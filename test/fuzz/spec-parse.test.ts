import assert from "node:assert/strict";
import fc from "fast-check";
import { applySplices } from "../../src/core/kernel/splice.ts";
import { readManagedText, renderManagedText } from "../../src/core/spec/managed-text.ts";
import { parseSpec } from "../../src/core/spec/parse-spec.ts";
import { setStatus } from "../../src/core/spec/write-status.ts";
import { specText } from "./spec-text.ts";

suite("any text as a spec", function () {
  this.timeout(90_000);

  test("is read without a throw, and writing nothing or the same status keeps every byte", () => {
    fc.assert(
      fc.property(fc.oneof({ arbitrary: specText, weight: 9 }, fc.string()), (text) => {
        const document = parseSpec(text);
        assert.equal(applySplices(text, []), text);
        if (!document.writable) return;
        for (const { index, status } of document.sections) {
          if (status === null) continue;
          assert.deepEqual(setStatus(document, index, status), { ok: true, value: [] });
        }
      }),
      { numRuns: 14_000 },
    );
  });

  test("has sections whose lines lie in the text, in order and apart", () => {
    fc.assert(
      fc.property(specText, (text) => {
        const count = text.split(/\r\n|\r|\n/).length;
        let last = 0;
        for (const { line, endLine } of parseSpec(text).sections) {
          assert.ok(line > last && endLine >= line && endLine <= count);
          last = endLine;
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test("comes back from a ticket as it was sent", () => {
    fc.assert(
      fc.property(specText, (text) => {
        for (const { prose, criteria } of parseSpec(text).sections) {
          const sent = criteria.map(({ text: words, details, checked }) => ({
            text: words,
            details,
            checked,
          }));
          const read = readManagedText(
            renderManagedText({ prose, criteria: sent, footer: "docs/specs/a.md, section 1" }),
          );
          assert.deepEqual(read, { prose, criteria: sent });
        }
      }),
      { numRuns: 6_000 },
    );
  });
});
