import assert from "node:assert/strict";
import fc from "fast-check";
import { applySplices } from "../../src/core/kernel/splice.ts";
import type { SpecSection } from "../../src/core/model/spec.ts";
import { SPEC_STATES, specStatus } from "../../src/core/model/status.ts";
import { toForeignProse, toPlainProse } from "../../src/core/spec/foreign-prose.ts";
import { parseSpec } from "../../src/core/spec/parse-spec.ts";
import { withoutLines } from "../../src/core/spec/safe-edit.ts";
import { insertSection, type SectionDraft } from "../../src/core/spec/write-section.ts";
import { indexBehind } from "../../src/core/spec/new-place.ts";
import { hostileWords, specText } from "./spec-text.ts";

const draft: fc.Arbitrary<SectionDraft> = fc.record({
  title: hostileWords,
  prose: fc.array(hostileWords, { maxLength: 8 }).map((rows) => rows.join("\n")),
  criteria: fc.array(fc.record({ text: hostileWords, checked: fc.boolean() }), { maxLength: 3 }),
  link: fc.constant({ system: "jira" as const, key: "NEW-99" }),
  status: fc.constantFrom(...SPEC_STATES).map(specStatus),
});

/** What is left of the model when one section and all lines are taken out. */
function without(sections: readonly SpecSection[], index: number | null): unknown[] {
  const back = (one: number | null): number | null =>
    one === null || index === null || one < index ? one : one - 1;
  return sections
    .filter((section) => section.index !== index)
    .map((section) => ({
      ...withoutLines(section),
      index: back(section.index),
      parentIndex: back(section.parentIndex),
    }));
}

suite("a section made from any ticket", function () {
  this.timeout(90_000);

  test("is exactly one more section of any spec, and no other byte changes", () => {
    let refused = 0;
    let made = 0;
    fc.assert(
      fc.property(specText, draft, fc.nat(8), (text, wanted, nth) => {
        const document = parseSpec(text);
        const after = nth < document.sections.length ? nth : null;
        const edit = insertSection(document, after, wanted);
        if (!edit.ok) {
          assert.ok(!document.writable || edit.error.code === "spec/no-safe-place");
          const isOpen = document.problems.some(({ code }) => code === "spec/unclosed-block");
          refused += document.writable && !isOpen ? 1 : 0;
          return;
        }
        made += 1;
        const [splice] = edit.value;
        assert.ok(edit.value.length === 1 && splice?.start === splice?.end);
        const result = parseSpec(applySplices(text, edit.value));
        const index = indexBehind(document.sections, after);
        assert.deepEqual(without(result.sections, index), without(document.sections, null));
        const own = result.sections[index];
        assert.deepEqual(
          own?.tickets.map(({ ref }) => ref),
          [wanted.link],
        );
        assert.deepEqual([own.status, own.shadows, own.evidence], [wanted.status, [], []]);
        assert.deepEqual(
          [result.frontMatter, result.title, result.writable],
          [document.frontMatter, document.title, true],
        );
      }),
      { numRuns: 2_500 },
    );
    assert.ok(refused < made / 4, `${refused} refused, ${made} made`);
  });

  test("makes nothing of its own out of a ticket's text", () => {
    const text = fc.array(hostileWords, { maxLength: 12 }).map((rows) => rows.join("\n"));
    fc.assert(
      fc.property(text, (words) => {
        for (const safe of [toForeignProse(words), toPlainProse(words)]) {
          const spec = parseSpec(`## 1. Own\n\n${safe}\n\n## 2. Next\n`);
          assert.deepEqual(
            spec.sections.map(({ title }) => title),
            ["Own", "Next"],
          );
          const [own] = spec.sections;
          assert.deepEqual([own?.tickets, own?.status, own?.criteria], [[], null, []]);
          assert.doesNotMatch(safe, /<!--|^ {0,3}(?:```|~~~)/m);
          assert.doesNotMatch(safe, /[\u202A-\u202E\u2066-\u2069\u200B\u0000]/);
        }
      }),
      { numRuns: 5_000 },
    );
  });
});
