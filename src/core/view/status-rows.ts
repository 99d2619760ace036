import type { SpecSection } from "../model/spec.ts";
import { ticketId, type TicketId } from "../model/ticket-ref.ts";
import type { TicketReading } from "../model/ticket.ts";
import type { ChangePlan } from "../plan/plan.ts";
import type { KnownTicket, KnownTickets } from "../plan/known-tickets.ts";
import {
  isBroken,
  isDismissed,
  type ReferenceHealth,
  type ReferenceHealths,
} from "../plan/references.ts";
import type { SpecReading } from "../plan/snapshot.ts";
import { coverageOf } from "./coverage.ts";

/**
 * How a section and its ticket stand to each other: `none` in step, `spec` or `tracker` moved,
 * `both` moved in different fields, `conflict` both moved the same one, `unlinked` waits for a
 * ticket, `missing` and `unreadable` speak of the ticket. Null when nothing is known.
 */
export type Drift =
  "none" | "spec" | "tracker" | "both" | "conflict" | "unlinked" | "missing" | "unreadable" | null;

export interface StatusRow {
  readonly file: string;
  readonly section: SpecSection;
  readonly ticket: TicketId | null;
  readonly reading: TicketReading | undefined;
  readonly drift: Drift;
  /** What is known against the link; null for one that works. */
  readonly health: ReferenceHealth | null;
  /** The ticket as it was last seen, where it could not be seen now. */
  readonly lastKnown: KnownTicket | null;
}

/** What earlier runs noted, for rows whose ticket does not answer. */
export interface Notes {
  readonly references: ReferenceHealths;
  readonly lastKnown: KnownTickets;
}

/** One row for each section. `plan` is null where no ticket was asked. */
export function statusRows(
  specs: readonly SpecReading[],
  tickets: ReadonlyMap<TicketId, TicketReading>,
  plan: ChangePlan | null,
  { references, lastKnown: known }: Notes,
): StatusRow[] {
  const pending = plan === null ? null : pendingOf(plan);
  return specs.flatMap(({ file, document }) =>
    document.sections.map((section) => {
      const link = section.tickets[0];
      const ticket = link === undefined ? null : ticketId(link.ref);
      const reading = ticket === null ? undefined : tickets.get(ticket);
      const health = (ticket === null ? undefined : references.get(ticket)) ?? null;
      const isQuiet = pending === null || (health !== null && isDismissed(health));
      const drift = isQuiet ? null : driftOf(ticket, reading, pending(file, section.index));
      const isSeen = ticket === null || reading?.kind === "found";
      const lastKnown = isSeen ? null : (known.get(ticket) ?? null);
      return { file, section, ticket, reading, drift, health, lastKnown };
    }),
  );
}

interface Pending {
  forward: boolean;
  reverse: boolean;
  held: boolean;
}

function pendingOf(plan: ChangePlan): (file: string, index: number) => Pending {
  const found = new Map<string, Pending>();
  const at = (file: string, index: number): Pending => {
    const key = `${index} ${file}`;
    const known = found.get(key) ?? { forward: false, reverse: false, held: false };
    found.set(key, known);
    return known;
  };
  // Copies have a drift of their own, which `canon drift` shows.
  const isCopy = (one: { readonly shadowOf?: TicketId; readonly kind?: string }): boolean =>
    one.shadowOf !== undefined || one.kind === "create-shadow";
  for (const item of plan.items.filter((one) => !isCopy(one)))
    at(item.file, item.sectionIndex)[item.direction] = true;
  for (const item of plan.held.filter((one) => !isCopy(one)))
    at(item.file, item.sectionIndex).held = true;
  return at;
}

function driftOf(
  ticket: TicketId | null,
  reading: TicketReading | undefined,
  pending: Pending,
): Drift {
  if (ticket === null) return pending.forward ? "unlinked" : null;
  if (reading === undefined) return null;
  if (reading.kind !== "found") return reading.kind;
  if (pending.held) return "conflict";
  if (pending.forward && pending.reverse) return "both";
  if (pending.forward) return "spec";
  return pending.reverse ? "tracker" : "none";
}

/** A row as scripts see it. */
export function rowToJson(row: StatusRow): object {
  const { file, section, ticket, reading, drift, health, lastKnown } = row;
  const found = reading?.kind === "found" ? reading.ticket : null;
  return {
    file,
    sectionId: section.id,
    number: section.number,
    title: section.title,
    depth: section.depth,
    line: section.line,
    status: section.status?.state ?? "draft",
    blockedBy: section.status?.blockedBy ?? null,
    coverage: coverageOf(section),
    ticket,
    url: found?.url ?? section.tickets[0]?.url ?? null,
    ticketStatus: found?.status.name ?? null,
    ticketState: ticket === null ? null : (reading?.kind ?? "unread"),
    drift,
    link: linkWord(ticket, health),
    lastKnown: lastKnown === null ? null : { status: lastKnown.status, at: lastKnown.at },
  };
}

/** `ok`, `failing` for a link that was refused once or twice, `broken` or `dismissed`. */
function linkWord(ticket: TicketId | null, health: ReferenceHealth | null): string | null {
  if (ticket === null) return null;
  if (health === null) return "ok";
  if (isDismissed(health)) return "dismissed";
  return isBroken(health) ? "broken" : "failing";
}
