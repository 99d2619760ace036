import * as vscode from "vscode";
import {
  parseTicketId,
  ticketId,
  type TicketId,
  type TicketRef,
} from "../../core/model/ticket-ref.ts";
import type { TicketReading } from "../../core/model/ticket.ts";
import type { Engine } from "../../sync/engine.ts";
import { quietRun } from "../host/run.ts";

/**
 * What is known of the tickets of one folder, for lenses and hovers.
 *
 * Only `refresh` asks a tracker. Questions that come together go out as one batch.
 */
export class LiveTickets {
  readonly #changed: () => void;
  readonly #openEngine: () => Promise<Engine>;
  readonly #readings = new Map<TicketId, TicketReading>();
  readonly #wanted = new Map<TicketId, TicketRef>();
  #running: Promise<void> | undefined;

  /** `changed` is called once for each batch that brought something new. */
  constructor(openEngine: () => Promise<Engine>, changed: () => void) {
    this.#openEngine = openEngine;
    this.#changed = changed;
  }

  get(ref: TicketRef): TicketReading | undefined {
    return this.#readings.get(ticketId(ref));
  }

  known(): TicketRef[] {
    return [...this.#readings.keys()].map(parseTicketId).filter((ref) => ref !== undefined);
  }

  /** Reads these tickets once more; resolves when their readings are there. */
  refresh(refs: readonly TicketRef[]): Promise<void> {
    // In Restricted Mode nothing leaves: only tickets that lie in the folder are read.
    const isTrusted = vscode.workspace.isTrusted;
    for (const ref of refs) {
      if (isTrusted || ref.system === "local") this.#wanted.set(ticketId(ref), ref);
    }
    if (this.#wanted.size === 0) return this.#running ?? Promise.resolve();
    this.#running ??= this.#drain().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #drain(): Promise<void> {
    const engine = await this.#openEngine();
    while (this.#wanted.size > 0) {
      const refs = [...this.#wanted.values()];
      this.#wanted.clear();
      this.#keep(await engine.readTickets(refs, quietRun()));
    }
  }

  #keep(readings: ReadonlyMap<TicketId, TicketReading>): void {
    let isNew = false;
    for (const [id, reading] of readings) {
      isNew ||= JSON.stringify(this.#readings.get(id)) !== JSON.stringify(reading);
      this.#readings.set(id, reading);
    }
    if (isNew) this.#changed();
  }
}
