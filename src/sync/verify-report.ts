import type { Problem } from "../core/kernel/problem.ts";
import type { SpecSection } from "../core/model/spec.ts";
import type { SectionClaims } from "../core/claims/check-claims.ts";
import type { ClaimProblem } from "../core/claims/claim-problems.ts";

/** What a section claims and what a look at the code found. */
export interface VerifiedSection {
  readonly file: string;
  readonly section: SpecSection;
  readonly claims: SectionClaims;
  readonly problems: readonly ClaimProblem[];
}

/** What a look at the code found, section by section. */
export interface Verification {
  readonly sections: readonly VerifiedSection[];
  /** What kept specs from being read, and what is odd in them. */
  readonly problems: readonly Problem[];
}
