import assert from "node:assert/strict";
import fc from "fast-check";
import { buildSpec } from "../../src/core/spec/build-spec.ts";
import { typedSpec, typeInto } from "../../src/core/spec/typed-spec.ts";
import { hostileWords, specText } from "./spec-text.ts";

const RUNS = 3000;

/** What people type, and what may change more than it seems to. */
const words = fc.oneof(
  hostileWords,
  fc.constantFrom(..."a# -=`<>![]|*\t\r\n".split(""), "\r\n", "-->", "<!--", "```", "---\n"),
  fc.constantFrom("", "\n\nmore\n\n", "## 7. New\n", "# New\n", "# Acceptance criteria\n"),
  fc.constantFrom("<<<<<<< ours\n", "<!— canon:delta:added —>\n", "ai_exposure: none\n"),
  fc.constantFrom("<!-- canon:ticket:jira:PAY-1 -->\n", "<!-- canon:delta:added →\n"),
);

const edit = fc.record({ at: fc.nat(), removed: fc.oneof(fc.nat({ max: 2 }), fc.nat(9)), words });

/** Sections that can be read alone more often than those of a hostile text. */
const calmText = fc
  .record({
    head: fc.constantFrom("", "# Name\n\n", "---\ntitle: Name\n---\n\n", "\n\n---\na: b\n---\n"),
    parts: fc.array(specText, { minLength: 1, maxLength: 6 }),
    ending: fc.constantFrom("\n", "\r\n"),
  })
  .map(({ head, parts, ending }) =>
    [head, ...parts.map((part, index) => `## ${index} Part\n${part}\n\n`)]
      .join("")
      .replaceAll("\n", ending),
  );

suite("a spec that is typed into", () => {
  test("is what a full parse gives, whenever only a section was read again", () => {
    let taken = 0;
    fc.assert(
      fc.property(
        fc.oneof(specText, calmText),
        fc.array(edit, { minLength: 1, maxLength: 5 }),
        (first, edits) => {
          let built = buildSpec(first);
          let typed = typedSpec(built);
          for (const { at, removed, words } of edits) {
            const { text } = built.document;
            const start = at % (text.length + 1);
            const now = text.slice(0, start) + words + text.slice(start + removed);
            built = buildSpec(now);
            const next = typed === null ? null : typeInto(typed, now);
            if (next !== null) {
              taken++;
              assert.deepEqual(next.document, built.document);
              assert.deepEqual(next, typedSpec(built));
            }
            typed = next ?? typedSpec(built);
          }
        },
      ),
      { numRuns: RUNS },
    );
    assert.ok(taken > RUNS / 4, `the short way was taken ${taken} times in ${RUNS} runs`);
  });
});
