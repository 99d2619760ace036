import type { CanonConfig, SystemConfig } from "../config/config.ts";
import type { TicketRef } from "../model/ticket-ref.ts";
import { connectionOf, routeOf, systemAt } from "./connections.ts";
import { shadowConnectionOf } from "./shadow-links.ts";
import type { OpenIntent, SpecReading } from "./snapshot.ts";
import { comparableKey } from "./ticket-keys.ts";

/** The tickets that sections are linked to, each by one name however its links are written. */
export class LinkedTickets {
  readonly #config: CanonConfig;
  readonly #names = new Set<string>();
  readonly #shadows = new Set<string>();

  constructor(config: CanonConfig, specs: readonly SpecReading[]) {
    this.#config = config;
    for (const spec of specs) {
      const { target, shadows: targets } = routeOf(config, spec);
      for (const { tickets, shadows } of spec.document.sections) {
        for (const { ref } of tickets) this.#names.add(linkName(config, ref, target));
        for (const { ref } of shadows) {
          this.#shadows.add(ticketName(shadowConnectionOf(config, targets, ref), ref));
        }
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
    const name = ticketName(system, found.ticket.ref);
    return this.hasAny(name);
  }

  /** Tells whether a section is linked to this ticket in any way, by its `ticketName`. */
  hasAny(name: string): boolean {
    return this.#names.has(name) || this.#shadows.has(name);
  }

  /** Tells whether a section has this ticket as its own, by its `ticketName`. */
  hasOwner(name: string): boolean {
    return this.#names.has(name);
  }
}

/** The same for all links to one ticket; for comparison only. */
export function linkName(config: CanonConfig, ref: TicketRef, target: SystemConfig | null): string {
  return ticketName(connectionOf(config, ref, target), ref);
}

/** One name for a ticket of a connection, however its key is written; it is remembered by it. */
export function ticketName(system: SystemConfig | null, { system: name, key }: TicketRef): string {
  return `${name}:${comparableKey({ system: name, project: system?.project ?? null }, key)}`;
}
