import fc from "fast-check";

/** Pieces that are likely to mean something, well formed or not. */
const PIECES = [
  "Some words",
  "*more* `code` words",
  "a | b",
  "---|---",
  "---",
  "===",
  "***",
  "```",
  "```ts",
  "~~~~",
  "    indented code",
  "\tindented by a tab",
  "> quoted",
  "> - [ ] quoted box",
  "> <!-- canon:ticket:jira:QUO-1 -->",
  "- item",
  "* item",
  "1. item",
  "   more of the item",
  "  continued",
  "- [ ] a box",
  "- [x] a ticked box",
  "* [X] a star box",
  "+ [ ] a plus box",
  "-\t[ ] a tab box",
  "  - [ ] a nested box",
  "    - [x] a deeply nested box",
  "1. - [ ] a box in a numbered list",
  "- - [ ] a box in a box",
  "- [ ]",
  "- [ ] <!-- canon:delta:added -->",
  "- [ ] text <!-- canon:realized-in:PR#9 src/i.ts --> behind",
  "- [ ] `a <!-- canon:ticket:jira:COD-1 -->` b",
  "      - [ ] far in",
  "    - [ ] perhaps code",
  "<!-- canon:ticket:jira:PAY-1 -->",
  "<!-- canon:ticket:jira:PAY-2 url:https://example.com/PAY-2 -->",
  "<!--canon:ticket:GitHub:acme/app#7-->",
  "<!-- canon:shadow:linear:ENG-4 -->",
  "<!-- canon:system:2 status:todo -->",
  "<!-- specwright:system:pay status:blocked:PAY-9 -->",
  "<!-- canon:section:x status:Done -->",
  "<!-- canon:system:x  status:done extra -->",
  "<!-- canon:realized-in:PR#412 src/a.ts:42-60 src/b.ts -->",
  "  <!-- canon:realized-in:audit file:src/a.ts:10 file:src/b.ts -->",
  "<!-- canon:realized-in:PR#412 -->",
  "<!-- canon:delta:modified -->",
  "<!-- canon:systme:3 status:todo -->",
  "<!-- canon:ticket:jira:PAY-1",
  "status:done -->",
  "words <!-- canon:ticket:linear:ENG-8 --> words",
  "words <!-- canon:system:3 status:done -->",
  "<!-- canon:ticket:local:LOCAL-1 -->- [ ] joined",
  "<!-- canon:delta:added -->```",
  "<!-- a remark -->",
  "<!-- open",
  "-->",
  "<div>",
  "</div>",
  "<pre>",
  "</pre>",
  "<script>",
  "<?php",
  "[x]: https://example.com",
  "[ ]: nothing",
  "Spec: looks like a footer",
  "\\<!-- canon:ticket:jira:ESC-1 -->",
  "``odd <!-- canon:delta:added --> ` ticks``",
  "\u0000\uFEFF\u202E\u2028",
  "\uD800 lone",
  "",
  "",
  "   ",
  "\t",
];

const HEADINGS = [
  "## 1. First",
  "## 2 Second",
  "### 2.1. Third ##",
  "#### Deep",
  "###### Deepest <!-- canon:system:h status:todo -->",
  "# Another title",
  "##",
  "  ## Indented",
  "### Acceptance Criteria",
  "#### acceptance criteria:",
  "Setext heading\n---",
  "Two lines\nof setext\n  -----",
  "## Größe & Maß",
  "- ## in a list",
  "> ## in a quote",
];

const FRONT = [
  "",
  "",
  "",
  "",
  "",
  "",
  "---\ntitle: Payments\nstatus: todo\n---\n",
  "---\ntitle: [broken\n---\n",
  "---\ntitle: never closed\n",
  "---\nsync: off\ntags: a, b\nsync: on\n---\n",
];

/** What ordinary sections are made of. */
const TAME = [
  "## 3. Section",
  "### Part",
  "<!-- canon:system:part status:done -->",
  "- [ ] first",
  "- [x] second",
  "  with more words",
  "  <!-- canon:realized-in:PR#5 src/p.ts -->",
  "<!-- canon:realized-in:PR#6 src/q.ts -->",
  "",
  "",
  "  - [ ] third",
  "  - a remark",
  "    on two lines",
  "text",
];

/** One long word of marks, to find what nobody thought of. */
const marks = fc.string({
  unit: fc.constantFrom(..."<!->`[]x -*+#>\\|:\t~.1a".split("")),
  maxLength: 24,
});

const line = fc.oneof(
  { arbitrary: fc.constantFrom(...PIECES), weight: 8 },
  { arbitrary: fc.constantFrom(...TAME), weight: 8 },
  { arbitrary: fc.constantFrom(...HEADINGS), weight: 4 },
  { arbitrary: marks, weight: 1 },
  {
    arbitrary: fc
      .tuple(fc.constantFrom("  ", "    ", "\t", "> ", "- "), fc.constantFrom(...PIECES))
      .map((parts) => parts.join("")),
    weight: 2,
  },
);

/** Documents as hostile as a fuzzer can make them, with all kinds of line endings. */
export const specText: fc.Arbitrary<string> = fc
  .record({
    mark: fc.constantFrom("", "", "\uFEFF"),
    front: fc.constantFrom(...FRONT),
    lines: fc.array(line, { minLength: 1, maxLength: 24, size: "max" }),
    endings: fc.oneof(
      fc.constantFrom(["\n"], ["\r\n"], ["\r"]),
      fc.array(fc.constantFrom("\n", "\r\n", "\r"), { minLength: 1, maxLength: 5 }),
    ),
    hasLastEnding: fc.boolean(),
  })
  .map(({ mark, front, lines, endings, hasLastEnding }) => {
    const rows = `${front}${lines.join("\n")}`.split("\n");
    const joined = rows.map((row, i) => row + (endings[i % endings.length] ?? "\n")).join("");
    return mark + (hasLastEnding ? joined : joined.replace(/(?:\r\n|\n|\r)$/, ""));
  });

/** A short text such as a person or a tracker might send. */
export const hostileWords: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...PIECES, ...HEADINGS),
  fc.tuple(fc.constantFrom(...PIECES), fc.constantFrom(...PIECES)).map((two) => two.join(" ")),
  marks,
  fc.string({ unit: "grapheme", maxLength: 20 }),
);
