export type Side = "ours" | "theirs";

/** A text that came of two, and whether somebody had to choose between them. */
export interface Merged {
  readonly text: string;
  readonly conflicts: number;
}

/** Of three texts, the first of which the others come from, one. */
export type MergeTexts = (base: string, ours: string, theirs: string, take: Side) => Merged;

/**
 * Merges two descendants of a text by lines, as git does.
 *
 * Where both changed the same lines in different ways, the side that is taken wins for those; with
 * `marks`, all three are left between the marks that git writes.
 */
export function mergeLines(
  base: string,
  ours: string,
  theirs: string,
  take: Side | "marks",
): Merged {
  if (ours === theirs || theirs === base) return { text: ours, conflicts: 0 };
  if (ours === base) return { text: theirs, conflicts: 0 };
  const [b, o, t] = [toLines(base), toLines(ours), toLines(theirs)];
  const [toOurs, toTheirs] = [matches(b, o), matches(b, t)];
  const merged: string[] = [];
  let conflicts = 0;
  const at = { b: 0, o: 0, t: 0 };
  for (let anchor = 0; anchor <= b.length; anchor++) {
    const isEnd = anchor === b.length;
    const [inOurs, inTheirs] = isEnd
      ? [o.length, t.length]
      : [toOurs.get(anchor), toTheirs.get(anchor)];
    if (inOurs === undefined || inTheirs === undefined) continue;
    const [wasB, isO, isT] = [
      b.slice(at.b, anchor),
      o.slice(at.o, inOurs),
      t.slice(at.t, inTheirs),
    ];
    if (isSame(isO, isT) || isSame(isT, wasB)) merged.push(...isO);
    else if (isSame(isO, wasB)) merged.push(...isT);
    else {
      conflicts += 1;
      if (take === "marks") merged.push(marked(wasB, isO, isT));
      else merged.push(...(take === "ours" ? isO : isT));
    }
    if (!isEnd) merged.push(b[anchor] ?? "");
    Object.assign(at, { b: anchor + 1, o: inOurs + 1, t: inTheirs + 1 });
  }
  return { text: merged.join(""), conflicts };
}

function marked(base: readonly string[], ours: readonly string[], theirs: readonly string[]) {
  const parts = [["<<<<<<< ours\n"], ours, ["||||||| base\n"], base, ["=======\n"], theirs];
  const lines = [...parts.flat(), ">>>>>>> theirs\n"];
  return lines.map((line) => (line.endsWith("\n") ? line : `${line}\n`)).join("");
}

/** Every line with its end. */
function toLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, index) => line === b[index]);
}

/** The longest common sequence: the place in `b` of each line of `a` that stayed. */
function matches(a: readonly string[], b: readonly string[]): Map<number, number> {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        a[i] === b[j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
    }
  }
  const found = new Map<number, number>();
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) found.set(i++, j++);
    else if ((lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)) i++;
    else j++;
  }
  return found;
}
