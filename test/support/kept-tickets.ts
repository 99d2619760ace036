import type { KeptTickets, TicketMemory } from "../../src/ports/ticket-memory.ts";

/** What was kept lies open, for tests that lose, poison or count it. */
export interface OpenTicketMemory extends TicketMemory {
  readonly kept: Map<string, KeptTickets>;
  /** How often something was kept. */
  readonly saves: number;
}

/** A memory that lives as long as the test, from the first ticket on unless told. */
export function createTicketMemory(worthFrom = 0): OpenTicketMemory {
  const kept = new Map<string, KeptTickets>();
  let saves = 0;
  return {
    worthFrom,
    kept,
    get saves() {
      return saves;
    },
    recall: ({ name }) => Promise.resolve(kept.get(name) ?? null),
    keep({ name }, tickets) {
      saves += 1;
      kept.set(name, tickets);
      return Promise.resolve();
    },
  };
}
