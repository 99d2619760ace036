import type { SpecSection } from "../../core/model/spec.ts";
import { ticketId, type TicketId } from "../../core/model/ticket-ref.ts";
import type { TicketReading } from "../../core/model/ticket.ts";
import type { ChangePlan } from "../../core/plan/plan.ts";
import type { SpecReading } from "../../core/plan/snapshot.ts";

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
}

/** One row for each section. `plan` is null where no ticket was asked. */
export function statusRows(
  specs: readonly SpecReading[],
  tickets: ReadonlyMap<TicketId, TicketReading>,
  plan: ChangePlan | null,
): StatusRow[] {
  const pending = plan === null ? null : pendingOf(plan);
  return specs.flatMap(({ file, document }) =>
    document.sections.map((section) => {
      const link = section.tickets[0];
      const ticket = link === undefined ? null : ticketId(link.ref);
      const reading = ticket === null ? undefined : tickets.get(ticket);
      const drift =
        pending === null ? null : driftOf(ticket, reading, pending(file, section.index));
      return { file, section, ticket, reading, drift };
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
export function rowToJson({ file, section, ticket, reading, drift }: StatusRow): object {
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
    ticket,
    url: found?.url ?? section.tickets[0]?.url ?? null,
    ticketStatus: found?.status.name ?? null,
    ticketState: ticket === null ? null : (reading?.kind ?? "unread"),
    drift,
  };
}
