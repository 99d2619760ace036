import assert from "node:assert/strict";
import fc from "fast-check";
import { suite, test } from "mocha";
import { adfNodes } from "../../../../../src/adapters/jira/cloud/adf/from-markdown.ts";
import {
  type AdfNode,
  parseAdfDocument,
} from "../../../../../src/adapters/jira/cloud/adf/nodes.ts";
import { printOf } from "../../../../../src/adapters/jira/cloud/adf/prints.ts";
import { adfToMarkdown } from "../../../../../src/adapters/jira/cloud/adf/to-markdown.ts";

const text = (words: string, ...marks: string[]): AdfNode => ({
  type: "text",
  text: words,
  marks: marks.map((type) => ({ type })),
});
const paragraph = (...content: AdfNode[]): AdfNode => ({ type: "paragraph", content });
const inline = (type: string, attrs: Record<string, unknown>): AdfNode => ({ type, attrs });

const FOREIGN: readonly (readonly [name: string, node: AdfNode, markdown: string])[] = [
  ["a mention", paragraph(text("for "), inline("mention", { id: "1", text: "@Ada" })), "for @Ada"],
  ["a mention without a name", paragraph(inline("mention", { id: "1" })), "@somebody"],
  ["an emoji", paragraph(inline("emoji", { shortName: ":ok:", text: "👌" })), "👌"],
  ["an emoji without a picture", paragraph(inline("emoji", { shortName: ":ok:" })), ":ok:"],
  ["a date", paragraph(inline("date", { timestamp: "1767607200000" })), "2026-01-05"],
  ["a date that is none", paragraph(text("on "), inline("date", { timestamp: "soon" })), "on"],
  ["a state", paragraph(inline("status", { text: "READY", color: "green" })), "READY"],
  ["a card", paragraph(inline("inlineCard", { url: "https://x.y/z" })), "<https://x.y/z>"],
  ["a card that leads nowhere", paragraph(inline("inlineCard", { url: "a <b>" })), "a \\<b>"],
  ["a block card", inline("blockCard", { url: "https://x.y" }), "<https://x.y>"],
  [
    "a picture",
    { type: "mediaSingle", content: [inline("media", { id: "1", alt: "a cat" })] },
    "\\[a cat\\]",
  ],
  ["a file", { type: "mediaGroup", content: [inline("media", { id: "1" })] }, "\\[attachment\\]"],
  [
    "a picture in a line",
    paragraph(text("see "), inline("mediaInline", {})),
    "see \\[attachment\\]",
  ],
  [
    "a panel",
    {
      type: "panel",
      attrs: { panelType: "info" },
      content: [paragraph(text("a")), paragraph(text("b"))],
    },
    "> a\n>\n> b",
  ],
  [
    "an expand",
    { type: "expand", attrs: { title: "More" }, content: [paragraph(text("inside"))] },
    "**More**\n\ninside",
  ],
  [
    "a list of decisions",
    { type: "decisionList", content: [{ type: "decisionItem", content: [text("so be it")] }] },
    "- so be it",
  ],
  ["an unknown block", { type: "poem", content: [paragraph(text("roses"))] }, "roses"],
  ["an unknown block of words", { type: "poem", content: [text("roses")] }, "roses"],
  ["an unknown block of nothing", { type: "poem" }, ""],
  ["underlined and coloured words", paragraph(text("a", "underline", "textColor")), "a"],
  ["blanks at the end of a mark", paragraph(text("a ", "strong"), text("b")), "**a** b"],
  ["marks that overlap", paragraph(text("a", "strong"), text("b", "em", "strong")), "**a*b***"],
  ["code with a sign in it", paragraph(text("a`b", "code")), "``a`b``"],
  ["a table without a head", table(["a|b", "c"], ["d"]), "| a\\|b | c |\n| --- | --- |\n| d |  |"],
  [
    "two lists of a kind",
    { type: "layout", content: [bullets("a"), bullets("b"), bullets("c")] },
    "- a\n\n* b\n\n- c",
  ],
];

suite("a document of Jira as Markdown", () => {
  for (const [name, node, markdown] of FOREIGN) {
    test(`reads ${name} as text`, () => {
      assert.equal(adfToMarkdown([node]), markdown);
    });
  }

  for (const words of [
    "# no heading",
    "- no item",
    "1. no item",
    "> no quote",
    "--- no rule",
    "---",
    "===",
    "```",
    "a*b* and _c_ and ~~d~~",
    "`no code`",
    "<b>no html</b> <!-- nor this -->",
    "[no](link) [nor][this]",
    "[no]: definition",
    "&amp; C:\\dir\\*",
    "snake_case 2 * 3 < 4",
    "trailing \\",
  ]) {
    test(`keeps the sentence ${JSON.stringify(words)} a sentence`, () => {
      const node = paragraph({ type: "text", text: words });
      assert.deepEqual(adfNodes(adfToMarkdown([node])), [node]);
    });
  }

  test("leaves ordinary words as they are", () => {
    const words = "Keys like `the_key` stay; a_b, 2 * 3, x[0], a < b & c (d) are fine.";
    assert.equal(adfToMarkdown(adfNodes(words)), words);
  });

  test("gives back the nodes of any orderly text", () => {
    fc.assert(
      fc.property(orderly, (markdown) => {
        const nodes = adfNodes(markdown);
        const again = adfNodes(adfToMarkdown(nodes));
        assert.deepEqual(again.map(printOf), nodes.map(printOf));
      }),
      { numRuns: 500 },
    );
  });

  test("never throws, whatever a document holds", () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (content, attrs) => {
        const document = parseAdfDocument({
          type: "doc",
          content: [{ type: "table", attrs, content }],
        });
        if (document !== undefined) adfToMarkdown(document.content);
      }),
    );
  });

  test("E4: does not follow a document into the ground", () => {
    let node: unknown = { type: "paragraph" };
    for (let depth = 0; depth < 100_000; depth++) node = { type: "blockquote", content: [node] };
    assert.equal(parseAdfDocument({ type: "doc", content: [node] }), undefined);
  });
});

const word = fc.constantFrom(
  "key",
  "a_b",
  "2 * 3",
  "x[0]",
  "`code`",
  "**bold**",
  "*soft*",
  "~~old~~",
  "[to](https://x.y/z)",
  "<https://x.y>",
  "Won't",
  "C:\\dir",
  "&amp;",
);
const sentence = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(" "));
const items = (bullet: string) =>
  fc
    .array(sentence, { minLength: 1, maxLength: 3 })
    .map((all) => all.map((one) => bullet + one).join("\n"));
const block = fc.oneof(
  sentence,
  sentence.map((one) => `## ${one}`),
  items("- "),
  items("1. "),
  items("- [ ] "),
  items("> "),
  fc.tuple(items("- "), items("  - [x] ")).map((parts) => parts.join("\n")),
  fc.tuple(items("3. "), items("   - ")).map((parts) => parts.join("\n")),
  fc.constantFrom("---", "```ts\nconst a = `b`;\n```", "| a | b |\n| - | - |\n| 1 | `2` |"),
);
const orderly = fc.array(block, { maxLength: 6 }).map((blocks) => blocks.join("\n\n"));

function table(...rows: string[][]): AdfNode {
  const cell = (words: string): AdfNode => ({
    type: "tableCell",
    content: [paragraph(text(words))],
  });
  return {
    type: "table",
    content: rows.map((row) => ({ type: "tableRow", content: row.map(cell) })),
  };
}

function bullets(words: string): AdfNode {
  return { type: "bulletList", content: [{ type: "listItem", content: [paragraph(text(words))] }] };
}
