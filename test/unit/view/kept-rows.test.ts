import assert from "node:assert/strict";
import {
  renewRows,
  rowsFor,
  type KeptRow,
  type RowKeeping,
} from "../../../src/core/view/kept-rows.ts";

interface Node {
  readonly id: string;
  readonly text: string;
  readonly children: readonly Node[];
}

class Row implements KeptRow<Node> {
  node: Node;
  siblings = 1;
  children: readonly this[] | undefined;
  drawn: string | undefined;

  constructor(node: Node) {
    this.node = node;
  }
}

const KEEPING: RowKeeping<Node, Row> = {
  make: (node) => new Row(node),
  childrenOf: ({ children }) => children,
  lookOf: ({ node }) => node.text,
};

suite("rows that are kept", () => {
  test("stay the same rows, and only those that look otherwise are drawn again", () => {
    const before = draw([aNode("a", "A", [aNode("b", "B"), aNode("c", "C")]), aNode("d", "D")]);
    const now = renew(before, [
      aNode("a", "A", [aNode("b", "B2"), aNode("c", "C")]),
      aNode("d", "D"),
    ]);
    assert.deepEqual(now.changed, ["b"]);
    assert.equal(now.rows[0], before[0]);
  });

  test("are drawn from the row on below which something came or went", () => {
    const before = draw([aNode("a", "A", [aNode("b", "B")]), aNode("d", "D")]);
    const now = renew(before, [
      aNode("a", "A", [aNode("b", "B"), aNode("c", "C")]),
      aNode("d", "D"),
    ]);
    assert.deepEqual(now.changed, ["a"]);
    assert.equal(now.rows[0]?.children?.[0], before[0]?.children?.[0]);
  });

  test("are drawn all when one at the top came, went or moved", () => {
    const before = draw([aNode("a", "A"), aNode("d", "D")]);
    assert.equal(renew(before, [aNode("a", "A")]).changed, null);
    assert.equal(renew(before, [aNode("d", "D"), aNode("a", "A")]).changed, null);
  });

  test("that nobody has looked at cost nothing", () => {
    const rows = rowsFor([aNode("a", "A", [aNode("b", "B")])], [], undefined, KEEPING);
    const [row] = rows;
    assert.ok(row);
    row.drawn = "A";
    const now = renew(rows, [aNode("a", "A", [aNode("b", "B2")])]);
    assert.deepEqual(now.changed, []);
    assert.equal(now.rows[0]?.children, undefined);
  });

  test("have the nodes of now, whether or not they are drawn again", () => {
    const before = draw([aNode("a", "A", [aNode("b", "B", [aNode("x", "X")])])]);
    const fresh = aNode("a", "A2", [aNode("b", "B", [aNode("x", "X2")])]);
    const { rows } = renew(before, [fresh]);
    assert.equal(rows[0]?.node, fresh);
    assert.equal(rows[0].children?.[0]?.children?.[0]?.node.text, "X2");
  });
});

function aNode(id: string, text: string, children: readonly Node[] = []): Node {
  return { id, text, children };
}

/** Rows as they are after somebody has looked at all of them. */
function draw(nodes: readonly Node[], parent?: Row): readonly Row[] {
  return rowsFor(nodes, [], parent, KEEPING).map((row) => {
    row.drawn = row.node.text;
    row.children = draw(row.node.children, row);
    return row;
  });
}

function renew(
  before: readonly Row[],
  nodes: readonly Node[],
): { rows: readonly Row[]; changed: readonly string[] | null } {
  const rows = rowsFor(nodes, before, undefined, KEEPING);
  const changed = renewRows(before, rows, KEEPING);
  return { rows, changed: changed?.map(({ node }) => node.id) ?? null };
}
