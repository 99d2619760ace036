import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { toMarkdown } from "../../../../../src/adapters/jira/data-center/wiki/to-markdown.ts";
import { toWiki } from "../../../../../src/adapters/jira/data-center/wiki/to-wiki.ts";

/** Markdown, its wiki markup, and what comes back where that is another spelling. */
const BOTH_WAYS: readonly (readonly [name: string, md: string, wiki: string, back?: string])[] = [
  ["a paragraph of two lines", "One\ntwo.", "One\ntwo."],
  ["headings", "# A\n\n### B *c*", "h1. A\n\nh3. B _c_", "# A\n\n### B _c_"],
  ["an underlined heading", "A\n===\n\nb", "h1. A\n\nb", "# A\n\nb"],
  ["stress", "**a** _b_ ~~c~~ ***d***", "*a* _b_ -c- _*d*_", "**a** _b_ ~~c~~ _**d**_"],
  ["stress inside a word", "un**believ**able", "un{*}believ{*}able"],
  ["stress over two lines", "**a\nb**", "*a*\n*b*", "**a**\n**b**"],
  ["code", "Use `a*b` and `x[0]`.", "Use {{a\\*b}} and {{x\\[0\\]}}."],
  ["code with a backtick", "`` a`b ``", "{{a`b}}", "``a`b``"],
  [
    "a link",
    "[the *plan*](https://a.b/c_d)",
    "[the _plan_|https://a.b/c_d]",
    "[the _plan_](https://a.b/c_d)",
  ],
  ["a link to a heading", "[there](#a)", "[there|#a]"],
  ["a link without a text", "<https://a.b/c>", "[https://a.b/c]"],
  ["an address in the text", "See https://a.b/c_d_e now.", "See https://a.b/c_d_e now."],
  ["an image", "![A lens](docs/lens.png)", "!docs/lens.png|alt=A lens!"],
  ["bullets", "- a\n- b", "* a\n* b"],
  ["bullets apart", "- a\n\n- b", "* a\n\n* b"],
  ["bullets of another kind", "* a\n+ b", "* a\n* b", "- a\n- b"],
  ["bullets right below their text", "Needs:\n- a", "Needs:\n* a"],
  ["numbers", "1. a\n2. b", "# a\n# b"],
  ["nested lists", "- a\n  1. b\n     - c\n  2. d\n- e", "* a\n*# b\n*#* c\n*# d\n* e"],
  ["boxes", "- [ ] a\n- [x] b\n  - [ ] c", "* \\[ ] a\n* \\[x] b\n** \\[ ] c"],
  ["more text in an item", "- a\n\n  more\n- b", "* a\n\\\\\nmore\n* b"],
  ["code in an item", "- a\n  ```sh\n  ls\n  ```\n- b", "* a\n{code:sh}\nls\n{code}\n* b"],
  ["a code block", "```js\na = 1;\n\nb();\n```", "{code:js}\na = 1;\n\nb();\n{code}"],
  ["a code block without a language", "```\n*a*\n```", "{noformat}\n*a*\n{noformat}"],
  ["a language that Jira does not know", "```ts\na\n```", "{code:none|title=ts}\na\n{code}"],
  ["a code block about code blocks", "```\n{code}\n```", "{noformat}\n{ code}\n{noformat}"],
  [
    "a code block about code blocks of Markdown",
    "````\n```\na\n```\n````",
    "{noformat}\n```\na\n```\n{noformat}",
  ],
  ["a quote", "> a\n>\n> - b", "{quote}\na\n\n* b\n{quote}"],
  ["a quote in a quote", "> a\n>\n> > b", "{quote}\na\n\nbq. b\n{quote}"],
  ["a table", "| a | b |\n| --- | --- |\n| 1 \\| 2 | `x` |", "||a||b||\n|1 \\| 2|{{x}}|"],
  [
    "a table with an empty cell",
    "| a | b |\n| --- | --- |\n| 1 |   |",
    "||a||b||\n|1| |",
    "| a | b |\n| --- | --- |\n| 1 |  |",
  ],
  ["a rule", "a\n\n---\n\nb", "a\n\n----\n\nb"],
  ["a comment", "a <!-- b --> c\n\n<!-- d -->", "a  c", "a  c"],
  ["HTML", "a <b>c</b>", "a <b>c</b>", "a \\<b>c\\</b>"],
  ["braces and brackets", "{a} [b] c", "\\{a} \\[b] c"],
  ["what only looks like stress", "2 * 3, snake_case, a - b, c-d", "2 * 3, snake_case, a - b, c-d"],
  ["what Jira would take for stress", "\\*a* \\_b_", "\\*a* \\_b_"],
  ["dashes", "a -- b", "a \\-\\- b"],
  ["what Jira would take for an icon", "(x) and :) (y)", "&#40;x) and &#58;) &#40;y)"],
  ["a backslash", "a\\b", "a&#92;b"],
  ["lines that look like blocks", "h1. a\n\\# b\n\\- c\n1\\. d", "h1&#46; a\n\\# b\n\\- c\n1. d"],
  ["a citation", "what??", "what\\?\\?"],
  ["marks of both", "a|b !c! ^d^", "a|b \\!c! \\^d^"],
  ["nothing", "", ""],
];

suite("Jira's wiki markup", () => {
  for (const [name, markdown, wiki, back = markdown] of BOTH_WAYS) {
    test(`writes ${name}, and reads it again`, () => {
      assert.equal(toWiki(markdown), wiki);
      assert.equal(toMarkdown(wiki), back);
    });
  }

  const BY_HAND: readonly (readonly [name: string, wiki: string, markdown: string])[] = [
    ["boxes without a backslash", "* [ ] a\n* [x] b", "- [ ] a\n- [x] b"],
    ["dashes as bullets", "- a\n- b", "- a\n- b"],
    ["bold", "This is *bold* and _it_.", "This is **bold** and _it_."],
    ["a heading and its text", "h2. Why\nBecause.", "## Why\nBecause."],
    ["a link", "[text|https://a.b|title]", "[text](https://a.b)"],
    ["a person", "ask [~ada]", "ask [~ada]"],
    ["colour", "{color:red}hot{color}", "hot"],
    ["a block quote", "bq. said", "> said"],
    ["a table without a head", "|a|b|", "|  |  |\n| --- | --- |\n| a | b |"],
    ["code of Java", "{code:java|title=A.java}\nx\n{code}", "```A.java\nx\n```"],
    ["an open code block", "{code}\nx", "{code}\nx"],
    ["Windows line ends", "a\r\n* b", "a\n- b"],
    ["a list that goes deep at once", "*** a", "    - a"],
    ["two lists apart", "# a\n\n# b", "1. a\n\n1. b"],
    ["text that Markdown would read otherwise", "# a\n\\# b <c> `d`", "1. a\n   \\# b \\<c> \\`d`"],
  ];
  for (const [name, wiki, markdown] of BY_HAND) {
    test(`reads ${name} as a person writes it`, () => {
      assert.equal(toMarkdown(wiki), markdown);
    });
  }

  for (const piece of ["*a", "[", "{{", "_", "- ", "\\", "{code}\n", "* a\n", "|a", "&#"]) {
    test(`takes its time only by length: ${JSON.stringify(piece)}`, () => {
      const long = piece.repeat(90_000 / piece.length);
      assert.ok(toMarkdown(long).length > 0);
    });
  }

  test("gives back as it is what is longer than any text of Jira", () => {
    const long = "*a* ".repeat(30_000);
    assert.equal(toMarkdown(long), long);
  });
});
