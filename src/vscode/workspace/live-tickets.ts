import * as vscode from "vscode";
import {
  parseTicketId,
  ticketId,
  type TicketId,
  type TicketRef,
} from "../../core/model/ticket-ref.ts";
import type { Ticket, TicketReading } from "../../core/model/ticket.ts";
import type { KnownTicket, KnownTickets } from "../../core/plan/known-tickets.ts";
import type { ReferenceHealths } from "../../core/plan/references.ts";
import { lastSeen } from "../../core/view/last-seen.ts";
import type { LiveTicket } from "../../core/view/lens-text.ts";
import { quietRun } from "../host/run.ts";
import { SPECS_VIEW } from "../host/specs-view-id.ts";
import { SYSTEM_CLOCK } from "../../adapters/clock/system-clock.ts";
import type { FolderEngine } from "./engine-host.ts";

export type TicketReadings = ReadonlyMap<TicketId, TicketReading>;

/** What reading tickets takes, and what counts the requests. */
export type TicketSource = Pick<FolderEngine, "engine" | "meter">;

/** Tickets that a tracker was asked for, and how many requests that took. */
export interface ReadTickets {
  readonly readings: TicketReadings;
  readonly requests: number;
}

/**
 * What is known of the tickets of one folder, for lenses and hovers.
 *
 * Only `refresh` and `ask` reach a tracker. Questions that come together go out as one batch.
 */
export class LiveTickets {
  readonly #changed: () => void;
  readonly #open: () => Promise<TicketSource>;
  readonly #read = new vscode.EventEmitter<ReadTickets>();
  /** Fires with what a refresh brought. */
  readonly onDidRefresh: vscode.Event<ReadTickets> = this.#read.event;
  readonly #readings = new Map<TicketId, TicketReading>();
  readonly #wanted = new Map<TicketId, TicketRef>();
  #health: ReferenceHealths = new Map();
  #known: KnownTickets = new Map();
  /** In this window, which may stand on a folder that keeps no notes. */
  readonly #seen = new Map<TicketId, KnownTicket>();
  #running: Promise<void> | undefined;
  #changes = 0;
  /** Whether it is told how long ago a ticket was seen. */
  #isAging = false;

  /** `changed` is called once for each batch that brought something new. */
  constructor(open: () => Promise<TicketSource>, changed: () => void) {
    this.#open = open;
    this.#changed = changed;
  }

  get(ref: TicketRef): TicketReading | undefined {
    return this.#readings.get(ticketId(ref));
  }

  /** As long as this is the same, so is what `get` and `notes` say; ages are told to the minute. */
  get basis(): string {
    const minute = this.#isAging ? SYSTEM_CLOCK.now().slice(0, "2026-01-01T00:00".length) : "";
    return `${this.#changes} ${minute}`;
  }

  /** What is known of a link and of its ticket besides the last answer. */
  notes(ref: TicketRef): Pick<LiveTicket, "health" | "lastSeen"> {
    const id = ticketId(ref);
    const health = this.#health.get(id);
    // Somebody who can see a ticket is told nothing of the past.
    const isSeen = this.#readings.get(id)?.kind === "found";
    const known = isSeen ? undefined : (this.#seen.get(id) ?? this.#known.get(id));
    return {
      ...(health === undefined ? {} : { health }),
      ...(known === undefined ? {} : { lastSeen: lastSeen(known, SYSTEM_CLOCK.now()) }),
    };
  }

  /** Reads the notes again that a sync, maybe of another program, has left. */
  async readNotes(): Promise<void> {
    if (this.#readings.size === 0) return;
    if (await this.#loadNotes(await this.#open())) this.#changed();
  }

  /** Takes what was read elsewhere: for a plan, or by another window. */
  async keep(readings: TicketReadings): Promise<void> {
    const isNew = this.#keep(readings);
    if ((await this.#loadNotes(await this.#open())) || isNew) this.#changed();
  }

  /** Reads these tickets and keeps them, without a word to those who watch refreshes. */
  async ask(refs: readonly TicketRef[]): Promise<ReadTickets> {
    const source = await this.#open();
    const before = source.meter.total().total;
    const reading = source.engine.readTickets(refs, quietRun());
    if (refs.some(({ system }) => system !== "local")) showInView(reading);
    const readings = await reading;
    await this.keep(readings);
    return { readings, requests: source.meter.total().total - before };
  }

  dispose(): void {
    this.#read.dispose();
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
    while (this.#wanted.size > 0) {
      const refs = [...this.#wanted.values()];
      this.#wanted.clear();
      this.#read.fire(await this.ask(refs));
    }
  }

  /** True when the notes say something new. Old states are wanted only where none is to be had. */
  async #loadNotes({ engine }: TicketSource): Promise<boolean> {
    const health = await engine.references();
    const isBlind = [...this.#readings.values()].some(({ kind }) => kind === "unreadable");
    const known = isBlind ? await engine.lastKnown() : new Map<TicketId, KnownTicket>();
    // Another look may have ended meanwhile.
    const isNew = textOf(health, known) !== textOf(this.#health, this.#known);
    this.#health = health;
    this.#known = known;
    if (isNew) this.#changes++;
    return isNew;
  }

  /** True when a reading is new. */
  #keep(readings: TicketReadings): boolean {
    let isNew = false;
    for (const [id, reading] of readings) {
      isNew ||= JSON.stringify(this.#readings.get(id)) !== JSON.stringify(reading);
      this.#readings.set(id, reading);
      if (reading.kind === "found") this.#seen.set(id, seenNow(reading.ticket));
    }
    this.#isAging = [...this.#readings.values()].some(({ kind }) => kind !== "found");
    if (isNew) this.#changes++;
    return isNew;
  }
}

function seenNow({ status, title, url }: Ticket): KnownTicket {
  return { status: status.name, title, url, at: SYSTEM_CLOCK.now() };
}

function textOf(...notes: readonly ReadonlyMap<TicketId, unknown>[]): string {
  return JSON.stringify(notes.map((map) => [...map]));
}

/** A bar in the view of specs while a tracker is asked, so that nothing happens unseen. */
function showInView(work: Promise<unknown>): void {
  const ended = work.then(
    () => undefined,
    () => undefined,
  );
  void vscode.window.withProgress({ location: { viewId: SPECS_VIEW } }, () => ended);
}
