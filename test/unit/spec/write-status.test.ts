import assert from "node:assert/strict";
import { applySplices } from "../../../src/core/kernel/splice.ts";
import { parseSpecStatus } from "../../../src/core/model/status.ts";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";
import { setStatus } from "../../../src/core/spec/write-status.ts";

function check(text: string, word: string, wanted: string, index = 0): void {
  const status = parseSpecStatus(word);
  assert.ok(status !== undefined);
  const edit = setStatus(parseSpec(text), index, status);
  assert.ok(edit.ok);
  assert.equal(applySplices(text, edit.value), wanted);
}

suite("setting a status", () => {
  test("replaces the word and keeps prefix, id and spacing", () => {
    check(
      "## 2. A\r\n  <!--specwright:section:x   status:todo-->\r\n",
      "done",
      "## 2. A\r\n  <!--specwright:section:x   status:done-->\r\n",
    );
    check(
      "## A\nx <!-- canon:system:a status:blocked:PAY-1 --> y",
      "blocked:PAY-2",
      "## A\nx <!-- canon:system:a status:blocked:PAY-2 --> y",
    );
    check(
      "## A\n<!-- canon:system:a status:Done -->",
      "done",
      "## A\n<!-- canon:system:a status:done -->",
    );
  });

  test("inserts a missing comment below the heading, behind the links", () => {
    check("## 1. A\n\nText\n", "todo", "## 1. A\n<!-- canon:system:1 status:todo -->\n\nText\n");
    check("A\n---\nText", "todo", "A\n---\n<!-- canon:system:a status:todo -->\nText");
    check(
      "## A\r\n\r\n<!-- canon:ticket:jira:A-1 -->\r\n<!-- canon:shadow:linear:B-1 -->\r\n<!-- canon:realized-in:PR#1 a.ts -->\r\n",
      "done",
      "## A\r\n\r\n<!-- canon:ticket:jira:A-1 -->\r\n<!-- canon:shadow:linear:B-1 -->\r\n<!-- canon:system:a status:done -->\r\n<!-- canon:realized-in:PR#1 a.ts -->\r\n",
    );
  });

  test("works at the end of a file without a final line ending", () => {
    check("one\r\n\r\n## A", "todo", "one\r\n\r\n## A\r\n<!-- canon:system:a status:todo -->");
    check("## A", "todo", "## A\n<!-- canon:system:a status:todo -->");
  });

  test("writes nothing when the section has that status", () => {
    for (const word of ["todo", "blocked", "blocked:PAY-1"]) {
      const text = `## A\n<!-- canon:system:a status:${word} -->`;
      check(text, word, text);
    }
  });

  test("is refused with a reason", () => {
    const todo = { state: "todo", blockedBy: null } as const;
    const code = (edit: ReturnType<typeof setStatus>): unknown =>
      edit.ok ? null : edit.error.code;
    assert.equal(code(setStatus(parseSpec("---\nx: 1\n## A"), 0, todo)), "spec/not-writable");
    assert.equal(code(setStatus(parseSpec("## A"), 1, todo)), "spec/no-such-section");
    for (const blockedBy of ["a b", "x-->", "<x", "a\u0000b", "\u202Ex", "x".repeat(300)]) {
      const edit = setStatus(parseSpec("## A"), 0, { state: "blocked", blockedBy });
      assert.equal(code(edit), "spec/invalid-key");
    }
  });

  test("works on a copy of a document as well", () => {
    const edit = setStatus({ ...parseSpec("## A\n") }, 0, { state: "todo", blockedBy: null });
    assert.equal(edit.ok, true);
  });
});
