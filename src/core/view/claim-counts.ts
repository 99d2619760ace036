import type { Problem } from "../kernel/problem.ts";

/** How many pieces of evidence and claims a check looked at, and how they stand. */
export interface ClaimCounts {
  /** Sections with something to check. */
  readonly sections: number;
  /** Of these, the ones that nothing speaks against. */
  readonly borneOut: number;
  readonly evidence: number;
  readonly holds: number;
  readonly moved: number;
  readonly stale: number;
  readonly unchecked: number;
  /** Claims that lack what they need. */
  readonly gaps: number;
}

interface Checked {
  readonly claims: {
    readonly citations: readonly {
      readonly verdict: { readonly kind: "holds" | "moved" | "stale" | "unchecked" };
    }[];
    readonly gaps: readonly unknown[];
  };
  readonly problems: readonly Problem[];
}

/** Counts what a check found. */
export function claimCounts(sections: readonly Checked[]): ClaimCounts {
  const verdicts = sections.flatMap(({ claims }) =>
    claims.citations.map(({ verdict }) => verdict.kind),
  );
  const count = (kind: (typeof verdicts)[number]): number =>
    verdicts.filter((one) => one === kind).length;
  const meant = sections.filter(({ claims }) => claims.citations.length + claims.gaps.length > 0);
  return {
    sections: meant.length,
    borneOut: meant.filter(({ problems }) => !problems.some(isFinding)).length,
    evidence: verdicts.length,
    holds: count("holds"),
    moved: count("moved"),
    stale: count("stale"),
    unchecked: count("unchecked"),
    gaps: meant.reduce((sum, { claims }) => sum + claims.gaps.length, 0),
  };
}

/** What is not true is a finding; that evidence moved, or could not be compared, is good to know. */
export function isFinding({ severity }: Problem): boolean {
  return severity !== "info";
}
