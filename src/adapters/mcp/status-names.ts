/** The one that is spelled the same, else the first that is the same to a reader. */
export function namedLike<T>(
  all: readonly T[],
  nameOf: (one: T) => string | null | undefined,
  wanted: string,
): T | undefined {
  const same = (one: T): boolean => plain(nameOf(one) ?? "") === plain(wanted);
  return all.find((one) => nameOf(one) === wanted) ?? all.find(same);
}

function plain(name: string): string {
  return name.trim().replace(/\s+/g, " ").toLowerCase();
}
