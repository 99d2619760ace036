import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { applySplices } from "../../../src/core/kernel/splice.ts";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";
import { rewordCriterion } from "../../../src/core/spec/reword-criterion.ts";

function check(text: string, from: string, to: string, wanted: string, checked = false): void {
  const edit = rewordCriterion(parseSpec(text), 0, from, to, checked);
  assert.ok(edit.ok, JSON.stringify(edit));
  const result = applySplices(text, edit.value);
  assert.equal(result, wanted);
  assert.deepEqual(rewordCriterion(parseSpec(result), 0, from, to, checked), {
    ok: true,
    value: [],
  });
}

function codeOf(text: string, from: string, to: string): unknown {
  const edit = rewordCriterion(parseSpec(text), 0, from, to, false);
  return edit.ok ? edit.value : edit.error.code;
}

suite("rewording a criterion", () => {
  test("replaces its text and leaves what else belongs to it", () => {
    check(
      "## A\r\n*  [ ] one\r\n   - a note\r\n<!-- canon:realized-in:PR#1 a.ts -->\r\n* [ ] two\r\n",
      "one",
      "first",
      "## A\r\n*  [ ] first\r\n   - a note\r\n<!-- canon:realized-in:PR#1 a.ts -->\r\n* [ ] two\r\n",
    );
    check(
      "## A\n- [x] one\n  and more\n\ntext",
      "one and more",
      "first",
      "## A\n- [ ] first\n\ntext",
    );
    check("## A\n- [ ] one", "one", "first", "## A\n- [x] first", true);
  });

  test("keeps a comment on its line", () => {
    const comment = "<!-- canon:realized-in:PR#1 a.ts -->";
    check(`## A\n- [ ] one ${comment}\n`, "one", "first", `## A\n- [ ] first ${comment}\n`);
    assert.equal(
      codeOf("## A\n- [ ] one <!-- why -->\n", "one <!-- why -->", "x"),
      "spec/no-safe-place",
    );
  });

  test("makes the new text harmless", () => {
    check(
      "## A\n- [ ] one\n",
      "one",
      "x\n## B\n<!-- canon:x -->",
      "## A\n- [ ] x ## B &lt;!-- canon:x -->\n",
    );
  });

  test("is refused for a criterion that is gone and for texts that cannot stand in a spec", () => {
    assert.equal(codeOf("## A\n- [ ] one\n", "two", "three"), "spec/no-such-criterion");
    assert.equal(codeOf("## A\n- [ ] one\n", "one", " \n"), "spec/empty-criterion");
    assert.equal(codeOf("## A\n- [ ] one\n", "one", "[REDACTED:aws]"), "spec/redacted-text");
  });
});
