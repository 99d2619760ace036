import assert from "node:assert/strict";
import fc from "fast-check";
import { applySplices } from "../../src/core/kernel/splice.ts";
import type { SpecDocument, SpecSection } from "../../src/core/model/spec.ts";
import { SPEC_STATES, type SpecStatus } from "../../src/core/model/status.ts";
import type { TicketRef } from "../../src/core/model/ticket-ref.ts";
import { toCriterionText } from "../../src/core/spec/criterion-text.ts";
import type { SpecEdit } from "../../src/core/spec/edit-target.ts";
import { parseSpec } from "../../src/core/spec/parse-spec.ts";
import { addCriterion, checkCriterion } from "../../src/core/spec/write-criteria.ts";
import { rewordCriterion } from "../../src/core/spec/reword-criterion.ts";
import { addEvidence } from "../../src/core/spec/write-evidence.ts";
import {
  insertShadow,
  insertTicketLink,
  removeTicketLink,
  replaceTicketLink,
} from "../../src/core/spec/write-links.ts";
import { setStatus } from "../../src/core/spec/write-status.ts";
import { hostileWords, specText } from "./spec-text.ts";

const NEW: TicketRef = { system: "jira", key: "NEW-99" };
const NEW_URL = "https://example.com/browse/NEW-99";

type Edit = (document: SpecDocument, section: SpecSection) => SpecEdit;
type Wanted = (before: Plain, splices: number, after: Plain) => Partial<Plain>;
type Plain = ReturnType<typeof plain>;

/** A section without its lines, which an edit above it may move. */
function plain(section: SpecSection) {
  return {
    ...section,
    line: 0,
    endLine: 0,
    tickets: section.tickets.map(({ ref, url }) => ({ ref, url })),
    // A new shadow may stand above older ones; their order means nothing.
    shadows: section.shadows.map(({ ref, url }) => ({ ref, url })).sort(byKey),
    evidence: section.evidence.map(({ source, files }) => ({ source, files })),
    criteria: section.criteria.map(({ text, details, checked, evidence }) => ({
      text,
      details,
      checked,
      evidence: evidence.map(({ source, files }) => ({ source, files })),
    })),
  };
}

function byKey(one: { ref: TicketRef }, other: { ref: TicketRef }): number {
  return one.ref.key < other.ref.key ? -1 : 1;
}

/** Edits every section in turn and compares the model before and after. */
function check(text: string, edit: Edit, wanted: Wanted, refusable = false): void {
  const document = parseSpec(text);
  for (const section of document.sections) {
    const edited = edit(document, section);
    if (!edited.ok) {
      const isFair =
        !document.writable || (refusable && edited.error.code === "spec/no-safe-place");
      assert.ok(isFair, `${edited.error.code}: ${edited.error.message}`);
      continue;
    }
    const result = applySplices(text, edited.value);
    const after = parseSpec(result);
    const before = document.sections.map(plain);
    const old = before[section.index];
    const fresh = after.sections.map(plain);
    const own = fresh[section.index];
    assert.ok(old !== undefined && own !== undefined);
    before[section.index] = { ...old, ...wanted(old, edited.value.length, own) };
    assert.deepEqual(fresh, before);
    assert.deepEqual(
      [after.title, after.frontMatter, after.writable],
      [document.title, document.frontMatter, document.writable],
    );
    assert.deepEqual(edit(after, after.sections[section.index] ?? section), {
      ok: true,
      value: [],
    });
    checkEndings(text, result);
  }
}

/** An edit brings no kind of line ending that the text does not have. */
function checkEndings(text: string, result: string): void {
  const known = new Set(text.match(/\r\n|\r|\n/g) ?? ["\n"]);
  for (const ending of result.match(/\r\n|\r|\n/g) ?? []) assert.ok(known.has(ending));
}

const status: fc.Arbitrary<SpecStatus> = fc
  .tuple(fc.constantFrom(...SPEC_STATES), fc.constantFrom(null, "PAY-200", "acme/app#7"))
  .map(([state, key]) => ({ state, blockedBy: state === "blocked" ? key : null }));

const NUM_RUNS = { numRuns: 2_500 };

