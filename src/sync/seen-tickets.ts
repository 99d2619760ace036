import type { TicketId } from "../core/model/ticket-ref.ts";
import type { Ticket, TicketReading } from "../core/model/ticket.ts";
import {
  formatKnownTickets,
  KNOWN_TICKETS_FILE,
  parseKnownTickets,
} from "../core/plan/known-tickets-file.ts";
import { toKnown, withSeen, type KnownTicket } from "../core/plan/known-tickets.ts";
import type { Redactor } from "../core/redact/redact.ts";
import type { FileStore } from "../ports/file-store.ts";
import { isIgnoreFileReady } from "./ignore-file.ts";

const MAX_BYTES = 32_000_000;

/** The tickets that an engine saw since it last wrote them down. */
export class SeenTickets {
  readonly #files: FileStore;
  readonly #redact: Redactor;
  readonly #seen = new Map<TicketId, KnownTicket>();

  constructor(files: FileStore, redact: Redactor) {
    this.#files = files;
    this.#redact = redact;
  }

  addReadings(readings: ReadonlyMap<TicketId, TicketReading>, at: string): void {
    for (const [id, reading] of readings) {
      if (reading.kind === "found") this.#add(id, reading.ticket, at);
    }
  }

  addTickets(tickets: ReadonlyMap<TicketId, Ticket>, at: string): void {
    for (const [id, ticket] of tickets) this.#add(id, ticket, at);
  }

  /**
   * Writes down what is new. A folder that Canon has not written to, or cannot write to, stays as
   * it is; `mustExist` also where there are no notes yet.
   */
  async note({ mustExist }: { readonly mustExist: boolean }): Promise<void> {
    if (this.#seen.size === 0) return;
    const seen = new Map(this.#seen);
    this.#seen.clear();
    const reading = await this.#files.read(KNOWN_TICKETS_FILE, MAX_BYTES);
    if (reading.kind === "unreadable" || (mustExist && reading.kind === "missing")) return;
    const text = reading.kind === "found" ? reading.text : null;
    const before = parseKnownTickets(text ?? "");
    const after = withSeen(before, seen);
    if (after === before || !(await isIgnoreFileReady(this.#files))) return;
    // A note that somebody else wrote just now is as good as this one.
    await this.#files.replace(KNOWN_TICKETS_FILE, text, formatKnownTickets(after));
  }

  #add(id: TicketId, ticket: Ticket, at: string): void {
    const known = toKnown(ticket, at, this.#redact);
    if (known !== null) this.#seen.set(id, known);
  }
}

/** The tickets as they were last seen; none where no notes can be read. */
export async function readKnownTickets(files: FileStore): Promise<Map<TicketId, KnownTicket>> {
  const reading = await files.read(KNOWN_TICKETS_FILE, MAX_BYTES);
  return reading.kind === "found" ? parseKnownTickets(reading.text) : new Map();
}
