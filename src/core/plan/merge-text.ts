import type { LinkBase } from "./links.ts";
import type { ConflictChoice, HeldReason } from "./plan.ts";
import { mergeCriteria, type CriteriaMerge } from "./merge-criteria.ts";
import type { OutsideCriterion } from "./outside-criteria.ts";
import { TextSide, type SpecSide } from "./sides.ts";

export interface TextConflict {
  readonly reason: Extract<HeldReason, "conflict/title" | "conflict/text" | "conflict/criteria">;
  readonly spec: string;
  readonly tracker: string;
  readonly message: string;
}

/** What the ticket should hold, what the spec should follow, and what needs a person. */
export interface TextMerge extends Pick<CriteriaMerge, "checks" | "additions" | "rewordings"> {
  readonly ticket: TextSide;
  readonly conflicts: readonly TextConflict[];
}

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

/** Merges title, prose and criteria, each on its own, from what they were when last agreed. */
export function mergeTexts(sides: TextSides, onConflict: ConflictChoice): TextMerge {
  if (sides.ticket === sides.spec && sides.outside.length === 0) return atRest(sides.spec);
  const title = mergeTitle(sides, onConflict);
  const prose = mergeProse(sides, onConflict);
  const { outside, base, isClean } = sides;
  const criteria = mergeCriteria(
    {
      spec: sides.spec.criteria,
      inside: sides.ticket?.criteria ?? null,
      outside,
      base,
      keepsTicketDetails: prose.kept === "ticket",
      isClean,
    },
    onConflict,
  );
  const kept = prose.kept === "ticket" && sides.ticket ? sides.ticket.prose : sides.spec.prose;
  return {
    ticket: new TextSide(title.value, kept, criteria.ticket),
    checks: criteria.checks,
    additions: criteria.additions,
    rewordings: criteria.rewordings,
    conflicts: [title.conflict, prose.conflict, criteria.conflict].filter((c) => c !== null),
  };
}

function atRest(side: SpecSide): TextMerge {
  return { ticket: side, checks: [], additions: [], rewordings: [], conflicts: [] };
}

function mergeTitle(
  { spec, ticket, ticketTitle, base }: TextSides,
  onConflict: ConflictChoice,
): { value: string; conflict: TextConflict | null } {
  const specHash = spec.titleHash;
  const ticketHash = (ticket ?? new TextSide(ticketTitle, "", [])).titleHash;
  const ticketMoved = base !== undefined && base.title !== null && ticketHash !== base.title;
  if (specHash === ticketHash || !ticketMoved) return { value: spec.title, conflict: null };
  if (specHash === base.title) return { value: ticketTitle, conflict: null };
  if (onConflict === "spec") return { value: spec.title, conflict: null };
  return {
    value: ticketTitle,
    conflict: {
      reason: "conflict/title",
      spec: spec.title,
      tracker: ticketTitle,
      message:
        "Heading and ticket title were both changed. Nothing was changed. Make them equal, or sync this section with the spec's side kept.",
    },
  };
}

function mergeProse(
  { spec, ticket, base }: TextSides,
  onConflict: ConflictChoice,
): { kept: "spec" | "ticket"; conflict: TextConflict | null } {
  const neverWritten = base === undefined || base.text === null;
  if (neverWritten || onConflict === "spec") return { kept: "spec", conflict: null };
  if (ticket === null) {
    return {
      kept: "ticket",
      conflict: textConflict(
        "Canon's part of the ticket's description is gone. The description stays as it is. Sync this section with the spec's side kept to write it again.",
      ),
    };
  }
  const [specHash, ticketHash] = [spec.proseHash, ticket.proseHash];
  if (ticketHash === base.text || ticketHash === specHash) return { kept: "spec", conflict: null };
  return {
    kept: "ticket",
    conflict: textConflict(
      "Somebody edited Canon's part of the ticket's description. It stays as it is. Carry the edit over into the spec, or sync this section with the spec's side kept.",
    ),
  };
}

function textConflict(message: string): TextConflict {
  return { reason: "conflict/text", spec: "spec text", tracker: "edited in the ticket", message };
}
