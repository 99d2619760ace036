import type { SpecDocument } from "../../core/model/spec.ts";
import { ticketId, type TicketRef } from "../../core/model/ticket-ref.ts";

/** Every ticket that a spec names, each once. */
export function ticketRefs(spec: SpecDocument): TicketRef[] {
  const refs = new Map<string, TicketRef>();
  for (const section of spec.sections) {
    for (const { ref } of [...section.tickets, ...section.shadows]) refs.set(ticketId(ref), ref);
  }
  return [...refs.values()];
}
