import { t } from "../kernel/texts.ts";
import { isSameTitle } from "../spec/heading-title.ts";
import type { FieldChoice } from "./choices.ts";
import type { LinkBase } from "./links.ts";
import type { TitleMerge } from "./text-merge.ts";
import { TextSide, type SpecSide } from "./sides.ts";

interface Titles {
  readonly spec: SpecSide;
  readonly ticketTitle: string;
  readonly base: LinkBase | undefined;
}

/**
 * Merges the title: the side that did not move follows the other.
 *
 * Shape:  `rule` decides where both moved; `asked` is what a person said, and decides wherever the
 *         ticket moved, because a heading cannot take every title.
 */
export function mergeTitle(
  { spec, ticketTitle, base }: Titles,
  rule: FieldChoice,
  asked: FieldChoice | undefined,
): TitleMerge {
  const stays: TitleMerge = { ticket: ticketTitle, toSpec: null, givenUp: null, conflict: null };
  const ticketHash = new TextSide(ticketTitle, "", []).titleHash;
  if (ticketHash === spec.titleHash) return stays;
  const specWins: TitleMerge = { ...stays, ticket: spec.title };
  const lostByTicket = { field: "title", winner: "spec", value: ticketTitle } as const;
  if (base?.title == null) return { ...specWins, givenUp: { ...lostByTicket, isFirst: true } };
  if (ticketHash === base.title) return specWins;
  const isConflict = spec.titleHash !== base.title;
  const choice = sideOf(asked ?? (isConflict ? rule : "tracker"), spec.title, ticketTitle);
  if (choice === "spec") return { ...specWins, givenUp: lostByTicket };
  if (choice === "hold") return { ...stays, conflict: heldTitle(isConflict) };
  const lostBySpec = { field: "title", winner: "tracker", value: spec.title } as const;
  if (choice === "tracker") {
    return { ...stays, toSpec: ticketTitle, givenUp: isConflict ? lostBySpec : null };
  }
  return { ...stays, ticket: null, toSpec: choice.merged, isMerged: true };
}

/** A merge that comes to what one side says keeps that side. */
function sideOf(choice: FieldChoice, spec: string, ticket: string): FieldChoice {
  if (typeof choice === "string") return choice;
  if (isSameTitle(choice.merged, spec)) return "spec";
  return isSameTitle(choice.merged, ticket) ? "tracker" : choice;
}

function heldTitle(isConflict: boolean): TitleMerge["conflict"] {
  const message = isConflict
    ? t(
        "Heading and ticket title were both changed. Nothing was changed. Choose one of them in the editor, make them equal, or sync this section with the spec's side kept.",
      )
    : t("The ticket has a new title, and the heading stays as it is for now.");
  return { reason: "conflict/title", message };
}
