import type { ConflictChoice } from "./plan.ts";

/**
 * The parent of one ticket as the three sides know it.
 *
 * Shape: `spec` is the ticket of the section above, null for none, `"new"` for one that this plan
 *        creates; `base` the parent that was last agreed, null for none.
 */
export interface ParentSides {
  readonly spec: string | null;
  readonly ticket: string | null;
  readonly base: string | null;
}

/** `keep`: what the tracker says stays, and nothing is wrong with that. */
export type ParentMerge =
  | { readonly kind: "agree" | "keep" | "conflict" }
  | { readonly kind: "set"; readonly isForced: boolean };

/**
 * Merges a parent three ways. Parents go from the spec to the ticket only.
 *
 * A parent that somebody set or took away in the tracker stays: Canon changes only what it
 * made itself, and asks where the section has moved as well.
 */
export function mergeParent(
  { spec, ticket, base }: ParentSides,
  isSame: (a: string | null, b: string | null) => boolean,
  onConflict: ConflictChoice,
): ParentMerge {
  if (isSame(spec, ticket)) return { kind: "agree" };
  if (isSame(spec, base)) return { kind: "keep" };
  if (isSame(ticket, base)) return { kind: "set", isForced: false };
  if (base === null || spec === null) return { kind: "keep" };
  return onConflict === "spec" ? { kind: "set", isForced: true } : { kind: "conflict" };
}
