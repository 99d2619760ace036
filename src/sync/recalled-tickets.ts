import { ticketId, type TicketId } from "../core/model/ticket-ref.ts";
import type { TicketReading } from "../core/model/ticket.ts";
import { RecalledConnection, type RecallParts } from "./recalled-connection.ts";
import {
  byConnection,
  connectionName,
  type TicketQuestion,
  type TicketSource,
} from "./trackers.ts";

/** The tickets of one run, of which only those are read that may have changed since an earlier one. */
export class RecalledTickets implements TicketSource {
  readonly #parts: RecallParts;
  readonly #connections = new Map<string, RecalledConnection>();

  constructor(parts: RecallParts) {
    this.#parts = parts;
  }

  async read(questions: readonly TicketQuestion[]): Promise<Map<TicketId, TicketReading>> {
    const read = byConnection(questions).map(async ({ system, refs }) => {
      const readings = await this.#connectionOf(system).read(refs);
      return refs.flatMap((ref) => {
        const reading = readings.get(ticketId(ref));
        return reading === undefined ? [] : [[ticketId(ref), reading] as const];
      });
    });
    return new Map((await Promise.all(read)).flat());
  }

  /** Whether there is an answer that was recalled and not read. */
  get hasRecalled(): boolean {
    return [...this.#connections.values()].some((connection) => connection.hasRecalled);
  }

  /**
   * Has tickets read at the next question, though nothing is known to have changed in them; false
   * where all of them were read already.
   */
  doubt(ids: Iterable<TicketId>): boolean {
    let isNew = false;
    for (const id of ids) {
      for (const connection of this.#connections.values()) {
        isNew = connection.doubt(id) || isNew;
      }
    }
    return isNew;
  }

  /** Writes down what the next run may rely on. */
  async keep(): Promise<void> {
    const { memory, signal } = this.#parts;
    for (const connection of this.#connections.values()) {
      const kept = connection.toKeep();
      if (kept !== null) await memory.keep(connection.system, kept, signal);
    }
  }

  #connectionOf(system: TicketQuestion["system"]): RecalledConnection {
    const name = connectionName(system);
    const connection = this.#connections.get(name) ?? new RecalledConnection(this.#parts, system);
    this.#connections.set(name, connection);
    return connection;
  }
}
