import { counted, t } from "../kernel/texts.ts";
import type { SpecSection } from "../model/spec.ts";
import type { TicketLink } from "../model/spec.ts";
import type { Ticket, TicketReading } from "../model/ticket.ts";
import { brokenLink } from "../plan/broken-link.ts";
import { isBroken, isDismissed } from "../plan/references.ts";
import { seenWords, type LastSeen } from "./last-seen.ts";
import type { LiveTicket } from "./lens-text.ts";
import { plainBlock, plainLine } from "./plain-text.ts";
import { specStatusLabel, ticketStatusLabel } from "./status-words.ts";

/** What Canon itself says about a section. */
export interface SectionFacts {
  readonly title: string;
  readonly lines: readonly string[];
}

/** One row of what a tracker says. The value is untrusted and to be shown as text. */
export interface TicketRow {
  readonly label: string;
  readonly value: string;
}

/** A ticket as a hover shows it; `note` says why there are no rows, or only old ones. */
export interface TicketCard {
  readonly heading: string;
  readonly rows: readonly TicketRow[];
  readonly comment: { readonly from: string; readonly text: string } | null;
  readonly note: string | null;
}

const MAX_COMMENT = 600;

export function sectionFacts(
  section: SpecSection,
  readingOf: (link: TicketLink) => TicketReading | undefined = () => undefined,
): SectionFacts {
  const met = section.criteria.filter((criterion) => criterion.checked).length;
  const lines = [t("Status in the spec: {0}", plainLine(specStatusLabel(section.status)))];
  if (section.criteria.length > 0) {
    lines.push(t("Criteria: {0} of {1} met", met, section.criteria.length));
  }
  if (section.evidence.length > 0) {
    lines.push(counted(section.evidence.length, "Evidence: 1 entry", "Evidence: {0} entries"));
  }
  if (section.tickets.length === 0) lines.push(t("No ticket is linked."));
  for (const link of section.shadows) lines.push(copyLine(link, readingOf(link)));
  return { title: plainLine(section.title, 120), lines };
}

function copyLine({ ref }: TicketLink, reading: TicketReading | undefined): string {
  return t("Copy {0} ({1}): {2}", ref.key, ref.system, copyState(reading));
}

function copyState(reading: TicketReading | undefined): string {
  switch (reading?.kind) {
    case undefined:
      return t("not read yet");
    case "missing":
      return t("not in the tracker");
    case "unreadable":
      return t("could not be read");
    case "found":
      return plainLine(ticketStatusLabel(reading.ticket.status.name), 40);
  }
}

/**
 * Shape:  `reading` is undefined while nothing is known; `toDate` turns ISO 8601 into the words
 *         of the person's own language.
 */
export function ticketCard(
  link: TicketLink,
  reading: TicketReading | undefined,
  toDate: (iso: string) => string,
  { health, lastSeen }: Pick<LiveTicket, "health" | "lastSeen"> = {},
): TicketCard {
  const heading = `${link.ref.key} (${link.ref.system})`;
  const empty = { heading, rows: [], comment: null };
  if (reading === undefined) return { ...empty, note: t("This ticket has not been read yet.") };
  const isGivenUp = isBroken(health) || isDismissed(health);
  if (health !== undefined && isGivenUp && reading.kind !== "found") {
    return { ...empty, note: brokenLink(link.ref.key, health) };
  }
  switch (reading.kind) {
    case "missing":
      return {
        ...empty,
        note: t("This ticket is not in the tracker. Link another one or unlink it."),
      };
    case "unreadable": {
      const why = plainLine(reading.error.message, 300);
      const rows = lastSeen === undefined ? [] : seenRows(lastSeen);
      return { ...empty, rows, note: t("This ticket could not be loaded. {0}", why) };
    }
    case "found":
      return { ...foundCard(reading.ticket, toDate), heading, note: null };
  }
}

function seenRows(seen: LastSeen): TicketRow[] {
  const title = row(t("Title"), seen.title === "" ? null : seen.title);
  const status = row(t("Last known status"), seenWords(seen));
  return [title, status].filter((entry) => entry !== null);
}

function foundCard(
  ticket: Ticket,
  toDate: (iso: string) => string,
): Pick<TicketCard, "rows" | "comment"> {
  const rows = [
    row(t("Title"), ticket.title === "" ? null : ticket.title),
    row(t("Status"), ticketStatusLabel(ticket.status.name)),
    row(t("Type"), ticket.type),
    row(t("Assignee"), ticket.assignee ?? t("nobody")),
    row(t("Updated"), ticket.updatedAt === null ? null : toDate(ticket.updatedAt)),
    row(t("Parent"), ticket.parentKey),
  ].filter((entry) => entry !== null);
  const comment = ticket.lastComment;
  if (comment === null) return { rows, comment: null };
  const author = plainLine(comment.author ?? t("unknown author"), 60);
  return {
    rows,
    comment: {
      from: t("Last comment, {0}, {1}", author, toDate(comment.at)),
      text: plainBlock(comment.text, MAX_COMMENT),
    },
  };
}

function row(label: string, value: string | null): TicketRow | null {
  return value === null ? null : { label, value: plainLine(value, 120) };
}
