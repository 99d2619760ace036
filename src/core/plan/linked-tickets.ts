import type { CanonConfig, SystemConfig } from "../config/config.ts";
import type { TicketRef } from "../model/ticket-ref.ts";
import { connectionOf, systemAt, targetOf } from "./connections.ts";
import type { OpenIntent, SpecReading } from "./snapshot.ts";
import { comparableKey } from "./ticket-keys.ts";

/** The tickets that sections are linked to, each by one name however its links are written. */
export class LinkedTickets {
  readonly #config: CanonConfig;
  readonly #names = new Set<string>();

  constructor(config: CanonConfig, specs: readonly SpecReading[]) {
    this.#config = config;
    for (const spec of specs) {
      const target = targetOf(config, spec);
      for (const { tickets } of spec.document.sections) {
        for (const { ref } of tickets) this.#names.add(linkName(config, ref, target));
      }
    }
  }

  /** Tells whether any section is linked to the ticket that a connection knows by this key. */
  has(system: SystemConfig, key: string): boolean {
    return this.#names.has(ticketName(system, { system: system.system, key }));
  }

  /** Tells whether a section is linked to the ticket that was found for an intent. */
  hasFound({ found, target, project }: OpenIntent): boolean {
    if (found.kind !== "found") return false;
    const system = systemAt(this.#config, { target, project });
    return this.#names.has(ticketName(system, found.ticket.ref));
  }
}

/** The same for all links to one ticket; for comparison only. */
export function linkName(config: CanonConfig, ref: TicketRef, target: SystemConfig | null): string {
  return ticketName(connectionOf(config, ref, target), ref);
}

function ticketName(system: SystemConfig | null, { system: name, key }: TicketRef): string {
  return `${name}:${comparableKey({ system: name, project: system?.project ?? null }, key)}`;
}
