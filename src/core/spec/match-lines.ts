/** A stretch that differs: old lines `first` to `end` are replaced by new lines `from` to `to`. */
export interface LineChange {
  readonly first: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

/** Beyond this much work the lines between the first and the last difference count as one change. */
const MAX_CELLS = 4_000_000;

/**
 * Compares two lists of lines.
 *
 * Shape:  the changes in order; what lies between them is the same on both sides.
 * Units:  indexes from 0, ends excluded.
 */
export function matchLines(before: readonly string[], after: readonly string[]): LineChange[] {
  const shortest = Math.min(before.length, after.length);
  const same = (a: number, b: number): boolean => before[a] === after[b];
  let head = 0;
  while (head < shortest && same(head, head)) head += 1;
  let tail = 0;
  const isTail = (): boolean => same(before.length - 1 - tail, after.length - 1 - tail);
  while (tail < shortest - head && isTail()) tail += 1;
  const [rows, columns] = [before.length - head - tail, after.length - head - tail];
  if (rows === 0 && columns === 0) return [];
  if (rows * columns > MAX_CELLS || rows === 0 || columns === 0) {
    return [{ first: head, end: head + rows, from: head, to: head + columns }];
  }
  return changesOf(rows, columns, head, (row, column) => same(head + row, head + column));
}

/** The longest common part, from a table of how much of it lies ahead of each place. */
function changesOf(
  rows: number,
  columns: number,
  offset: number,
  same: (row: number, column: number) => boolean,
): LineChange[] {
  const width = columns + 1;
  const ahead = new Uint32Array((rows + 1) * width);
  const at = (row: number, column: number): number => ahead[row * width + column] ?? 0;
  for (let row = rows - 1; row >= 0; row -= 1) {
    for (let column = columns - 1; column >= 0; column -= 1) {
      ahead[row * width + column] = same(row, column)
        ? at(row + 1, column + 1) + 1
        : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const changes: LineChange[] = [];
  let [first, from] = [0, 0];
  const push = (end: number, to: number): void => {
    if (end === first && to === from) return;
    changes.push({
      first: first + offset,
      end: end + offset,
      from: from + offset,
      to: to + offset,
    });
  };
  let [row, column] = [0, 0];
  while (row < rows && column < columns) {
    if (same(row, column)) {
      push(row, column);
      row += 1;
      column += 1;
      [first, from] = [row, column];
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  push(rows, columns);
  return changes;
}
