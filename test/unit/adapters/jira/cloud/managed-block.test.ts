import assert from "node:assert/strict";
import fc from "fast-check";
import { suite, test } from "mocha";
import {
  type AdfDocument,
  type AdfNode,
  adfDocument,
} from "../../../../../src/adapters/jira/cloud/adf/nodes.ts";
import {
  type CanonProperty,
  readBlock,
  writeBlock,
} from "../../../../../src/adapters/jira/cloud/managed-block.ts";

const FOOTER = "Spec: docs/specs/pay.md, section 3.1 Keys";
const TEXT = `Keys are *made* from the request.\n\n* one\n* two\n<!-- quiet -->\n\n- [ ] first\n  - [x] second\n- [X] third\n\n${FOOTER}`;
const EMPTY = adfDocument([]);
const words = (text: string): AdfNode => ({ type: "paragraph", content: [{ type: "text", text }] });
const picture: AdfNode = {
  type: "mediaSingle",
  content: [{ type: "media", attrs: { type: "file", id: "1", collection: "" } }],
};

interface Description {
  readonly description: AdfDocument;
  readonly property: CanonProperty;
}

function written(text: string, description = EMPTY): Description {
  return writeBlock(description, null, text, "marker");
}

function edit(
  { description, property }: Description,
  change: (nodes: AdfNode[]) => void,
): Description {
  const content = structuredClone(description.content) as AdfNode[];
  change(content);
  return { description: adfDocument(content), property };
}

function textIn({ description, property }: Description): string | null {
  return readBlock(description, property);
}

/** Changes an attribute wherever a node of this type stands, the `nth` of them. */
function setAttribute(nodes: readonly AdfNode[], type: string, nth: number, attrs: object): void {
  const found: AdfNode[] = [];
  const walk = (node: AdfNode): void => {
    if (node.type === type) found.push(node);
    node.content?.forEach(walk);
  };
  nodes.forEach(walk);
  Object.assign((found[nth] as { attrs: object }).attrs, attrs);
}

