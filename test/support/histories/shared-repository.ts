import { mergeLines, type MergeTexts, type Side } from "./three-way.ts";

/** The files of a clone that git keeps, and what they were when it last exchanged. */
export interface WorkingCopy {
  readonly files: Map<string, string>;
  known: ReadonlyMap<string, string>;
}

/** What several clones push to and pull from. */
export interface SharedRepository {
  head: ReadonlyMap<string, string>;
}

/**
 * Commits a clone's work, merges what others pushed, and pushes the result; gives the number of
 * places where a person had to choose.
 *
 * `tidyUp` is what that person does besides before the result is pushed. A file that was moved on
 * one side keeps the edits of the other, as git does for files that are still much the same.
 */
export function exchange(
  repository: SharedRepository,
  clone: WorkingCopy,
  take: Side,
  tidyUp: (files: Map<string, string>) => void,
): number {
  const conflicts = pull(repository, clone, take, tidyUp);
  push(repository, clone);
  return conflicts;
}

/** Makes what a clone has the newest; it must have what was the newest before. */
export function push(repository: SharedRepository, clone: WorkingCopy): void {
  repository.head = tracked(clone.files);
  clone.known = repository.head;
}

/** Merges what others pushed; gives the number of places where a person had to choose. */
export function pull(
  repository: SharedRepository,
  clone: WorkingCopy,
  take: Side,
  tidyUp: (files: Map<string, string>) => void,
  mergeTexts: MergeTexts = mergeLines,
): number {
  const ours = tracked(clone.files);
  const { known: base } = clone;
  const { head } = repository;
  const movedByUs = moves(base, ours);
  const movedByThem = moves(base, head);
  const merged = new Map<string, string>();
  let conflicts = 0;
  const paths = new Set([...base.keys(), ...ours.keys(), ...head.keys()]);
  const targets = new Set([...movedByUs.values(), ...movedByThem.values()]);
  for (const path of paths) {
    if (!base.has(path) && targets.has(path)) continue;
    const inOurs = movedByUs.get(path) ?? path;
    const inTheirs = movedByThem.get(path) ?? path;
    const to = inOurs === path ? inTheirs : inOurs;
    const [was, our, their] = [base.get(path), ours.get(inOurs), head.get(inTheirs)];
    const one = mergeFile(was, our, their, take, mergeTexts);
    conflicts += one.conflicts;
    if (one.text !== undefined) merged.set(to, one.text);
  }
  if (conflicts > 0) tidyUp(merged);
  for (const path of ours.keys()) if (!merged.has(path)) clone.files.delete(path);
  for (const [path, text] of merged) clone.files.set(path, text);
  clone.known = head;
  return conflicts;
}

/** What belongs to one machine only is not committed. */
export function tracked(files: ReadonlyMap<string, string>): Map<string, string> {
  return new Map(
    [...files].filter(([path]) => !/^\.canon\/(?:journal|cache)\/|\/\.lock/.test(path)),
  );
}

function mergeFile(
  was: string | undefined,
  our: string | undefined,
  their: string | undefined,
  take: Side,
  mergeTexts: MergeTexts,
): { readonly text: string | undefined; readonly conflicts: number } {
  if (our === their) return { text: our, conflicts: 0 };
  if (our === was) return { text: their, conflicts: 0 };
  if (their === was) return { text: our, conflicts: 0 };
  if (our === undefined || their === undefined) {
    return { text: our ?? their, conflicts: 1 };
  }
  return mergeTexts(was ?? "", our, their, take);
}

/** Old path to new path of files that are gone here and there again elsewhere. */
function moves(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): Map<string, string> {
  const found = new Map<string, string>();
  const added = [...after].filter(([path]) => !before.has(path));
  for (const [path, text] of before) {
    if (after.has(path)) continue;
    const best = added
      .filter(([to]) => ![...found.values()].includes(to))
      .map(([to, other]) => ({ to, share: likeness(text, other) }))
      .sort((a, b) => b.share - a.share)[0];
    if (best !== undefined && best.share >= 0.5) found.set(path, best.to);
  }
  return found;
}

function likeness(a: string, b: string): number {
  const lines = new Set(b.split("\n"));
  const own = a.split("\n");
  return own.filter((line) => lines.has(line)).length / Math.max(own.length, lines.size);
}
