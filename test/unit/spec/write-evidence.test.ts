import assert from "node:assert/strict";
import { applySplices } from "../../../src/core/kernel/splice.ts";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";
import { addEvidence, type NewEvidence } from "../../../src/core/spec/write-evidence.ts";

function evidence(source: string, ...paths: string[]): NewEvidence {
  return { source, files: paths.map((path) => ({ path, startLine: null, endLine: null })) };
}

function check(text: string, criterion: string | null, added: NewEvidence, wanted: string): void {
  const edit = addEvidence(parseSpec(text), 0, criterion, added);
  assert.ok(edit.ok);
  const result = applySplices(text, edit.value);
  assert.equal(result, wanted);
  assert.deepEqual(addEvidence(parseSpec(result), 0, criterion, added), { ok: true, value: [] });
}

suite("adding evidence", () => {
  test("to a section puts it behind its status", () => {
    check(
      "## A\r\n<!-- canon:system:a status:done -->\r\n\r\nText\r\n",
      null,
      { source: "PR#412", files: [{ path: "src/a.ts", startLine: 42, endLine: 60 }] },
      "## A\r\n<!-- canon:system:a status:done -->\r\n<!-- canon:realized-in:PR#412 src/a.ts:42-60 -->\r\n\r\nText\r\n",
    );
  });

  test("to a criterion puts it below its text, indented with it", () => {
    check(
      "## A\n- [x] one\n  more\n  - note\n- [ ] two",
      "one more",
      evidence("PR#1", "a.ts", "b.ts"),
      "## A\n- [x] one\n  more\n  <!-- canon:realized-in:PR#1 a.ts b.ts -->\n  - note\n- [ ] two",
    );
    check(
      "## A\n-\t[x] one",
      "one",
      evidence("audit", "a.ts"),
      "## A\n-\t[x] one\n    <!-- canon:realized-in:audit a.ts -->",
    );
  });

  test("goes behind evidence that is there, in its style", () => {
    check(
      "## A\n- [x] one\n<!-- canon:realized-in:PR#1 file:a.ts -->\n- [ ] two\n",
      "one",
      evidence("PR#2", "b.ts"),
      "## A\n- [x] one\n<!-- canon:realized-in:PR#1 file:a.ts -->\n<!-- canon:realized-in:PR#2 file:b.ts -->\n- [ ] two\n",
    );
  });

  test("of a known pull request extends its one comment with what is new", () => {
    check(
      "## A\n<!-- canon:realized-in:PR#1 file:a.ts:1-2-->\n",
      null,
      evidence("PR#1", "a.ts", "b.ts"),
      "## A\n<!-- canon:realized-in:PR#1 file:a.ts:1-2 file:b.ts-->\n",
    );
  });

  test("is refused for a gone criterion and for names that a comment cannot hold", () => {
    const code = (criterion: string | null, added: NewEvidence): unknown => {
      const edit = addEvidence(parseSpec("## A\n- [ ] one\n"), 0, criterion, added);
      return edit.ok ? null : edit.error.code;
    };
    assert.equal(code("two", evidence("PR#1", "a.ts")), "spec/no-such-criterion");
    for (const path of ["a b.ts", "a-->b", "a\nb", "", "a\u202Eb"]) {
      assert.equal(code(null, evidence("PR#1", path)), "spec/invalid-evidence", path);
    }
    assert.equal(code(null, evidence("PR #1", "a.ts")), "spec/invalid-evidence");
    assert.equal(code("one", evidence("PR#1", "file:a.ts")), "spec/no-safe-place");
  });
});
