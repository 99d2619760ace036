import assert from "node:assert/strict";
import fc from "fast-check";
import { suite, test } from "mocha";
import {
  adfFromMarkdown,
  adfNodes,
} from "../../../../../src/adapters/jira/cloud/adf/from-markdown.ts";
import { type AdfNode, textAttribute } from "../../../../../src/adapters/jira/cloud/adf/nodes.ts";
import { adfProblems } from "../../../../support/jira-cloud/adf-rules.ts";

/** A short form of nodes: `type(children)`, text in quotes with its marks behind it. */
function sketch(nodes: readonly AdfNode[]): string {
  return nodes.map(sketchOne).join(" ");
}

function sketchOne({ type, text, marks = [], content, attrs }: AdfNode): string {
  if (type === "text") {
    const names = marks.map((mark) => mark.type + textAttribute(mark.attrs, "href"));
    return [`'${text ?? ""}'`, ...names].join("^");
  }
  const shown = ["level", "order", "state", "language"].map((name) => {
    const value = attrs?.[name];
    return typeof value === "number" || typeof value === "string" ? String(value) : "";
  });
  const inside = content === undefined ? "" : `(${sketch(content)})`;
  return type + shown.join("") + inside;
}

const CASES: readonly (readonly [name: string, markdown: string, nodes: string])[] = [
  ["nothing", "", ""],
  ["a paragraph over two lines", "one\ntwo", "paragraph('one two')"],
  ["a hard break", "one\\\ntwo", "paragraph('one' hardBreak 'two')"],
  ["a break in HTML", "one<br>two<br/>", "paragraph('one' hardBreak 'two')"],
  [
    "marks",
    "a *b* **c** ~~d~~ `e`",
    "paragraph('a ' 'b'^em ' ' 'c'^strong ' ' 'd'^strike ' ' 'e'^code)",
  ],
  ["marks in marks", "**a *b* c**", "paragraph('a '^strong 'b'^strong^em ' c'^strong)"],
  ["the same mark twice", "**a __b__ c**", "paragraph('a b c'^strong)"],
  ["code, which takes no other mark", "**a `b`**", "paragraph('a '^strong 'b'^code)"],
  [
    "a link",
    "[a *b*](https://x.y/z)",
    "paragraph('a '^linkhttps://x.y/z 'b'^linkhttps://x.y/z^em)",
  ],
  ["code in a link", "[`a`](https://x.y)", "paragraph('a'^linkhttps://x.y^code)"],
  ["a link without words", "[](https://x.y)", "paragraph('https://x.y'^linkhttps://x.y)"],
  ["a link into the repository", "[the spec](../a%20b.md)", "paragraph('the spec (../a b.md)')"],
  ["a link within the page", "[above](#top)", "paragraph('above')"],
  [
    "a link that would run code",
    "[x](javascript:alert(1))",
    "paragraph('[x](javascript:alert(1))')",
  ],
  ["an image", "![a cat](https://x.y/c.png)", "paragraph('a cat'^linkhttps://x.y/c.png)"],
  ["a heading", "### A *b*", "heading3('A ' 'b'^em)"],
  ["a rule", "a\n\n---", "paragraph('a') rule"],
  ["code", "```ts x\na\n\nb\n```", "codeBlockts('a\n\nb')"],
  ["code without a language", "    a", "codeBlock('a')"],
  ["empty code", "```\n```", "codeBlock()"],
  ["a comment", "a\n\n<!-- b -->\n\nc <!-- d -->e", "paragraph('a') paragraph('c e')"],
  ["HTML, as text", "<div>\na\n</div>", "paragraph('<div>' hardBreak 'a' hardBreak '</div>')"],
  ["a list", "- a\n- b", "bulletList(listItem(paragraph('a')) listItem(paragraph('b')))"],
  [
    "an ordered list",
    "3. a\n4. b",
    "orderedList3(listItem(paragraph('a')) listItem(paragraph('b')))",
  ],
  [
    "a list in a list",
    "- a\n  1. b",
    "bulletList(listItem(paragraph('a') orderedList1(listItem(paragraph('b')))))",
  ],
  [
    "an item that begins with a list",
    "- - a",
    "bulletList(listItem(paragraph bulletList(listItem(paragraph('a')))))",
  ],
  ["an empty item", "-\n- a", "bulletList(listItem(paragraph) listItem(paragraph('a')))"],
  ["code in an item", "- ```\n  a\n  ```", "bulletList(listItem(codeBlock('a')))"],
  ["tasks", "- [ ] a\n- [x] b", "taskList(taskItemTODO('a') taskItemDONE('b'))"],
  [
    "tasks in tasks",
    "- [ ] a\n  - [X] b",
    "taskList(taskItemTODO('a') taskList(taskItemDONE('b')))",
  ],
  [
    "tasks among other items",
    "- a\n- [ ] b\n- c",
    "bulletList(listItem(paragraph('a'))) taskList(taskItemTODO('b')) bulletList(listItem(paragraph('c')))",
  ],
  [
    "a box without words",
    "- [ ]\n- [ ] ",
    "bulletList(listItem(paragraph('[ ]')) listItem(paragraph('[ ]')))",
  ],
  ["boxes with numbers, which are none", "1. [ ] a", "orderedList1(listItem(paragraph('[ ] a')))"],
  [
    "details of a task",
    "- [ ] a\n\n  b\n\n- [ ] c",
    "taskList(taskItemTODO('a')) paragraph('b') taskList(taskItemTODO('c'))",
  ],
  [
    "a task in an item, un-nested",
    "- a\n  - [ ] b\n- c",
    "bulletList(listItem(paragraph('a'))) taskList(taskItemTODO('b')) bulletList(listItem(paragraph('c')))",
  ],
  [
    "a heading in an item, un-nested",
    "1. a\n2. b\n   # c\n3. d",
    "orderedList1(listItem(paragraph('a')) listItem(paragraph('b'))) heading1('c') orderedList3(listItem(paragraph('d')))",
  ],
  [
    "a quote in an item, un-nested",
    "- a\n  > b",
    "bulletList(listItem(paragraph('a'))) blockquote(paragraph('b'))",
  ],
  ["a quote", "> a\n>\n> - b", "blockquote(paragraph('a') bulletList(listItem(paragraph('b'))))"],
  [
    "a quote in a quote, un-nested",
    "> a\n> > b",
    "blockquote(paragraph('a')) blockquote(paragraph('b'))",
  ],
  [
    "a heading in a quote, un-nested",
    "> a\n> # b\n> c",
    "blockquote(paragraph('a')) heading1('b') blockquote(paragraph('c'))",
  ],
  [
    "boxes in a quote, which are none",
    "> - [ ] a",
    "blockquote(bulletList(listItem(paragraph('[ ] a'))))",
  ],
  [
    "a table",
    "|a|b|\n|-|-|\n|`c`||",
    "table(tableRow(tableHeader(paragraph('a')) tableHeader(paragraph('b'))) tableRow(tableCell(paragraph('c'^code)) tableCell(paragraph())))",
  ],
];

