import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import type { SpecDocument } from "../../../src/core/model/spec.ts";
import { withoutLines } from "../../../src/core/spec/safe-edit.ts";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";

const SAMPLES = globSync(
  ["test/fixtures/{specs,documented}/*.md", "media/sample/docs/specs/*.md"],
  { cwd: process.cwd() },
);
const WAYS = ["always", "never", "preserve"] as const;

/** All that comments, headings and boxes say. Words may be wrapped, and code laid out anew. */
function said({ sections, frontMatter, title, problems }: SpecDocument) {
  const plain = sections.map(withoutLines).map((section) => ({
    ...section,
    prose: "",
    criteria: section.criteria.map(({ checked, evidence }) => ({ checked, evidence })),
  }));
  return { title, frontMatter, sections: plain, codes: problems.map(({ code }) => code) };
}

suite("a spec that was formatted", () => {
  test("has samples", () => assert.ok(SAMPLES.length > 5));

  for (const file of SAMPLES) {
    for (const proseWrap of WAYS) {
      test(`by Prettier (prose wrap ${proseWrap}) says the same: ${file}`, async () => {
        const text = readFileSync(join(process.cwd(), file), "utf8");
        const after = await format(text, { parser: "markdown", proseWrap, printWidth: 60 });
        assert.deepEqual(said(parseSpec(after)), said(parseSpec(text)));
      });
    }
  }

  test("keeps comments that are longer than a line, in every place", async () => {
    const long =
      "<!-- canon:realized-in:PR#412 src/payments/idempotency/keys.ts:14-38 src/b.ts -->";
    const text = `# T\n\n## A\n\n<!-- canon:ticket:jira:PAY-1 -->\n<!-- canon:system:a status:in_progress -->\n\nWords that go on for more than one line, so that there is something to be wrapped.\n\n- [x] A criterion that is long enough to be wrapped as well\n  ${long}\n- [ ] Another one\n`;
    for (const proseWrap of WAYS) {
      const after = await format(text, { parser: "markdown", proseWrap, printWidth: 40 });
      const { problems, sections } = parseSpec(after);
      assert.deepEqual(problems, [], after);
      assert.equal(sections[0]?.criteria[0]?.evidence.length, 1, after);
      assert.ok(after.includes(long), after);
    }
  });
});
