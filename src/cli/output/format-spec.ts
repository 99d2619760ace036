import { numberedTitle } from "../../core/model/numbered-title.ts";
import type { SpecDocument, SpecSection } from "../../core/model/spec.ts";
import { formatSpecStatus } from "../../core/model/status.ts";
import { ticketId } from "../../core/model/ticket-ref.ts";
import { shorten } from "./plain-text.ts";
import { alignColumns, type Cell } from "./table.ts";
import type { Theme } from "./theme.ts";

const TITLE_LENGTH = 60;

/** A spec's sections as an indented list. */
export function formatSpec(file: string, document: SpecDocument, theme: Theme): string[] {
  const title = theme.clean(document.title);
  const head = [theme.bold(theme.clean(file)), ...(title === "" ? [] : [title])].join("  ");
  if (document.sections.length === 0) return [head, theme.dim("  No sections."), ""];
  const rows = document.sections.map((section) => sectionRow(section, theme));
  return [head, ...alignColumns(rows), ""];
}

function sectionRow(section: SpecSection, theme: Theme): Cell[] {
  return [
    { text: String(section.line).padStart(4), paint: theme.dim },
    { text: headingText(section, theme) },
    { text: section.id === section.number ? "" : theme.clean(section.id), paint: theme.dim },
    { text: theme.clean(statusWord(section)), paint: theme.accent },
    { text: theme.clean(section.tickets.map(({ ref }) => ticketId(ref)).join(" ")) },
    { text: criteriaText(section), paint: theme.dim },
  ];
}

/** The number and title, indented as deep as the heading. */
export function headingText(section: SpecSection, theme: Theme): string {
  const indent = "  ".repeat(section.depth - 2);
  return indent + shorten(theme.clean(numberedTitle(section)), TITLE_LENGTH);
}

/** A section without a status comment is a draft. */
export function statusWord({ status }: SpecSection): string {
  return status === null ? "draft" : formatSpecStatus(status);
}

function criteriaText({ criteria }: SpecSection): string {
  if (criteria.length === 0) return "";
  const ticked = criteria.filter((criterion) => criterion.checked).length;
  return `${ticked}/${criteria.length} criteria`;
}
