import assert from "node:assert/strict";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";
import { lensRows, updateLensRows } from "../../../src/core/view/lens-rows.ts";

suite("lenses of a section that is typed into", () => {
  test("are read anew from the section alone", () => {
    const before = ["---", "title: A", "---", "", "## One", "text", "", "## Two"];
    const after = before.with(5, "<!-- canon:system:one status:done -->");
    const rows = updated(before, after, 6);
    assert.deepEqual(
      rows?.map(({ section, line }) => [section.id, line, section.status?.state]),
      [["one", 5, "done"], ["two", 8, undefined]],
    );
  }); // prettier-ignore

  test("need the whole text where the line may belong to a front matter that is broken", () => {
    const before = [
      "---",
      "title: never closed",
      "##",
      "- [ ] first",
      "",
      "  words",
      "Heading",
      "---",
    ];
    assert.ok(lensRows(parseSpec(before.join("\n"))).length > 0);
    assert.equal(updated(before, before.toSpliced(3, 2, "a"), 4, 5), undefined);
  });
});

function updated(
  before: readonly string[],
  after: readonly string[],
  line: number,
  lastLine = line,
) {
  const now = { lineCount: after.length, lineText: (at: number) => after[at - 1] ?? "" };
  const change = { firstLine: line, lastLine, addedLines: after.length - before.length };
  return updateLensRows(lensRows(parseSpec(before.join("\n"))), change, now, parseSpec);
}
