import { hashText } from "../kernel/hash.ts";
import type { SafeText } from "../kernel/safe-text.ts";
import type { SpecSection } from "../model/spec.ts";
import type { Ticket } from "../model/ticket.ts";
import { redact } from "../redact/redact.ts";
import { readManagedText, renderManagedText, type ManagedText } from "../spec/managed-text.ts";
import type { CriterionTick } from "./links.ts";

/** The texts of a section or ticket in the form in which the two are compared. */
export interface TextSide {
  readonly title: string;
  readonly prose: string;
  readonly criteria: readonly SideCriterion[];
}

export interface SideCriterion {
  readonly key: string;
  readonly text: string;
  readonly details: string;
  readonly checked: boolean;
}

/** What a section would send: redacted, and so exactly what is hashed and shown. */
export interface SpecSide extends TextSide {
  readonly title: SafeText;
  /** The whole managed block as it would be written. */
  readonly managedText: SafeText;
}

/** The spec's side: the section's own words, redacted. */
export function specSide(section: SpecSection, file: string): SpecSide {
  const content: ManagedText = {
    prose: section.prose,
    criteria: section.criteria,
    footer: footerOf(section, file),
  };
  const { text, found } = redact(renderManagedText(content));
  const sent = found.length === 0 ? content : readManagedText(text);
  return {
    title: redact(section.title).text,
    managedText: text,
    prose: sent.prose,
    criteria: withKeys(sent.criteria),
  };
}

/**
 * The ticket's side; null texts where the ticket has no managed block.
 *
 * A block that equals what the spec would write needs no parsing.
 */
export function ticketSide(ticket: Ticket, spec: SpecSide): TextSide | null {
  if (ticket.managedText === null) return null;
  if (ticket.managedText === spec.managedText) return { ...spec, title: ticket.title };
  const read = readManagedText(ticket.managedText);
  return { title: ticket.title, prose: read.prose, criteria: withKeys(read.criteria) };
}

/** Renders a merged text for the ticket. */
export function renderSide(section: SpecSection, file: string, side: TextSide): SafeText {
  const { prose, criteria } = side;
  return redact(renderManagedText({ prose, criteria, footer: footerOf(section, file) })).text;
}

/** The part of a text that only the spec may change: prose, and what stands below the boxes. */
export function proseHash(side: TextSide): string {
  const details = side.criteria.map((criterion) => criterion.details).filter((text) => text !== "");
  return hashText([side.prose, ...details].join("\n\0"));
}

export function ticksOf(side: TextSide): CriterionTick[] {
  return side.criteria.map((criterion) => [criterion.key, criterion.checked]);
}

function footerOf(section: SpecSection, file: string): string {
  const number = section.number === null ? "" : `${section.number} `;
  return `${file}, section ${number}${section.title}`;
}

function withKeys(
  criteria: readonly { text: string; details: string; checked: boolean }[],
): SideCriterion[] {
  const seen = new Map<string, number>();
  return criteria.map(({ text, details, checked }) => {
    const hash = hashText(text.replace(/\s+/g, " ").trim());
    const nth = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, nth);
    return { key: nth === 1 ? hash : `${hash}#${nth}`, text, details, checked };
  });
}
