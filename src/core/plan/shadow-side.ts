import { hashText } from "../kernel/hash.ts";
import type { SafeText } from "../kernel/safe-text.ts";
import type { SpecSection } from "../model/spec.ts";
import type { TicketId } from "../model/ticket-ref.ts";
import type { Ticket } from "../model/ticket.ts";
import type { Redactor } from "../redact/redact.ts";
import { specSide, type SpecSide } from "./sides.ts";

/** The label of every copy, in trackers that have labels. */
export const SHADOW_LABEL = "canon:shadow";

const OPENING = "This is a copy of ";

/** What a copy is to hold: the section's texts under a line that says of what it is a copy. */
export class ShadowSide {
  readonly original: TicketId;
  /** The section's own texts, as its ticket would have them. */
  readonly spec: SpecSide;
  readonly managedText: SafeText;
  #hash: string | undefined;

  constructor(original: TicketId, spec: SpecSide, managedText: SafeText) {
    this.original = original;
    this.spec = spec;
    this.managedText = managedText;
  }

  get hash(): string {
    return (this.#hash ??= hashText(this.managedText));
  }
}

/** A section belongs to one parse, so its copy needs to be worked out only once. */
const KNOWN = new WeakMap<SpecSide, ShadowSide>();

export function shadowSide(
  section: SpecSection,
  file: string,
  original: TicketId,
  redact: Redactor,
): ShadowSide {
  const spec = specSide(section, file, redact);
  const known = KNOWN.get(spec);
  if (known?.original === original) return known;
  const side = new ShadowSide(original, spec, copyOf(original, spec.managedText, redact));
  KNOWN.set(spec, side);
  return side;
}

export function copyOf(original: TicketId, managedText: string, redact: Redactor): SafeText {
  const line = `${OPENING}${original} that Canon keeps. Changes to its title, text and status are not read; the next sync overwrites them.`;
  return redact(`${line}\n\n${managedText}`).text;
}

/** The text of a copy without the line that says that it is one. */
export function withoutCopyLine(managedText: string): string {
  if (!managedText.startsWith(OPENING)) return managedText;
  const end = managedText.indexOf("\n");
  return end < 0 ? "" : managedText.slice(end).replace(/^\n+/, "");
}

/** Tells whether a ticket shows by itself that Canon made it as a copy. */
export function looksLikeCopy({ labels, managedText }: Ticket): boolean {
  const isLabelled = labels.some((label) => label.trim().toLowerCase() === SHADOW_LABEL);
  return isLabelled || (managedText?.startsWith(OPENING) ?? false);
}
