import { t } from "../kernel/texts.ts";
import { comparableText } from "../spec/comparable-text.ts";
import type { FieldChoice } from "./choices.ts";
import type { LinkBase } from "./links.ts";
import type { TextSide, SpecSide } from "./sides.ts";
import type { ProseMerge } from "./text-merge.ts";

interface Proses {
  readonly spec: SpecSide;
  /** Null where the ticket has no managed block. */
  readonly ticket: TextSide | null;
  readonly base: LinkBase | undefined;
}

/**
 * Merges the text of a section, and what stands below its criteria.
 *
 * Shape:  a text that moved in the spec goes to the ticket; one that moved in the ticket waits for
 *         a person, because it would take the place of what people wrote in the spec.
 */
export function mergeProse({ spec, ticket, base }: Proses, decision: FieldChoice): ProseMerge {
  const choice = sideOf(decision, spec, ticket);
  const specWins: ProseMerge = { ticket: spec, toSpec: null, givenUp: null, conflict: null };
  const isSame = ticket === null || ticket.proseHash === spec.proseHash;
  const lostByTicket = { field: "text", winner: "spec", value: ticket?.prose ?? "" } as const;
  if (base?.text == null) {
    return isSame ? specWins : { ...specWins, givenUp: { ...lostByTicket, isFirst: true } };
  }
  if (ticket === null) return mergeGone(specWins, choice);
  if (isSame || ticket.proseHash === base.text) return specWins;
  if (choice === "spec") return { ...specWins, givenUp: lostByTicket };
  const specMoved = spec.proseHash !== base.text;
  if (choice === "hold") {
    return { ...specWins, ticket, conflict: { reason: "conflict/text", message: held(specMoved) } };
  }
  const details = haveSameDetails(spec, ticket) ? null : heldDetails();
  const takesOver = { ...specWins, ticket, conflict: details };
  if (choice !== "tracker") return { ...takesOver, toSpec: choice.merged, isMerged: true };
  const lostBySpec = { field: "text", winner: "tracker", value: spec.prose } as const;
  return { ...takesOver, toSpec: ticket.prose, givenUp: specMoved ? lostBySpec : null };
}

/** A merge that comes to what one side says keeps that side. */
function sideOf(choice: FieldChoice, spec: SpecSide, ticket: TextSide | null): FieldChoice {
  if (typeof choice === "string") return choice;
  const merged = comparableText(choice.merged);
  if (merged === comparableText(spec.prose)) return "spec";
  return ticket !== null && merged === comparableText(ticket.prose) ? "tracker" : choice;
}

/** Without Canon's part in the description there is nothing to take over from it. */
function mergeGone(specWins: ProseMerge, choice: FieldChoice): ProseMerge {
  if (choice === "spec") return specWins;
  if (typeof choice !== "string")
    return { ...specWins, ticket: null, toSpec: choice.merged, isMerged: true };
  return {
    ...specWins,
    conflict: {
      reason: "conflict/text",
      message: t(
        "Canon's part of the ticket's description is gone. The description stays as it is. Sync this section with the spec's side kept to write it again.",
      ),
    },
  };
}

function held(specMoved: boolean): string {
  return specMoved
    ? t(
        "The section's text and Canon's part of the ticket's description were both changed. Neither was touched. Merge them in the editor, or sync this section with the spec's side kept.",
      )
    : t(
        "Somebody edited Canon's part of the ticket's description. It stays as it is. Take the edit over in the editor, or sync this section with the spec's side kept.",
      );
}

function heldDetails(): ProseMerge["conflict"] {
  return {
    reason: "conflict/text",
    message: t(
      "What stands below a criterion differs in the ticket, and Canon cannot take that part over. It stays as it is on both sides. Carry it over by hand, or keep the spec's side.",
    ),
  };
}

function haveSameDetails(spec: SpecSide, ticket: TextSide): boolean {
  const theirs = new Map(ticket.criteria.map((one) => [one.key, one.details]));
  return spec.criteria.every(({ key, details }) => (theirs.get(key) ?? details) === details);
}
