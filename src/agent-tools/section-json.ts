import type { Evidence, SpecSection, TicketLink } from "../core/model/spec.ts";
import { ticketId } from "../core/model/ticket-ref.ts";
import { coverageOf } from "../core/view/coverage.ts";
import type { ExposedSection } from "./exposed-specs.ts";
import type { Words } from "./words.ts";

const MOST_LINKS = 20;

/** What is said of every section, whatever of its spec is exposed: no text but the titles. */
export function sectionFacts({ spec, section }: ExposedSection, words: Words): object {
  const { status } = section;
  return {
    file: spec.file,
    id: words.line(section.id, 200),
    number: section.number,
    title: words.line(section.title),
    line: section.line,
    status: status?.state ?? "draft",
    blockedBy: status?.blockedBy == null ? null : words.line(status.blockedBy, 200),
    tickets: section.tickets.slice(0, MOST_LINKS).map(linkOf),
    criteria: coverageOf(section),
    exposure: spec.exposure,
  };
}

export function evidenceJson({ source, files }: Evidence, words: Words): object {
  const places = files.slice(0, MOST_LINKS).map(({ path, startLine, endLine }) => ({
    file: words.line(path, 300),
    ...(startLine === null ? {} : { startLine, endLine }),
  }));
  return { source: words.line(source, 80), files: places };
}

/** The section above, and those right below. */
export function relatives(section: SpecSection, all: readonly SpecSection[]): object {
  const parent = section.parentIndex === null ? undefined : all[section.parentIndex];
  const children = all.filter(({ parentIndex }) => parentIndex === section.index);
  return { parentId: parent?.id ?? null, childIds: children.slice(0, 100).map(({ id }) => id) };
}

function linkOf({ ref }: TicketLink): string {
  return ticketId(ref);
}