suite("Markdown as a document of Jira", () => {
  for (const [name, markdown, nodes] of CASES) {
    test(`writes ${name}`, () => {
      assert.equal(sketch(adfNodes(markdown)), nodes);
      assert.deepEqual(adfProblems(documentOf(adfNodes(markdown))), []);
    });
  }

  test("says which lines a block has, and its boxes", () => {
    const blocks = adfFromMarkdown("a\r\n\r\n- [ ] b\r\n  - [ ] c\r\n\r\n- [x] d\r\n");
    const places = blocks.map(({ first, end, boxLines }) => [first, end, boxLines]);
    assert.deepEqual(places, [
      [0, 1, []],
      [2, 6, [2, 3, 5]],
    ]);
  });

  test("numbers the tasks of the whole text, so that no id stands twice", () => {
    const ids = JSON.stringify(adfNodes("- [ ] a\n- [ ] b\n\ntext\n\n- [ ] c")).match(
      /canon-\d+"/g,
    );
    assert.deepEqual(ids, ['canon-1"', 'canon-2"', 'canon-3"']);
  });

  test("gives a valid document for any text, the same one each time", () => {
    fc.assert(
      fc.property(fc.oneof(scraps, fc.string(), fc.string({ unit: "binary" })), (markdown) => {
        const nodes = adfNodes(markdown);
        assert.deepEqual(adfProblems(documentOf(nodes)), []);
        assert.deepEqual(adfNodes(markdown), nodes);
      }),
      { numRuns: 1500 },
    );
  });
});

suite("the rules of Jira's documents", () => {
  const wrong: readonly (readonly [string, unknown])[] = [
    ["text that is empty", paragraph({ type: "text", text: "" })],
    ["an unknown node", { type: "poem" }],
    ["an unknown key", { type: "rule", note: 1 }],
    ["an unknown attribute", { type: "rule", attrs: { colour: "red" } }],
    ["a heading of level 7", { type: "heading", attrs: { level: 7 } }],
    ["a heading in an item", list({ type: "heading", attrs: { level: 1 } })],
    ["an item that begins with a list", list({ type: "bulletList", content: [] })],
    ["a quote in a quote", { type: "blockquote", content: [{ type: "blockquote", content: [] }] }],
    ["an empty list", { type: "bulletList", content: [] }],
    ["code beside another mark", paragraph(marked("code", "strong"))],
    ["a mark twice", paragraph(marked("em", "em"))],
    ["a link to nowhere", paragraph(marked("link"))],
    [
      "a task without an id",
      {
        type: "taskList",
        attrs: { localId: "a" },
        content: [{ type: "taskItem", attrs: { state: "TODO" } }],
      },
    ],
    ["marks in code", { type: "codeBlock", content: [marked("em")] }],
  ];
  for (const [name, node] of wrong) {
    test(`do not allow ${name}`, () => {
      assert.notDeepEqual(adfProblems({ type: "doc", version: 1, content: [node] }), []);
    });
  }
});

const scraps = fc
  .array(
    fc.constantFrom(
      ...["a", "word ", "b_c", "*", "**", "_", "~~", "`", "``", "\n", "\n\n", "  ", "    ", "\t"],
      ...["- ", "* ", "1. ", "7) ", "> ", "# ", "### ", "- [ ] ", "- [x] ", "---\n", "===\n"],
      ...[
        "[x](http://a.b)",
        "[y](docs/z)",
        "![i](j.png)",
        "<http://a.b>",
        "[r]: http://x\n",
        "[r]",
      ],
      ...["<b>", "<div>\n", "<!-- c -->", "<br>", "&amp;", "\\", "|", "(", ")", "é", "\0", "\r"],
      ...["```\n", "```ts\n", "~~~", "| a | b |\n|---|---|\n| 1 | 2 |\n"],
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(""));

function documentOf(content: readonly AdfNode[]) {
  return { type: "doc", version: 1, content };
}

function paragraph(...content: unknown[]) {
  return { type: "paragraph", content };
}

function list(...content: unknown[]) {
  return { type: "bulletList", content: [{ type: "listItem", content }] };
}

function marked(...types: string[]) {
  return { type: "text", text: "a", marks: types.map((type) => ({ type })) };
}
