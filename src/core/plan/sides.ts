import { numberedTitle } from "../model/numbered-title.ts";
import { hashText } from "../kernel/hash.ts";
import type { SafeText } from "../kernel/safe-text.ts";
import type { SpecSection } from "../model/spec.ts";
import type { Ticket } from "../model/ticket.ts";
import type { Redactor } from "../redact/redact.ts";
import { comparableText } from "../spec/comparable-text.ts";
import { comparableTitle } from "../spec/heading-title.ts";
import { liftCriteria } from "../spec/ticket-criteria.ts";
import { criterionKeys } from "./criterion-keys.ts";
import { readManagedText, renderManagedText, type SharedText } from "../spec/managed-text.ts";
import type { CriterionTick } from "./links.ts";

/** The texts of a section or ticket in the form in which the two are compared. */
export class TextSide {
  readonly title: string;
  readonly prose: string;
  readonly criteria: readonly SideCriterion[];
  #titleHash: string | undefined;
  #proseHash: string | undefined;
  #bytesHash: string | undefined;

  constructor(title: string, prose: string, criteria: readonly SideCriterion[]) {
    this.title = title;
    this.prose = prose;
    this.criteria = criteria;
  }

  get titleHash(): string {
    return (this.#titleHash ??= hashText(comparableTitle(this.title)));
  }

  /** Of the part that only the spec may change: prose, and what stands below the boxes. */
  get proseHash(): string {
    return (this.#proseHash ??= hashText(this.#proseParts().map(comparableText).join("\n\0")));
  }

  /** Of the same part as it is written, its every byte. */
  get bytesHash(): string {
    return (this.#bytesHash ??= hashText(this.#proseParts().join("\n\0")));
  }

  #proseParts(): string[] {
    const details = this.criteria.map((one) => one.details).filter((text) => text !== "");
    return [this.prose, ...details];
  }

  /** Prose, and the criteria below which something stands, as Markdown. */
  get wholeProse(): string {
    const criteria = this.criteria.filter((one) => one.details !== "");
    return renderManagedText({ prose: this.prose, criteria, footer: "" });
  }

  get ticks(): CriterionTick[] {
    return this.criteria.map((criterion) => [criterion.key, criterion.checked]);
  }
}

export interface SideCriterion {
  readonly key: string;
  readonly text: string;
  readonly details: string;
  readonly checked: boolean;
}

/** What a section would send: redacted, and so exactly what is hashed and shown. */
export class SpecSide extends TextSide {
  declare readonly title: SafeText;
  /** The whole managed block as it would be written. */
  readonly managedText: SafeText;

  constructor(title: SafeText, managedText: SafeText, text: SharedText) {
    super(title, text.prose, withKeys(text.criteria));
    this.managedText = managedText;
  }
}

interface KnownSide {
  readonly file: string;
  readonly epoch: object;
  readonly side: SpecSide;
}

/**
 * A section belongs to one parse, so what it would send needs to be worked out only once, unless
 * more has to be masked by now.
 */
const KNOWN = new WeakMap<SpecSection, KnownSide>();

/** The spec's side: the section's own words, redacted. */
export function specSide(section: SpecSection, file: string, redact: Redactor): SpecSide {
  const known = KNOWN.get(section);
  const epoch = redact.epoch?.() ?? redact;
  if (known?.file === file && known.epoch === epoch) return known.side;
  const { prose, criteria } = section;
  const content = { prose, criteria, footer: footerOf(section, file) };
  const { text, found } = redact(renderManagedText(content));
  const sent = found.length === 0 ? content : readManagedText(text);
  const side = new SpecSide(redact(section.title).text, text, sent);
  KNOWN.set(section, { file, epoch, side });
  return side;
}

/** Few tickets change between two plans, and reading one costs as much as parsing a spec. */
const KNOWN_TICKETS = new WeakMap<
  SpecSide,
  { readonly managedText: string; readonly side: TextSide }
>();

/**
 * The ticket's side; null where the ticket has no managed block.
 *
 * Gives back the spec's own side where the ticket holds exactly what the spec would write.
 */
export function ticketSide(ticket: Ticket, spec: SpecSide): TextSide | null {
  const { title, managedText } = ticket;
  if (managedText === null) return null;
  if (managedText !== spec.managedText) {
    const known = KNOWN_TICKETS.get(spec);
    if (known?.managedText === managedText && known.side.title === title) return known.side;
    const side = readSide(title, managedText, spec);
    KNOWN_TICKETS.set(spec, { managedText, side });
    return side;
  }
  return title === spec.title ? spec : new TextSide(title, spec.prose, spec.criteria);
}

/**
 * The texts of a block that somebody may have edited.
 *
 * A list below a heading of its own is what people write where they add criteria. It counts as
 * such where the text is the spec's without it; any other edit of the text stays one.
 */
function readSide(title: string, managedText: string, spec: SpecSide): TextSide {
  const read = readManagedText(managedText);
  const side = new TextSide(title, read.prose, withKeys(read.criteria));
  if (side.proseHash === spec.proseHash) return side;
  const lifted = liftCriteria(read.prose);
  if (lifted === null) return side;
  const listed = lifted.criteria.map(({ text, checked }) => ({
    text,
    details: "",
    checked: checked ?? false,
  }));
  const other = new TextSide(title, lifted.prose, withKeys([...read.criteria, ...listed]));
  return other.proseHash === spec.proseHash ? other : side;
}

/** Renders a merged text for the ticket. */
export function renderSide(
  section: SpecSection,
  file: string,
  side: TextSide,
  redact: Redactor,
): SafeText {
  if (side instanceof SpecSide) return side.managedText;
  const { prose, criteria } = side;
  return redact(renderManagedText({ prose, criteria, footer: footerOf(section, file) })).text;
}

function footerOf(section: SpecSection, file: string): string {
  return `${file}, section ${numberedTitle(section)}`;
}

function withKeys(
  criteria: readonly { text: string; details: string; checked: boolean }[],
): SideCriterion[] {
  const keys = criterionKeys(criteria.map(({ text }) => text));
  return criteria.map(({ text, details, checked }, index) => {
    return { key: keys[index] ?? "", text, details, checked };
  });
}
