/** Enough of a name to be sure that nobody meant a number. */
const SHORTEST_NAME = 4;

/** A run by its name or the beginning of it; undefined unless there is exactly one. */
export function findRun<T extends { readonly runId: string }>(
  runs: readonly T[],
  name: string,
): T | undefined {
  const exact = runs.find(({ runId }) => runId === name);
  if (exact !== undefined || name.length < SHORTEST_NAME) return exact;
  const [first, ...more] = runs.filter(({ runId }) => runId.startsWith(name));
  return more.length === 0 ? first : undefined;
}
