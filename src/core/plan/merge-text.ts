import type { LinkBase } from "./links.ts";
import type { ConflictChoice, HeldReason } from "./plan.ts";
import { TextSide, type SideCriterion, type SpecSide } from "./sides.ts";

export interface TextConflict {
  readonly reason: Extract<HeldReason, "conflict/title" | "conflict/text" | "conflict/criteria">;
  readonly spec: string;
  readonly tracker: string;
  readonly message: string;
}

/** What the ticket should hold, what the spec should follow, and what needs a person. */
export interface TextMerge {
  readonly ticket: TextSide;
  readonly checks: readonly SideCriterion[];
  readonly additions: readonly SideCriterion[];
  readonly conflicts: readonly TextConflict[];
}

interface TextSides {
  readonly spec: SpecSide;
  readonly ticketTitle: string;
  /** Null where the ticket has no managed block. */
  readonly ticket: TextSide | null;
  readonly base: LinkBase | undefined;
}

/** Merges title, prose and criteria, each on its own, from what they were when last agreed. */
export function mergeTexts(sides: TextSides, onConflict: ConflictChoice): TextMerge {
  if (sides.ticket === sides.spec) return atRest(sides.spec);
  const title = mergeTitle(sides, onConflict);
  const prose = mergeProse(sides, onConflict);
  const criteria = mergeCriteria(sides, prose.kept === "ticket", onConflict);
  const kept = prose.kept === "ticket" && sides.ticket ? sides.ticket.prose : sides.spec.prose;
  return {
    ticket: new TextSide(title.value, kept, criteria.ticket),
    checks: criteria.checks,
    additions: criteria.additions,
    conflicts: [title.conflict, prose.conflict, criteria.conflict].filter((c) => c !== null),
  };
}

function atRest(side: SpecSide): TextMerge {
  return { ticket: side, checks: [], additions: [], conflicts: [] };
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

function mergeCriteria(
  { spec, ticket, base }: TextSides,
  keepsTicketDetails: boolean,
  onConflict: ConflictChoice,
): {
  ticket: SideCriterion[];
  checks: SideCriterion[];
  additions: SideCriterion[];
  conflict: TextConflict | null;
} {
  const theirs = new Map((ticket?.criteria ?? []).map((one) => [one.key, one]));
  const agreed = new Map(base?.criteria ?? []);
  const known = new Set(spec.criteria.map((one) => one.key));
  const merged: SideCriterion[] = [];
  const checks: SideCriterion[] = [];
  const removed: SideCriterion[] = [];
  for (const ours of spec.criteria) {
    const other = theirs.get(ours.key);
    if (other === undefined) {
      if (agreed.has(ours.key) && ticket !== null && onConflict !== "spec") removed.push(ours);
      else merged.push(ours);
      continue;
    }
    const checked = mergeTick(ours.checked, other.checked, agreed.get(ours.key));
    const { details } = keepsTicketDetails ? other : ours;
    merged.push({ key: ours.key, text: other.text, details, checked });
    if (checked !== ours.checked) checks.push({ ...ours, checked });
  }
  const isFirstContact = base === undefined || base.text === null;
  const added = [...theirs.values()].filter((one) => !known.has(one.key) && !agreed.has(one.key));
  if (!isFirstContact) merged.push(...added);
  return {
    ticket: merged,
    checks,
    additions: isFirstContact || removed.length > 0 ? [] : added,
    conflict: removed.length === 0 ? null : criteriaConflict(removed, added),
  };
}

/** Without an agreed tick, a box that either side ticked is ticked. */
function mergeTick(spec: boolean, ticket: boolean, base: boolean | undefined): boolean {
  if (base === undefined) return spec || ticket;
  return spec === base ? ticket : spec;
}

function criteriaConflict(
  removed: readonly SideCriterion[],
  added: readonly SideCriterion[],
): TextConflict {
  return {
    reason: "conflict/criteria",
    spec: removed.map((one) => one.text).join("; "),
    tracker: added.map((one) => one.text).join("; "),
    message:
      "Criteria were removed or reworded in the ticket. The spec stays as it is. Change the spec to match, or sync this section with the spec's side kept.",
  };
}
