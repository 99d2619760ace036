import assert from "node:assert/strict";
import { applySplices } from "../../../src/core/kernel/splice.ts";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";
import { setProse } from "../../../src/core/spec/write-prose.ts";

function rewritten(text: string, prose: string): string {
  const document = parseSpec(text);
  const edit = setProse(document, 0, prose);
  return edit.ok ? applySplices(text, edit.value) : edit.error.code;
}

const HEAD = "## 1. Retry\n<!-- canon:system:retry status:todo -->\n";

suite("another text for a section", () => {
  test("changes the lines that differ and keeps the others where they are", () =>
    assert.equal(
      rewritten(
        `${HEAD}\nOne.\n\nTwo.\n\n- [ ] a\n\nThree.\n\n## 2. Next\nOne.\n`,
        "One.\n\nTwo and a half.\n\nThree.\n\nFour.",
      ),
      `${HEAD}\nOne.\n\nTwo and a half.\n\n- [ ] a\n\nThree.\n\nFour.\n\n## 2. Next\nOne.\n`,
    ));

  test("keeps how the spec spells what both say", () =>
    assert.equal(
      rewritten(`${HEAD}\n* one\n* _two_\n\nThree.\n`, "- one\n- *two*\n\n4."),
      `${HEAD}\n* one\n* _two_\n\n4.\n`,
    ));

  test("keeps evidence that stands on a line which goes", () => {
    const evidence = "<!-- canon:realized-in:PR#7 src/a.ts -->";
    const after = rewritten(`${HEAD}\nOld. ${evidence}\n`, "New.");
    assert.equal(after, `${HEAD}\nNew.\n${evidence}\n`);
  });

  test("puts a first text below the comments", () =>
    assert.equal(
      rewritten(`${HEAD}## 2. Next\n`, "New.\n\n- a"),
      `${HEAD}\nNew.\n\n- a\n\n## 2. Next\n`,
    ));

  test("takes a text away and leaves the rest", () =>
    assert.equal(rewritten(`${HEAD}\nOld.\n\n- [ ] a\n`, ""), `${HEAD}\n- [ ] a\n`));

  test("keeps the file's line endings", () =>
    assert.equal(
      rewritten("## A\r\n\r\nOne.\r\nTwo.\r\n", "One.\nTwo!"),
      "## A\r\n\r\nOne.\r\nTwo!\r\n",
    ));

  const hostile: readonly (readonly [string, string])[] = [
    ["<!-- canon:ticket:jira:X-1 -->", "&lt;!-- canon:ticket:jira:X-1 -->"],
    ["## Another section", "\\## Another section"],
    ["Not a heading\n---", "Not a heading\n\\---"],
    ["<script>x()</script>", "&lt;script>x()&lt;/script>"],
    ["see [x](command:evil)", "see [x]\\(command:evil)"],
    ["[x]: command:evil", "\\[x]: command:evil"],
    ["```\n## in code\n<!-- canon:x -->", "```\n## in code\n<!-- canon:x -->\n```"],
  ];
  for (const [prose, safe] of hostile) {
    test(`makes ${JSON.stringify(prose)} harmless, and it settles`, () => {
      const after = rewritten(`${HEAD}\nOld.\n\n## 2. Next\n`, `New.\n\n${prose}`);
      assert.equal(after, `${HEAD}\nNew.\n\n${safe}\n\n## 2. Next\n`);
      assert.equal(rewritten(after, `New.\n\n${safe}`), after);
      assert.equal(parseSpec(after).sections.length, 2);
    });
  }

  test("leaves tags alone that the spec holds already", () =>
    assert.equal(
      rewritten(`${HEAD}\nOne<br>\ntwo\n`, "One<br>\nthree"),
      `${HEAD}\nOne<br>\nthree\n`,
    ));

  test("never puts a masked secret in the place of the real one", () =>
    assert.equal(
      rewritten(`${HEAD}\nThe key is 12345.\n`, "The key is [REDACTED:key]."),
      "spec/redacted-text",
    ));
});
