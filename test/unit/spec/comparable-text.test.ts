import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { comparableText } from "../../../src/core/spec/comparable-text.ts";

suite("a text however Markdown is spelled", () => {
  const same: readonly (readonly [what: string, ours: string, theirs: string])[] = [
    ["marks of lists", "- a\n- b", "* a\n+ b"],
    ["tight and loose lists", "- a\n- b", "- a\n\n- b"],
    ["numbers of lists", "1. a\n2. b\n3. c", "1) a\n1) b\n1) c"],
    ["indentation of lists", "- a\n  - b", "* a\n    * b"],
    ["blanks at the end of lines", "a  \nb\t", "a\\\nb"],
    ["blank lines", "a\n\n\n\nb", "a\n\nb"],
    ["Windows line endings", "a\n\nb", "a\r\n\r\nb"],
    ["line breaks in a paragraph", "one two\nthree", "one\ntwo three"],
    ["quotes", "> a\n> b", "> a\nb"],
    ["emphasis", "_a_ and __b__ and *__c__*", "*a* and **b** and ***c***"],
    ["strikes", "x ~~~~a~~~~", "x ~~a~~"],
    ["escapes", "a * b_c #1 [x] <y> 2.", "a \\* b\\_c \\#1 \\[x\\] \\<y\\> 2\\."],
    ["escaped backticks", "a ` b", "a \\` b"],
    ["rules", "a\n\n* * *\n\nb", "a\n\n---\n\nb"],
    ["rules of underscores", "___", "---"],
    ["tables", "|a|b|\n|:-|-|\n|1|2|", "| a | b |\n| :--- | --- |\n| 1   | 2   |"],
    ["tables without outer bars", "a | b\n--- | ---\n1 | 2", "| a | b |\n|---|---|\n| 1 | 2 |"],
    ["bare addresses", "see https://x.example/a_b.", "see <https://x.example/a_b>."],
    [
      "linked addresses",
      "see https://x.example/a_b.",
      "see [https://x.example/a\\_b](https://x.example/a_b).",
    ],
    [
      "linked addresses with a slash",
      "https://x.example",
      "[https://x.example](https://x.example/)",
    ],
    ["mail addresses", "ada@x.example", "[ada@x.example](mailto:ada@x.example)"],
    ["linked file names", "in keys.ts and", "in [keys.ts](http://keys.ts) and"],
    ["marks of fences", "~~~ts\na\n~~~", "```ts\na\n```"],
    ["fences in lists", "- a\n\n  ```\n  x\n  ```", "* a\n    ```\n    x\n    ```"],
    ["ticked boxes", "- [x] a", "* [X] a"],
  ];
  for (const [what, ours, theirs] of same) {
    test(`is the same for other ${what}`, () => {
      assert.equal(comparableText(ours), comparableText(theirs));
    });
  }

  const other: readonly (readonly [what: string, one: string, two: string])[] = [
    ["words", "a b c", "a b d"],
    ["digits", "after 3 attempts", "after 4 attempts"],
    ["years at the start of a line", "1999. A year.", "2000. A year."],
    ["letter case", "MUST", "must"],
    ["emphasis", "MUST **not**", "MUST not"],
    ["code", "`a`", "a"],
    ["blanks in code", "```\na  b\n```", "```\na b\n```"],
    ["blank lines in code", "```\na\n\nb\n```", "```\na\nb\n```"],
    ["escapes in code", "`a\\_b`", "`a_b`"],
    ["marks in code", "```\n* a\n```", "```\n- a\n```"],
    ["underscores in words", "snake_case", "snakecase"],
    ["comparisons", "a < b", "a > b"],
    ["link targets", "[a](https://x.example/1)", "[a](https://x.example/2)"],
    ["links and their texts", "[a](https://x.example/1)", "a"],
    ["lists and paragraphs", "- a", "a"],
    ["bullets and numbers", "- a", "1. a"],
    ["ticks", "- [ ] a", "- [x] a"],
    ["cells of tables", "| a | b |", "| ab |"],
    ["order", "- a\n- b", "- b\n- a"],
  ];
  for (const [what, one, two] of other) {
    test(`is another one for other ${what}`, () => {
      assert.notEqual(comparableText(one), comparableText(two));
    });
  }

  test("keeps what stands in fences and code spans byte by byte", () => {
    const code = "```ts\nconst a_b = `x`;  // _x_ \\* | <https://x.example>\n\n\n  * 1\n```";
    const span = "``a_b  ` \\* |``";
    assert.equal(comparableText(code), code);
    assert.equal(comparableText(`x ${span} y`), "x ``a_b ` \\* |`` y");
  });

  for (const text of [
    "__\n\n\\**",
    "\\|***",
    ">|* \\|[X]~~~a",
    "><https://x.example>",
    "\\>[x](x)",
    "[X]\n\n.",
    "\\_|**__",
    "+| \\`",
    "12) ***\r\n* ",
    "``a``\\\\`b`",
    "[x]([x](x))",
    "<https://<https://x.example>y>",
  ]) {
    test(`stays what it is: ${JSON.stringify(text)}`, () => {
      const form = comparableText(text);
      assert.equal(comparableText(form), form);
    });
  }

  test("is as quick for text that is meant to hurt", () => {
    const pieces = [
      "`",
      "``",
      "_",
      "\\",
      "- ",
      "| ",
      "[",
      "<https://",
      "> ",
      "[a](a",
      "```\n",
      "~",
    ];
    for (const piece of pieces) {
      const text = piece.repeat(300_000 / piece.length);
      assert.equal(typeof comparableText(`${text}a`), "string");
    }
  });
});
