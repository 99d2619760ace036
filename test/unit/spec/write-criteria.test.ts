import assert from "node:assert/strict";
import { applySplices } from "../../../src/core/kernel/splice.ts";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";
import { addCriterion, checkCriterion } from "../../../src/core/spec/write-criteria.ts";

function checkTick(text: string, criterion: string, checked: boolean, wanted: string): void {
  const edit = checkCriterion(parseSpec(text), 0, criterion, checked);
  assert.ok(edit.ok);
  assert.equal(applySplices(text, edit.value), wanted);
}

function checkAdd(text: string, criterion: string, wanted: string): void {
  const edit = addCriterion(parseSpec(text), 0, criterion, false);
  assert.ok(edit.ok);
  const result = applySplices(text, edit.value);
  assert.equal(result, wanted);
  assert.deepEqual(addCriterion(parseSpec(result), 0, criterion, false), {
    ok: true,
    value: [],
  });
}

suite("ticking a criterion", () => {
  test("changes one character", () => {
    checkTick("## A\r\n *\t[ ]  one  \r\n", "one", true, "## A\r\n *\t[x]  one  \r\n");
    checkTick("## A\n- - [X] one\n  two", "one two", false, "## A\n- - [ ] one\n  two");
  });

  test("writes nothing when it is as wanted, and takes the first of two that differs", () => {
    const text = "## A\n- [x] one\n- [ ] one\n- [ ] one\n";
    checkTick(text, "one", true, "## A\n- [x] one\n- [x] one\n- [ ] one\n");
    checkTick("## A\n- [X] one", "one", true, "## A\n- [X] one");
  });

  test("is refused when the criterion is gone", () => {
    const edit = checkCriterion(parseSpec("## A\n- [ ] one\n## B\n- [ ] two"), 0, "two", true);
    assert.equal(edit.ok ? null : edit.error.code, "spec/no-such-criterion");
  });
});

suite("adding a criterion", () => {
  test("goes below the last one and its evidence, in its style", () => {
    checkAdd(
      "## A\r\n* [x] one\r\n  more\r\n<!-- canon:realized-in:PR#1 a.ts -->\r\n\r\nText\r\n",
      "two",
      "## A\r\n* [x] one\r\n  more\r\n<!-- canon:realized-in:PR#1 a.ts -->\r\n* [ ] two\r\n\r\nText\r\n",
    );
    checkAdd("## A\n- note\n  - [ ] one", "two", "## A\n- note\n  - [ ] one\n  - [ ] two");
  });

  test("keeps a gap where the text below would run into it", () => {
    checkAdd(
      "## A\n- [ ] one\n  ```\n  code\n  ```\ntext\n",
      "two",
      "## A\n- [ ] one\n  ```\n  code\n  ```\n- [ ] two\n\ntext\n",
    );
  });

  test("begins a list at the end of a section without one", () => {
    checkAdd(
      "## A\nText\n## B\n",
      "one",
      "## A\nText\n\n### Acceptance Criteria\n\n- [ ] one\n\n## B\n",
    );
    checkAdd(
      "## A\nText\n\n## B\n",
      "one",
      "## A\nText\n\n### Acceptance Criteria\n\n- [ ] one\n\n## B\n",
    );
    checkAdd(
      "## A\n### Acceptance Criteria\n",
      "one",
      "## A\n### Acceptance Criteria\n\n- [ ] one\n",
    );
    checkAdd("## A", "one", "## A\n\n### Acceptance Criteria\n\n- [ ] one");
    checkAdd("###### A\n", "one", "###### A\n\n- [ ] one\n");
  });

  test("goes above a block that nothing closes", () => {
    checkAdd(
      "## A\n```\ncode\n",
      "one",
      "## A\n\n### Acceptance Criteria\n\n- [ ] one\n\n```\ncode\n",
    );
  });

  test("makes the text harmless first", () => {
    checkAdd(
      "## A\n",
      "x\n## B\n- [x] y <!-- canon:ticket:jira:A-1 -->\u202E",
      "## A\n\n### Acceptance Criteria\n\n- [ ] x ## B - [x] y &lt;!-- canon:ticket:jira:A-1 -->\n",
    );
  });

  test("is refused for empty and redacted texts", () => {
    const code = (text: string): unknown => {
      const edit = addCriterion(parseSpec("## A\n"), 0, text, false);
      return edit.ok ? null : edit.error.code;
    };
    assert.equal(code(" \u200B\n"), "spec/empty-criterion");
    assert.equal(code("key [REDACTED:aws]"), "spec/redacted-text");
  });
});
