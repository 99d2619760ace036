/** What a tree shows at one place. */
export interface RowNode {
  readonly id: string;
  readonly children: readonly RowNode[];
}

/**
 * A row that outlives its node: after a change, the same row stands for the node with the same id,
 * so that a list knows which of its rows is meant.
 */
export interface KeptRow<Node extends RowNode> {
  node: Node;
  /** How many rows stand side by side here. */
  siblings: number;
  /** The rows below, once somebody has looked. */
  children: readonly this[] | undefined;
  /** How it looked when it was drawn; undefined before. */
  drawn: string | undefined;
}

/** How rows are made and compared. */
export interface RowKeeping<Node extends RowNode, Row extends KeptRow<Node>> {
  readonly make: (node: Node, parent: Row | undefined) => Row;
  readonly childrenOf: (node: Node) => readonly Node[];
  /** How a row is to look now. */
  readonly lookOf: (row: Row) => string;
}

/** The rows of nodes, made only where there was none with the same id. */
export function rowsFor<Node extends RowNode, Row extends KeptRow<Node>>(
  nodes: readonly Node[],
  before: readonly Row[],
  parent: Row | undefined,
  { make }: Pick<RowKeeping<Node, Row>, "make">,
): readonly Row[] {
  const known = new Map(before.map((row) => [row.node.id, row]));
  return nodes.map((node) => {
    const row = known.get(node.id) ?? make(node, parent);
    row.node = node;
    row.siblings = nodes.length;
    return row;
  });
}

/**
 * Brings rows below the ones that stayed up to date, as far as anybody has looked.
 *
 * Shape:  the topmost rows that have to be drawn again, with what is below them; null when rows
 *         came, went or moved among those given, so that all of them have to be.
 */
export function renewRows<Node extends RowNode, Row extends KeptRow<Node>>(
  before: readonly Row[],
  now: readonly Row[],
  keeping: RowKeeping<Node, Row>,
): readonly Row[] | null {
  const changed = now.flatMap((row) => renewRow(row, keeping));
  const isSame = before.length === now.length && now.every((row, at) => row === before[at]);
  return isSame ? changed : null;
}

function renewRow<Node extends RowNode, Row extends KeptRow<Node>>(
  row: Row,
  keeping: RowKeeping<Node, Row>,
): readonly Row[] {
  const nodes = keeping.childrenOf(row.node);
  const before = row.children;
  const now = before === undefined ? undefined : rowsFor(nodes, before, row, keeping);
  row.children = now;
  const below = before === undefined || now === undefined ? [] : renewRows(before, now, keeping);
  if (row.drawn === undefined) return [];
  const isOther = row.drawn !== keeping.lookOf(row);
  return isOther || below === null ? [row] : below;
}
