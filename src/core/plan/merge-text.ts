import type { ConflictField, FieldChoice } from "./choices.ts";
import type { LinkBase } from "./links.ts";
import { mergeCriteria } from "./merge-criteria.ts";
import { mergeProse } from "./merge-prose.ts";
import { mergeTitle } from "./merge-title.ts";
import type { OutsideCriterion } from "./outside-criteria.ts";
import type { SpecSide, TextSide } from "./sides.ts";
import type { TextMerge } from "./text-merge.ts";

interface TextSides {
  readonly spec: SpecSide;
  readonly ticketTitle: string;
  /** Null where the ticket has no managed block. */
  readonly ticket: TextSide | null;
  readonly outside: readonly OutsideCriterion[];
  readonly base: LinkBase | undefined;
  /** Tells whether a text may be sent as it is. */
  readonly isClean: (text: string) => boolean;
}

/** How the fields of one section are decided: by the rule of the run, and by what a person said. */
export interface Decisions {
  rule(field: ConflictField): FieldChoice;
  asked(field: ConflictField): FieldChoice | undefined;
}

/**
 * Merges title, prose and criteria, each on its own, from what they were when last agreed.
 *
 * Null when the ticket holds exactly what the spec would write.
 */
export function mergeTexts(sides: TextSides, decisions: Decisions): TextMerge | null {
  const { spec, ticket, outside, base, isClean } = sides;
  if (ticket === spec && outside.length === 0) return null;
  const title = mergeTitle(sides, decisions.rule("title"), decisions.asked("title"));
  const prose = mergeProse(sides, decisions.rule("text"));
  const rule = decisions.rule("criteria");
  const criteria = mergeCriteria(
    {
      spec: spec.criteria,
      inside: ticket?.criteria ?? null,
      outside,
      base,
      keepsTicketDetails: prose.ticket !== spec,
      isClean,
    },
    typeof rule === "string" ? rule : "hold",
  );
  return {
    title,
    prose,
    criteria: criteria.ticket,
    criteriaGivenUp: criteria.givenUp,
    checks: criteria.checks,
    additions: criteria.additions,
    rewordings: criteria.rewordings,
    removals: criteria.removals,
    conflicts: [title.conflict, prose.conflict, criteria.conflict].filter((c) => c !== null),
  };
}
