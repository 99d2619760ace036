import assert from "node:assert/strict";
import * as fc from "fast-check";
import { findNames } from "../../../src/core/realization/wording/find-names.ts";
import { relateWork } from "../../../src/core/realization/relations/relate-work.ts";
import type { Relation } from "../../../src/core/realization/relations/relation.ts";
import {
  aWork,
  CONFIG_OF_CORPUS,
  files,
  SPECS_OF_CORPUS,
} from "../../support/realization/world.ts";

const relate = (parts: Parameters<typeof aWork>[0]): Relation[] =>
  relateWork(aWork(parts), SPECS_OF_CORPUS, CONFIG_OF_CORPUS);

const isStrong = ({ strength }: Relation): boolean => strength === "strong";
const KEYS = ["PAY-140", "PAY-142", "PAY-143", "PAY-14", "ENG-7", "TOOL-5"] as const;
/** Text without anything that could be, deny or qualify a key. */
const calm = fc.stringMatching(/^(?:(?:keys|table|cache|index|lock|Ärger|日本) ?){0,6}$/u);
const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
      "PAY-142", "PAY-14", "Fixes ", "closes ", "not ", "#31", "acme/shop#", "AB#71", "§2.1", "`", "```", "\n",
      "<!--", "-->", "> ", "- [ ] ", "docs/specs/payments.md", "#key-gen", "https://acme.atlassian.net/browse/", " ", '"', "see ", ",", "(", "](",
    ), // prettier-ignore
      { maxLength: 40 },
    )
    .map((parts) => parts.join("")),
);

suite("what a relation says", () => {
  test("names the reasons, the weightiest first, and the ticket that the work closes", () => {
    const [relation, ...others] = relate({
      title: "Key generation",
      body: "Fixes PAY-142, see docs/specs/payments.md#key-gen",
    });
    assert.deepEqual(relation, {
      file: "docs/specs/payments.md",
      sectionIndex: 1,
      sectionId: "key-gen",
      strength: "strong",
      reasons: [
        { kind: "closing-word", ticket: "jira:PAY-142", where: "body" },
        { kind: "mentioned-section", named: "docs/specs/payments.md #key-gen", where: "body" },
        { kind: "alike-title", score: 1 },
      ],
      doubts: [],
      closes: "jira:PAY-142",
    });
    assert.equal(others.some(isStrong), false);
  });

  test("says why a key in passing is a question", () => {
    const [relation] = relate({ body: "See also PAY-142." });
    assert.equal(relation?.strength, "weak");
    assert.deepEqual(relation.doubts, ["in-passing"]);
    assert.equal(relation.closes, null);
  });

  test("says what speaks against the whole work", () => {
    const [relation] = relate({
      title: 'Revert "PAY-142: make a key"',
      isOnDefaultBranch: false,
      ...files("docs/keys.md"),
    });
    assert.deepEqual(relation?.doubts.slice(0, 3), ["revert", "other-branch", "docs-only"]);
  });

  test("asks about a section whose evidence was renamed", () => {
    const previousPath = "src/payments/refunds.ts";
    const file = { path: "src/refunds.ts", previousPath, change: "renamed", lines: null } as const;
    const [relation] = relate({ files: [file] });
    assert.deepEqual(relation?.reasons, [{ kind: "evidence-path", path: previousPath }]);
    assert.equal(relation.strength, "weak");
  });

  test("asks about the section that was changed in its spec, and about no other", () => {
    const lines = [{ startLine: 9, endLine: 9 }];
    const path = "docs/specs/payments.md";
    const found = relate({
      files: [{ path, previousPath: null, change: "modified", lines }, ...files("src/a.ts").files],
    });
    assert.deepEqual(
      found.map(({ sectionId, reasons }) => [sectionId, reasons[0]?.kind]),
      [["key-gen", "changed-spec"]],
    );
  });

  test("tells of the part of the repository only beside another reason", () => {
    const inPart = files("services/payments/keys.ts");
    assert.deepEqual(relate({ title: "Tidy", ...inPart }), []);
    const [relation] = relate({ body: "See PAY-142", ...inPart });
    assert.deepEqual(relation?.reasons.at(-1), {
      kind: "same-area",
      path: "services/payments/keys.ts",
    });
  });

  test("a number that two specs have is a question about both", () => {
    const found = relate({ body: "Implements §2.1" });
    assert.deepEqual(
      found.map(({ sectionId, doubts }) => [sectionId, doubts.includes("ambiguous")]),
      [
        ["key-gen", true],
        ["ranking", true],
      ],
    );
  });
});

