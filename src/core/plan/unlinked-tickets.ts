import type { CanonConfig, SystemConfig } from "../config/config.ts";
import { specStatesFor } from "../config/status-map.ts";
import type { TicketRef } from "../model/ticket-ref.ts";
import type { Ticket } from "../model/ticket.ts";
import { systemAt, targetOf } from "./connections.ts";
import { LinkedTickets, ticketName } from "./linked-tickets.ts";
import type { OpenIntent, SpecReading } from "./snapshot.ts";

/** The projects that the specs of a workspace make tickets in; those that hold only copies are none. */
export function projectsOf(config: CanonConfig, specs: readonly SpecReading[]): SystemConfig[] {
  const projects = new Map<string, SystemConfig>();
  const own = [...config.systems.values()].filter(({ name }) => !isForCopies(config, name));
  const targets = specs.map((spec) => targetOf(config, spec));
  for (const system of [...own, ...targets]) {
    if (system === null) continue;
    const place = JSON.stringify([system.system, system.project?.toLowerCase() ?? null]);
    if (!projects.has(place)) projects.set(place, system);
  }
  return [...projects.values()];
}

function isForCopies({ routing, defaultTarget }: CanonConfig, name: string): boolean {
  const isTarget = defaultTarget === name || routing.some(({ target }) => target === name);
  return !isTarget && routing.some(({ shadowTargets }) => shadowTargets.includes(name));
}

/** Which tickets of the trackers are spoken for: by a section, or by a create that is under way. */
export class TakenTickets {
  readonly #linked: LinkedTickets;
  readonly #made = new Set<string>();
  /** Titles of creates of which nobody knows yet which ticket they made. */
  readonly #expected = new Set<string>();

  constructor(
    config: CanonConfig,
    specs: readonly SpecReading[],
    intents: readonly OpenIntent[] = [],
  ) {
    this.#linked = new LinkedTickets(config, specs);
    for (const { found, title, ...at } of intents) {
      const system = systemAt(config, at);
      if (found.kind === "found") this.#made.add(ticketName(system, found.ticket.ref));
      if (found.kind === "unreadable") this.#expected.add(title);
    }
  }

  has(system: SystemConfig, ref: TicketRef): boolean {
    const name = ticketName(system, ref);
    return this.#linked.hasAny(name) || this.#made.has(name);
  }

  /** Tells whether a ticket may be the one that an interrupted run has made. */
  mayHave({ title }: Pick<Ticket, "title">): boolean {
    return this.#expected.has(title);
  }
}

/** Whether there still is work in a ticket, by the tracker's own word and by the status map. */
export function isOpen(system: SystemConfig, { status }: Ticket): boolean {
  if (status.category === "completed" || status.category === "canceled") return false;
  const { preferred, known } = specStatesFor(system, status);
  return !known || (preferred !== "done" && preferred !== "deprecated");
}
