import type { SystemConfig } from "../config/config.ts";
import type { SpecSection } from "../model/spec.ts";
import type { TicketStatus } from "../model/ticket.ts";
import { connectionOf, parentSection, placedId } from "./connections.ts";
import type { Snapshot, SpecReading } from "./snapshot.ts";

/** What is known of the ticket of the section above. */
export type ParentTicket =
  | { readonly kind: "missing" | "open" | "unknown" }
  | { readonly kind: "closed"; readonly status: TicketStatus };

export function parentTicket(
  { config, tickets }: Pick<Snapshot, "config" | "tickets">,
  spec: Pick<SpecReading, "document">,
  section: SpecSection,
  system: SystemConfig,
): ParentTicket {
  const ref = parentSection(spec.document, section)?.tickets[0]?.ref;
  const home = ref === undefined ? null : connectionOf(config, ref, system);
  if (ref === undefined || home === null) return { kind: "unknown" };
  const reading = tickets.get(placedId(config, home, ref));
  if (reading?.kind === "missing") return { kind: "missing" };
  if (reading?.kind !== "found") return { kind: "unknown" };
  const { status } = reading.ticket;
  const isClosed = status.category === "completed" || status.category === "canceled";
  return isClosed ? { kind: "closed", status } : { kind: "open" };
}