suite("keys in texts", () => {
  test("a closing word and a key make one strong relation, whatever calm text stands around", () => {
    fc.assert(
      fc.property(calm, calm, fc.constantFrom(...KEYS), (before, after, key) => {
        const found = relate({ body: `${before}\n\nCloses ${key}\n\n${after}` }).filter(isStrong);
        assert.deepEqual(
          found.map(({ closes }) => closes?.split(":")[1]),
          [key],
        );
      }),
    );
  });

  test("a key with anything of a word beside it is another key or none", () => {
    const glue = fc.constantFrom("X", "7", "_", "é", "ß", "x9", "日");
    fc.assert(
      fc.property(glue, fc.constantFrom(...KEYS), fc.boolean(), (glued, key, isBefore) => {
        const other = isBefore ? `${glued}${key}` : `${key}${glued}`;
        assert.deepEqual(relate({ title: other, body: `Fixes ${other}` }).filter(isStrong), []);
      }),
    );
  });

  test("two keys without a closing word are questions", () => {
    fc.assert(
      fc.property(calm, fc.shuffledSubarray([...KEYS], { minLength: 2 }), (text, keys) => {
        assert.deepEqual(relate({ title: keys.join(" "), body: text }).filter(isStrong), []);
      }),
    );
  });

  test("a closing word in a quotation, in code or in a comment closes nothing", () => {
    const around = fc.constantFrom(
      (text: string) => `> ${text}`,
      (text: string) => `\`\`\`\n${text}\n\`\`\``,
      (text: string) => `~~~text\n${text}\n`,
      (text: string) => `\`${text}\``,
      (text: string) => `<!-- ${text} -->`,
      (text: string) => `<!--\n${text}`,
      (text: string) => `- [ ] ${text}`,
      (text: string) => `It said "${text}" before`,
    );
    fc.assert(
      fc.property(around, fc.constantFrom(...KEYS), (wrap, key) => {
        assert.deepEqual(relate({ body: wrap(`Fixes ${key}`) }).filter(isStrong), []);
      }),
    );
  });

  test("any text gives the same answer twice and never one without a reason", () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (title, body, message) => {
        const parts = { title, body, branch: message, commits: [{ id: "0", message }] };
        const first = relate(parts);
        assert.deepEqual(relate(parts), first);
        for (const { reasons, strength, doubts, closes } of first) {
          assert.ok(reasons.length > 0);
          assert.ok(strength === "weak" || doubts.length === 0);
          assert.ok(closes === null || strength === "strong");
        }
      }),
      { numRuns: 300 },
    );
  });

  test("the order of specs changes nothing but ties", () => {
    const work = aWork({ body: "Closes PAY-142, ENG-7. See #31 and §2.2" });
    const there = relateWork(work, SPECS_OF_CORPUS, CONFIG_OF_CORPUS);
    const back = relateWork(work, [...SPECS_OF_CORPUS].reverse(), CONFIG_OF_CORPUS);
    assert.deepEqual(back, there);
  });

  test("finds names at the places that it says", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { name, start, end } of findNames(text)) {
          const found = text.slice(start, end);
          if (name.kind === "dashed") assert.equal(found, name.written);
          if (name.kind === "address") assert.equal(found, name.url);
          if (name.kind === "boards") assert.ok(found.endsWith(`#${name.number}`));
        }
      }),
    );
  });

  test("hostile texts of the greatest length get an answer", () => {
    const hostile = ["PAY-142 ", "a", "fixes ", "a/b#", "https://", "<!--", "`", "§9.9 ", "docs/", "- [ ] #", "(", "n't ", "see also PAY-142, "]; // prettier-ignore
    for (const part of hostile) {
      const body = part.repeat(Math.ceil(70_000 / part.length));
      const found = relate({
        title: body,
        body,
        branch: body,
        commits: [{ id: "0", message: body }],
      });
      assert.deepEqual(found.filter(isStrong), [], part);
    }
  });
});
