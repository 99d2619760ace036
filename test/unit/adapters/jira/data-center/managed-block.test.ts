import assert from "node:assert/strict";
import { suite, test } from "mocha";
import {
  readManagedBlock,
  writeManagedBlock,
} from "../../../../../src/adapters/jira/data-center/managed-block.ts";

/** Texts whose way through wiki markup would lead to another spelling. */
const ODD = [
  "* a\n* b",
  "Setext\n======\n\n__a__ *b*",
  "1) a\n2) b",
  "~~~ts\nx\n~~~",
  "<details>\n\na\n\n</details>",
  "<!-- only a comment -->",
  "a\n\n\n\nb  \nc\\\nd",
  "| a | b |\n|:--|--:|\n|1|2|",
  "Tab\tand \u00a0 blanks",
  "[a][1]\n\n[1]: https://a.b",
  "{anchor:canon-end} and {anchor:canon-begin}",
  "```\n{anchor:canon-end}\n{code}\n```",
];

suite("Canon's block in a description of Jira", () => {
  for (const text of ["", "Plain.", "Two\n\nparagraphs", "- [ ] a\n- [x] b", ...ODD]) {
    test(`gives back what it was given: ${JSON.stringify(text)}`, () => {
      const description = writeManagedBlock("", text);
      assert.equal(readManagedBlock(description), text);
      assert.equal(readManagedBlock(description.replace(/\n/g, "\r\n")), text);
      assert.equal(writeManagedBlock(description, text), description);
      const around = `Above.\n\n${description}\n\nBelow.`;
      assert.equal(readManagedBlock(around), text);
      const changed = writeManagedBlock(around, "New.");
      assert.equal(readManagedBlock(changed), "New.");
      assert.ok(changed.startsWith("Above.\n\n{anchor:") && changed.endsWith("}\n\nBelow."));
    });
  }

  test("carries nothing but the text where wiki markup says it all", () => {
    assert.equal(
      writeManagedBlock("", "- [ ] a\n\nSpec: a.md, section 1 A"),
      "{anchor:canon-begin}\n* \\[ ] a\n\nSpec: a.md, section 1 A\n{anchor:canon-end}",
    );
  });

  test("carries little where it does not", () => {
    const text = `${"* A criterion that says something.\n".repeat(20)}\nDone.`;
    const description = writeManagedBlock("", text);
    assert.match(description, /\{anchor:canon-end-[\w-]{9,120}\}$/);
  });

  for (const above of ["Why.", "* why", "| a |\n|--:|\n| 1 |", "1) a\n   - [x] c"]) {
    test(`keeps the rest as it was when a box is ticked in Jira: ${JSON.stringify(above)}`, () => {
      const text = `${above}\n\n- [x] a\n- [ ] b`;
      const written = writeManagedBlock("", text);
      const ticked = written.replace("\\[x] a", "[ ] a").replace("\\[ ] b", "\\[X] b");
      assert.notEqual(ticked, written);
      assert.equal(readManagedBlock(ticked), `${above}\n\n- [ ] a\n- [x] b`);
    });
  }

  test("keeps a box that only is shown as an example", () => {
    const text = "~~~\n- [x] a\n~~~\n\n- [X] b";
    assert.equal(readManagedBlock(writeManagedBlock("", text)), text);
  });

  test("reads a block that carries the rest of another text as it stands", () => {
    const [end = ""] = /-end-[\w-]+/.exec(writeManagedBlock("", "* a\n* b")) ?? [];
    const forged = `{anchor:canon-begin}\n* c\n{anchor:canon${end}}`;
    assert.equal(readManagedBlock(forged), "- c");
    assert.equal(readManagedBlock(forged.replace(/-end-.*\}/, "-end-AAAAAAAAAAAAAA}")), "- c");
  });

  test("takes no text without both anchors for a block", () => {
    assert.equal(readManagedBlock(""), null);
    assert.equal(readManagedBlock("{anchor:canon-begin}\na"), null);
    assert.equal(readManagedBlock("a\n{anchor:canon-end}"), null);
    assert.equal(readManagedBlock("{anchor:canon-end}\na\n{anchor:canon-begin}"), null);
    assert.equal(readManagedBlock("\\{anchor:canon-begin}\na\n\\{anchor:canon-end}"), null);
  });
});
