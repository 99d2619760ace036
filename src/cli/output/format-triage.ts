import { ticketId } from "../../core/model/ticket-ref.ts";
import { plural } from "../../core/view/spec-counts.ts";
import type { Triage, TriagedTicket } from "../../sync/triage-report.ts";
import { shorten } from "./plain-text.ts";
import { alignColumns, type Cell } from "./table.ts";
import type { Theme } from "./theme.ts";

const TITLE_LENGTH = 60;

/** Tickets without a section, one a line, each with where it may belong. */
export function formatTriage({ tickets, outOfScope }: Triage, theme: Theme): string[] {
  const rows = alignColumns(tickets.map((one) => ticketRow(one, theme)));
  const lines = tickets.flatMap((one, index) => [
    rows[index] ?? "",
    ...placesOf(one).map((place) => theme.dim(`      ${theme.clean(place)}`)),
  ]);
  const out = outOfScope.length === 0 ? "" : ` ${outOfScope.length} out of scope.`;
  if (tickets.length === 0) return [`No open ticket is without a section.${out}`];
  return [
    ...lines,
    "",
    theme.bold(`${plural(tickets.length, "ticket")} without a section.${out}`),
    theme.dim("`canon triage add TICKET` adds a section, `canon link` links one that is there,"),
    theme.dim("`canon triage ignore TICKET` puts a ticket out of scope."),
  ];
}

function ticketRow({ ref, ticket }: TriagedTicket, theme: Theme): Cell[] {
  return [
    { text: theme.clean(ticketId(ref)), paint: theme.bold },
    { text: shorten(theme.clean(ticket.title), TITLE_LENGTH) },
    { text: theme.clean(ticket.status.name), paint: theme.dim },
  ];
}

function placesOf({ suggestions: { links, place } }: TriagedTicket): string[] {
  const words = links.map(
    ({ spec, section, score }) => `perhaps ${spec.file}#${section.id} (${percent(score)})`,
  );
  if (place === null) return words;
  const where = place.after === null ? "at the end of" : `behind ${place.after.id} in`;
  return [...words, `a new section ${where} ${place.spec.file}`];
}

function percent(score: number): string {
  return `${Math.round(score * 100)} %`;
}
