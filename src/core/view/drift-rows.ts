import { numberedTitle } from "../model/numbered-title.ts";
import type { SpecSection } from "../model/spec.ts";
import type { SectionDrift } from "../plan/drift.ts";
import { fieldWord, moverWords, sideValues, unreadWords } from "./drift-words.ts";
import { plainLine } from "./plain-text.ts";

/** A section that differs, as a list shows it, with a row for each side of each field below. */
export interface DriftRow {
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  readonly sides: readonly { readonly label: string; readonly description: string }[];
}

const MAX_VALUE = 80;

/** Who moved, and what each side says; all of it is plain text for one line, but the tooltip. */
export function driftRow(drift: SectionDrift, section: SpecSection | undefined): DriftRow {
  const { ticket, unread } = drift;
  const sides = drift.drift.flatMap((field) =>
    sideValues(field, drift).map(({ side, value }) => ({
      label: `${fieldWord(field.field)}, ${side}`,
      description: plainLine(value, MAX_VALUE),
    })),
  );
  const words = [
    ...drift.drift.map((field) => moverWords(field, ticket)),
    ...unread.map((one) => plainLine(unreadWords(one), 200)),
  ];
  const lines = sides.map(({ label, description }) => `${label}: ${description}`);
  return {
    label: section === undefined ? drift.sectionId : numberedTitle(section),
    description: words.join("; "),
    tooltip: [drift.file, ...words, ...lines].join("\n"),
    sides,
  };
}