suite("one edit of any spec changes what was asked and nothing else", function () {
  this.timeout(90_000);

  test("when a status is set", () => {
    fc.assert(
      fc.property(specText, status, (text, wanted) => {
        check(
          text,
          (document, { index }) => setStatus(document, index, wanted),
          () => ({ status: wanted }),
        );
      }),
      NUM_RUNS,
    );
  });

  test("when a ticket is linked", () => {
    fc.assert(
      fc.property(specText, fc.constantFrom(undefined, NEW_URL), (text, url) => {
        check(
          text,
          (document, { index, tickets }) => {
            const former = tickets[0]?.ref;
            return former === undefined || former.key === NEW.key
              ? insertTicketLink(document, index, NEW, url)
              : replaceTicketLink(document, index, former, NEW, url);
          },
          ({ tickets }) => ({ tickets: [{ ref: NEW, url: url ?? null }, ...tickets.slice(1)] }),
        );
      }),
      NUM_RUNS,
    );
  });

  test("when a shadow is recorded", () => {
    fc.assert(
      fc.property(specText, (text) => {
        check(
          text,
          (document, { index }) => insertShadow(document, index, NEW),
          ({ shadows }) => ({ shadows: [...shadows, { ref: NEW, url: null }].sort(byKey) }),
        );
      }),
      NUM_RUNS,
    );
  });

  test("when a link is removed", () => {
    fc.assert(
      fc.property(specText, (text) => {
        check(
          text,
          (document, { index, tickets }) => {
            const ref = tickets[0]?.ref;
            const isLast = ref === undefined || tickets.length > 1;
            return isLast ? { ok: true, value: [] } : removeTicketLink(document, index, ref);
          },
          ({ tickets }, splices) => ({ tickets: splices > 0 ? [] : tickets }),
          true,
        );
      }),
      NUM_RUNS,
    );
  });

  test("when evidence is added to a section or criterion", () => {
    const files = [
      { path: "src/new.ts", startLine: 3, endLine: 9 },
      { path: "src/[id]|x.ts", startLine: null, endLine: null },
    ];
    const evidence = { source: "PR#77", files };
    fc.assert(
      fc.property(specText, fc.boolean(), (text, onCriterion) => {
        check(
          text,
          (document, { index, criteria }) => {
            const target = onCriterion ? (criteria[0]?.text ?? null) : null;
            return addEvidence(document, index, target, evidence);
          },
          (before) => {
            const [first, ...others] = before.criteria;
            if (!onCriterion || first === undefined) {
              return { evidence: placed(before.evidence) };
            }
            return { criteria: [{ ...first, evidence: placed(first.evidence) }, ...others] };
          },
          true,
        );
      }),
      NUM_RUNS,
    );

    function placed(all: Plain["evidence"]): Plain["evidence"] {
      return [...all, evidence];
    }
  });

  test("when a criterion is ticked or cleared", () => {
    fc.assert(
      fc.property(specText, fc.boolean(), (text, checked) => {
        check(
          text,
          (document, { index, criteria }) => {
            const first = criteria[0];
            const twins = criteria.filter((one) => one.text === first?.text);
            return first === undefined || twins.length > 1
              ? { ok: true, value: [] }
              : checkCriterion(document, index, first.text, checked);
          },
          ({ criteria }, splices) => ({
            criteria: criteria.map((one, i) =>
              i === 0 && splices > 0 ? { ...one, checked } : one,
            ),
          }),
        );
      }),
      NUM_RUNS,
    );
  });

  test("when a criterion is added", () => {
    fc.assert(
      fc.property(specText, hostileWords, fc.boolean(), (text, words, checked) => {
        const added = { text: toCriterionText(words), details: "", checked, evidence: [] };
        if (added.text === "") return;
        check(
          text,
          (document, { index }) => addCriterion(document, index, words, checked),
          ({ criteria }, splices, after) => {
            const place = after.criteria.findIndex((one) => one.text === added.text);
            return { criteria: splices > 0 ? criteria.toSpliced(place, 0, added) : criteria };
          },
          true,
        );
      }),
      NUM_RUNS,
    );
  });

  test("when a criterion is reworded", () => {
    fc.assert(
      fc.property(specText, hostileWords, fc.boolean(), (text, words, checked) => {
        const wording = toCriterionText(words);
        if (wording === "") return;
        check(
          text,
          (document, { index, criteria }) => {
            const first = criteria[0];
            const isAlone = criteria.every((one, i) => i === 0 || one.text !== first?.text);
            return first === undefined || !isAlone || first.text === wording
              ? { ok: true, value: [] }
              : rewordCriterion(document, index, first.text, words, checked);
          },
          ({ criteria }, splices) => ({
            criteria: criteria.map((one, i) =>
              i === 0 && splices > 0 ? { ...one, text: wording, checked } : one,
            ),
          }),
          true,
        );
      }),
      NUM_RUNS,
    );
  });
});
