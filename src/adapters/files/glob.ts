/**
 * A place inside one or more patterns: which of their segments may match next.
 *
 * A walk carries it from folder to folder, so that it enters only folders that some pattern can
 * reach. Time grows with pattern length times path length, whatever the patterns are.
 */
export type GlobState = readonly (readonly [pattern: readonly string[], index: number])[];

/** The state at the top folder. Patterns use `*`, `**` and `?`; a leading `./` is ignored. */
export function startGlob(patterns: readonly string[]): GlobState {
  return expand(
    patterns.map((pattern) => [pattern.replace(/^(?:\.\/)+/, "").split("/"), 0] as const),
  );
}

/** The state after going into `name`; empty when no pattern can match anything in there. */
export function enterGlob(state: GlobState, name: string): GlobState {
  const next: (readonly [readonly string[], number])[] = [];
  for (const [pattern, index] of state) {
    const segment = pattern[index] ?? "";
    const isLast = index === pattern.length - 1;
    if (segment === "**") {
      if (!name.startsWith(".")) next.push([pattern, index]);
    } else if (!isLast && matchesSegment(segment, name)) {
      next.push([pattern, index + 1]);
    }
  }
  return expand(next);
}

/** Tells whether some pattern ends with the file `name` here. */
export function endsGlob(state: GlobState, name: string): boolean {
  return state.some(([pattern, index]) => {
    if (index !== pattern.length - 1) return false;
    const segment = pattern[index] ?? "";
    return segment === "**" ? !name.startsWith(".") : matchesSegment(segment, name);
  });
}

/** Tells whether some pattern spells `name` out as its next segment. */
export function namesNext(state: GlobState, name: string): boolean {
  return state.some(([pattern, index]) => pattern[index] === name);
}

/** Tells whether a whole path matches one of the patterns. */
export function matchesGlob(patterns: readonly string[], path: string): boolean {
  const folders = path.split("/");
  const name = folders.pop() ?? "";
  return endsGlob(folders.reduce(enterGlob, startGlob(patterns)), name);
}

/** `**` may also stand for no folder at all, so the segment behind it is reachable at once. */
function expand(state: GlobState): GlobState {
  const reached = new Map<readonly string[], Set<number>>();
  const result: (readonly [readonly string[], number])[] = [];
  for (const [pattern, start] of state) {
    const seen = reached.get(pattern) ?? new Set<number>();
    reached.set(pattern, seen);
    for (let index = start; index < pattern.length && !seen.has(index); index += 1) {
      seen.add(index);
      result.push([pattern, index]);
      if (pattern[index] !== "**") break;
    }
  }
  return result;
}

/**
 * Matches one name against one segment without backtracking into exponential time: on a mismatch
 * only the latest `*` is widened. A wildcard at the start does not match a leading dot.
 */
function matchesSegment(segment: string, name: string): boolean {
  if (name.startsWith(".") && !segment.startsWith(".")) return false;
  let s = 0;
  let n = 0;
  let star = -1;
  let resume = 0;
  while (n < name.length) {
    if (segment[s] === "*") {
      star = s;
      resume = n;
      s += 1;
    } else if (s < segment.length && (segment[s] === "?" || segment[s] === name[n])) {
      s += 1;
      n += 1;
    } else if (star >= 0) {
      resume += 1;
      n = resume;
      s = star + 1;
    } else {
      return false;
    }
  }
  while (segment[s] === "*") s += 1;
  return s === segment.length;
}
