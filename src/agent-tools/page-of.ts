/** A part of a list, and where the next one begins; null at its end. */
export function pageOf<T>(
  all: readonly T[],
  { offset = 0, limit = 50 }: { readonly offset?: number; readonly limit?: number },
): { readonly shown: readonly T[]; readonly nextOffset: number | null } {
  const shown = all.slice(offset, offset + limit);
  const next = offset + shown.length;
  return { shown, nextOffset: next < all.length ? next : null };
}
