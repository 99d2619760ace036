import assert from "node:assert/strict";
import type { SpecSection } from "../../../src/core/model/spec.ts";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";

function check(text: string, wanted: readonly Partial<SpecSection>[]): void {
  const { sections } = parseSpec(text);
  assert.equal(sections.length, wanted.length);
  sections.forEach((section, i) => {
    const keys = Object.keys(wanted[i] ?? {}) as (keyof SpecSection)[];
    assert.deepEqual(Object.fromEntries(keys.map((key) => [key, section[key]])), wanted[i]);
  });
}

suite("sections of a spec", () => {
  test("are the headings of depth 2 to 6; depth 1 is the title", () => {
    check("# T\n## a\n### b\n#### c\n##### d\n###### e\n####### f", [
      { title: "a", depth: 2 },
      { title: "b", depth: 3 },
      { title: "c", depth: 4 },
      { title: "d", depth: 5 },
      { title: "e", depth: 6 },
    ]);
    assert.equal(parseSpec("# T\n## a").title, "T");
  });

  test("may be underlined, and then end their heading below the line", () => {
    check("Over\ntwo lines\n---\n<!-- canon:ticket:jira:A-1 -->\n", [
      { title: "Over two lines", depth: 2, line: 1, endLine: 5, prose: "" },
    ]);
  });

  test("give their number without a dot and their title without the number", () => {
    check("## 1. Background\n## 2.1 API ##\n### 2.1.1. Deep\n## 1.Intro\n## 1) Intro\n## 3.", [
      { number: "1", title: "Background", id: "1" },
      { number: "2.1", title: "API", id: "2.1" },
      { number: "2.1.1", title: "Deep", id: "2.1.1" },
      { number: null, title: "1.Intro", id: "1-intro" },
      { number: null, title: "1) Intro", id: "1-intro" },
      { number: null, title: "3.", id: "3" },
    ]);
  });

  test("are named by the status comment, else the number, else the title", () => {
    check("## 1. A\n<!-- canon:system:alpha status:todo -->\n## 2. B\n## Größe & Maß\n## ***", [
      { id: "alpha" },
      { id: "2" },
      { id: "größe-maß" },
      { id: "section-4" },
    ]);
  });

  test("belong to the nearest section above with a smaller depth", () => {
    check("### early\n## a\n#### b\n### c\n## d", [
      { parentIndex: null },
      { parentIndex: null },
      { parentIndex: 1 },
      { parentIndex: 1 },
      { parentIndex: null },
    ]);
  });

  test("end above the next heading of any depth", () => {
    check("## a\ntext\n\n# b\nlost\n## c\ntext", [
      { line: 1, endLine: 3 },
      { line: 6, endLine: 7 },
    ]);
  });

  test("are not made by headings of criteria, whose boxes count for the section above", () => {
    for (const heading of [
      "## Acceptance Criteria",
      "###### acceptance criteria:",
      "#### 2.3 Acceptance Criteria",
    ]) {
      const { sections } = parseSpec(`## a\n${heading}\n- [ ] one\n## b\n`);
      assert.deepEqual(
        sections.map(({ title, endLine, criteria, prose }) => [
          title,
          endLine,
          criteria.length,
          prose,
        ]),
        [
          ["a", 3, 1, ""],
          ["b", 5, 0, ""],
        ],
      );
    }
  });

  test("are not made by code, quotes or lists", () => {
    check("## a\n```\n## b\n```\n\n    ## c\n\n> ## d\n\n- ## e\n\n1. f\n   ---\n", [
      { title: "a" },
    ]);
  });

  test("leave comments on the heading's line out of the title, but read them", () => {
    check("## 3. Pay <!-- canon:ticket:jira:PAY-3 --> now", [
      {
        title: "Pay now",
        tickets: [{ ref: { system: "jira", key: "PAY-3" }, url: null, line: 1 }],
      },
    ]);
  });

  test("are found whatever ends the lines, also behind a byte order mark", () => {
    for (const ending of ["\n", "\r\n", "\r"]) {
      const text = ["\uFEFF---", "title: T", "---", "## a", "one", "two", "## b"].join(ending);
      assert.equal(parseSpec(text).title, "T");
      check(text, [
        { title: "a", line: 4, endLine: 6, prose: "one\ntwo" },
        { title: "b", line: 7, endLine: 7 },
      ]);
    }
  });

  test("have as text their own words without comments, criteria and children", () => {
    check(
      "## a\n<!-- canon:system:a status:todo -->\n\nBefore <!-- canon:delta:added --> words.\n\n- kept\n- [ ] box\n  detail\n\n<!-- a remark -->\nAfter.\n### child\nown\n",
      [
        { prose: "Before words.\n\n- kept\n\n<!-- a remark -->\nAfter.", delta: "added" },
        { prose: "own" },
      ],
    );
  });
});
