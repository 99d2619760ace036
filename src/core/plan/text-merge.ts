import type { CriteriaMerge } from "./merge-criteria.ts";
import type { HeldReason } from "./plan.ts";
import type { SideCriterion, TextSide } from "./sides.ts";

/** A text that needs a person; what each side says is added where it is shown. */
export interface TextConflict {
  readonly reason: Extract<HeldReason, "conflict/title" | "conflict/text" | "conflict/criteria">;
  readonly message: string;
  /** Absent where title or text say it as a whole. */
  readonly spec?: string;
  readonly tracker?: string;
}

/** A value that is not kept on either side. `isFirst`: the two sides had never agreed on one. */
export interface GivenUp {
  readonly field: "title" | "text";
  readonly winner: "spec" | "tracker";
  readonly value: string;
  readonly isFirst?: boolean;
}

/**
 * How the title is merged.
 *
 * Shape:  `ticket` is what the ticket is called, null for what the heading will say; `toSpec` is
 *         what the heading takes over, null for nothing.
 */
export interface TitleMerge {
  readonly ticket: string | null;
  readonly toSpec: string | null;
  /** A person put `toSpec` together from both sides. */
  readonly isMerged?: boolean;
  readonly givenUp: GivenUp | null;
  readonly conflict: TextConflict | null;
}

/** How the text is merged; `ticket` says whose text the ticket holds, null for what the spec will. */
export interface ProseMerge {
  readonly ticket: TextSide | null;
  readonly toSpec: string | null;
  /** A person put `toSpec` together from both sides. */
  readonly isMerged?: boolean;
  readonly givenUp: GivenUp | null;
  readonly conflict: TextConflict | null;
}

/** What spec and ticket should hold, and what needs a person. */
export interface TextMerge extends Pick<
  CriteriaMerge,
  "checks" | "additions" | "rewordings" | "removals"
> {
  readonly title: TitleMerge;
  readonly prose: ProseMerge;
  /** The criteria that the ticket should hold. */
  readonly criteria: readonly SideCriterion[];
  /** Criteria of the ticket that neither side will hold. */
  readonly criteriaGivenUp: readonly SideCriterion[];
  readonly conflicts: readonly TextConflict[];
}