suite("Canon's block in a description of Jira", () => {
  test("comes back exactly as it was sent", () => {
    for (const text of [
      TEXT,
      "",
      "x",
      "a\r\n\r\n- [ ] b\r\n",
      "<!-- only this -->",
      `  \n\n${FOOTER}\n\n`,
    ]) {
      assert.equal(textIn(written(text)), text, JSON.stringify(text));
    }
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        assert.equal(textIn(written(text)), text);
        assert.equal(textIn(written(text, adfDocument([words("by hand")]))), text);
      }),
    );
  });

  test("is not there where Canon never wrote", () => {
    assert.equal(readBlock(adfDocument([words("by hand")]), null), null);
  });

  test("takes over the ticks of people, and nothing else", () => {
    const ticked = edit(written(TEXT), (nodes) => {
      setAttribute(nodes, "taskItem", 0, { state: "DONE" });
      setAttribute(nodes, "taskItem", 2, { state: "TODO" });
    });
    const expected = TEXT.replace("- [ ] first", "- [x] first").replace(
      "- [X] third",
      "- [ ] third",
    );
    assert.equal(textIn(ticked), expected);
  });

  test("knows its nodes when Jira adds ids, layout and cuts text into pieces", () => {
    const stored = edit(written(`${TEXT}\n\n|a|\n|-|\n|b|`), (nodes) => {
      nodes[0] = {
        ...words(""),
        attrs: { localId: "p1" },
        content: [
          { type: "text", text: "Keys are " },
          { type: "text", text: "ma", marks: [{ type: "em" }] },
          { type: "text", text: "de", marks: [{ type: "em" }] },
          { type: "text", text: " from the request." },
        ],
      };
      const table = nodes.findIndex(({ type }) => type === "table");
      nodes[table] = { ...nodes[table]!, attrs: { layout: "default", localId: "t", width: 700 } };
      setAttribute(nodes, "taskItem", 0, { localId: "another" });
    });
    assert.equal(textIn(stored), `${TEXT}\n\n|a|\n|-|\n|b|`);
  });

  test("stays as it is when people write above and below it", () => {
    const around = edit(written(TEXT), (nodes) => {
      nodes.unshift(words("From Ada."), picture);
      nodes.push(words("Spec: none of Canon's"), words("From Bob."));
    });
    assert.equal(textIn(around), TEXT);
  });

  test("shows an edit, and leaves every other paragraph as it was sent", () => {
    const first = edit(written(TEXT), (nodes) => {
      nodes.unshift(words("From Ada."));
      nodes[1] = words("Keys are random.");
      setAttribute(nodes, "taskItem", 0, { state: "DONE" });
    });
    const expected = TEXT.replace("Keys are *made* from the request.", "Keys are random.");
    assert.equal(textIn(first), expected.replace("- [ ] first", "- [x] first"));
    const added = edit(written(TEXT), (nodes) => nodes.splice(1, 0, words("And 2 * 3.")));
    assert.equal(textIn(added), TEXT.replace("\n\n* one", "\n\nAnd 2 * 3.\n\n* one"));
    const removed = edit(written(TEXT), (nodes) => nodes.splice(1, 1));
    assert.equal(textIn(removed), TEXT.replace("\n\n* one\n* two\n<!-- quiet -->", ""));
  });

  test("is found by its last line when that was changed too", () => {
    const changed = edit(written(TEXT), (nodes) => {
      nodes[nodes.length - 1] = words("Spec: moved");
    });
    assert.equal(textIn(changed), TEXT.replace(FOOTER, "Spec: moved"));
  });

  test("is not there any more when people took its last line away", () => {
    assert.equal(textIn(edit(written(TEXT), (nodes) => nodes.pop())), null);
  });

  test("never takes what stood above it, even when its beginning is gone", () => {
    const above = adfDocument([words("From Ada."), words("Also from Ada.")]);
    const gone = edit(written(TEXT, above), (nodes) => nodes.splice(2, 1));
    assert.equal(textIn(gone)?.includes("Ada"), false);
    const { description } = writeBlock(gone.description, gone.property, FOOTER, null);
    assert.deepEqual(description.content.slice(0, 2), above.content);
  });

  test("is replaced where it stands, and all around it stays", () => {
    const around = edit(written(TEXT), (nodes) => {
      nodes.unshift(words("From Ada."));
      nodes.push(words("From Bob."));
    });
    const next = writeBlock(around.description, around.property, `New.\n\n${FOOTER}`, "marker");
    assert.deepEqual(next.description.content, [
      words("From Ada."),
      words("New."),
      words(FOOTER),
      words("From Bob."),
    ]);
    assert.equal(textIn(next), `New.\n\n${FOOTER}`);
  });

  test("leaves a picture inside it to the person who put it there", () => {
    const inside = edit(written(TEXT), (nodes) => nodes.splice(1, 0, picture));
    assert.equal(textIn(inside), TEXT);
    const next = writeBlock(inside.description, inside.property, `New.\n\n${FOOTER}`, "marker");
    assert.deepEqual(next.description.content, [words("New."), words(FOOTER), picture]);
    assert.equal(textIn(next), `New.\n\n${FOOTER}`);
  });

  test("is told by its place when the text is too long to be kept beside it", () => {
    const long = `${"A line of words. ".repeat(2500).trim()}\n\n- [ ] box\n\n${FOOTER}`;
    const one = written(long);
    assert.equal(one.property.text, null);
    assert.equal(textIn(one), long);
    const many = `${Array.from({ length: 4000 }, (_, n) => `Part ${n}.`).join("\n\n")}\n\n${FOOTER}`;
    const two = written(many);
    assert.ok(JSON.stringify(two.property).length <= 32_000);
    assert.equal(textIn(two), many);
    const next = writeBlock(two.description, two.property, `New.\n\n${FOOTER}`, "marker");
    assert.deepEqual(next.description.content, [words("New."), words(FOOTER)]);
  });
});
