import assert from "node:assert/strict";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";

const SIZE = 200_000;
const fill = (piece: string): string => piece.repeat(Math.ceil(SIZE / piece.length));

/** Inputs that make a careless reader take minutes: the suite's time limit is the test. */
const FLOODS: Readonly<Record<string, string>> = {
  "nested quotes": fill(">"),
  "nested lists": fill("- "),
  "deepening lists": Array.from({ length: 400 }, (_, i) => `${" ".repeat(i)}- [ ] a`).join("\n"),
  brackets: fill("["),
  "open comments": fill("a <!-- \n\n"),
  "open comments on one line": `a ${fill("<!-- ")}`,
  "canon comments on one line": fill("a <!-- canon:delta:added -->"),
  "unreadable canon comments": fill("<!-- canon:x -->\n"),
  "backticks of growing length":
    Array.from({ length: 600 }, (_, i) => "`".repeat(i)).join(" ") + "<!--",
  "single backticks": fill("<!-- `\\"),
  boxes: fill("- [ ] a\n"),
  "evidence below one box": `- [ ] a\n${fill("<!-- canon:realized-in:PR#1 a.ts -->\n")}`,
  "evidence below boxes": fill("- [ ] a\n  <!-- canon:realized-in:PR#1 a.ts -->\n"),
  "status comments": fill("<!-- canon:system:x status:todo -->\n"),
  headings: fill("## a\n"),
  "criteria headings": fill("## Acceptance Criteria\n"),
  fences: fill("```\n"),
  "blank lines": fill("\n"),
  "blanks in one line": fill(" "),
  "lone returns": fill("\r"),
  "a long token": `<!-- canon:system:${fill("x")} status:todo -->`,
  "many files": `<!-- canon:realized-in:PR#1 ${fill("a.ts ")}-->`,
  "hyphens at the start of lines": fill("-----\n"),
  "digits and dots": `## ${fill("1.")} x`,
};

suite("floods of hostile input", function () {
  this.timeout(30_000);

  for (const [name, flood] of Object.entries(FLOODS)) {
    test(`${name} come to an end`, () => {
      const document = parseSpec(`## a\n\n${flood}`);
      assert.equal(document.text.length, flood.length + 6);
      assert.ok(document.problems.length <= 101);
    });
  }

  test("a front matter of many keys comes to an end", () => {
    const keys = Array.from({ length: 1_500 }, (_, i) => `k${i}: 1`).join("\n");
    assert.equal(parseSpec(`---\n${keys}\n---\n## a`).writable, true);
  });
});
