import type { SectionDrift } from "../../core/plan/drift.ts";
import { moverWords, sideValues, unreadWords } from "../../core/view/drift-words.ts";
import { plural } from "../../core/view/spec-counts.ts";
import { shorten } from "./plain-text.ts";
import { alignColumns } from "./table.ts";
import type { Theme } from "./theme.ts";

const VALUE_LENGTH = 64;

/** Sections that differ, file by file: who moved, and what each side says. */
export function formatDrift(sections: readonly SectionDrift[], theme: Theme): string[] {
  if (sections.length === 0) return [theme.good("Specs, tickets and copies agree.")];
  const lines: string[] = [];
  let file: string | null = null;
  for (const section of sections) {
    if (section.file !== file) {
      if (file !== null) lines.push("");
      lines.push(theme.bold(theme.clean(section.file)));
      file = section.file;
    }
    lines.push(...sectionLines(section, theme));
  }
  return [...lines, "", theme.bold(`${plural(sections.length, "section")} to look at.`)];
}

function sectionLines(section: SectionDrift, theme: Theme): string[] {
  const { ticket, shadows } = section;
  const tickets = [ticket, ...shadows].map((id) => theme.clean(id)).join(", ");
  const drifts = section.drift.flatMap((drift) => {
    const values = alignColumns(
      sideValues(drift, section).map(({ side, value }) => [
        { text: `    ${theme.clean(side)}`, paint: theme.dim },
        { text: shorten(theme.clean(value), VALUE_LENGTH) },
      ]),
    );
    return [theme.warn(`    ≠ ${theme.clean(moverWords(drift, ticket))}`), ...values];
  });
  const unread = section.unread.map((one) => theme.bad(`    ✖ ${theme.clean(unreadWords(one))}`));
  return [
    `  ${theme.bold(theme.clean(section.sectionId))}  ${theme.dim(tickets)}`,
    ...drifts,
    ...unread,
  ];
}
