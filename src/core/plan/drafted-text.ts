import type { Ticket } from "../model/ticket.ts";
import { comparableText } from "../spec/comparable-text.ts";
import { toCriterionText } from "../spec/criterion-text.ts";
import { toForeignProse, toPlainProse } from "../spec/foreign-prose.ts";
import { readManagedText } from "../spec/managed-text.ts";
import type { SectionDraft } from "../spec/write-section.ts";
import type { SpecSide, TextSide } from "./sides.ts";

type Description = Pick<Ticket, "managedText" | "otherText">;

/** What a section would say that is made from a ticket: its words and its boxes, as they are there. */
export function draftedText(ticket: Description): Pick<SectionDraft, "prose" | "criteria"> {
  const texts = [ticket.otherText, ticket.managedText].filter((text) => text !== null);
  const { prose, criteria } = readManagedText(texts.join("\n\n"));
  return {
    prose: [prose, ...criteria.map(({ details }) => details)].filter(isText).join("\n\n"),
    criteria: criteria.map(({ text, checked }) => ({ text, checked })),
  };
}

const KNOWN = new WeakMap<SpecSide, { readonly text: string; readonly isDraft: boolean }>();

/**
 * Tells whether a section still says what people wrote in its ticket, as one does that was made
 * from the ticket. Then Canon has nothing to add to the description.
 *
 * Shape:  `spec` is the side that the answer is remembered for; `side` what the ticket should hold.
 */
export function isStillDraft(ticket: Description, spec: SpecSide, side: TextSide): boolean {
  if (ticket.otherText === null) return false;
  const text = [ticket.otherText, side.prose, JSON.stringify(side.ticks)].join("\0");
  const known = KNOWN.get(spec);
  if (known?.text === text) return known.isDraft;
  const isDraft = saysTheSame(draftedText(ticket), side);
  KNOWN.set(spec, { text, isDraft });
  return isDraft;
}

function saysTheSame(draft: ReturnType<typeof draftedText>, side: TextSide): boolean {
  const said = comparableText(side.prose);
  const isSaid = [toForeignProse, toPlainProse].some(
    (made) => comparableText(made(draft.prose)) === said,
  );
  const boxes = draft.criteria.map(({ text, checked }) => [toCriterionText(text), checked]);
  const own = side.criteria.map(({ text, checked }) => [text, checked]);
  return isSaid && JSON.stringify(boxes) === JSON.stringify(own);
}

function isText(text: string): boolean {
  return text.trim() !== "";
}
