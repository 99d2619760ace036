import * as vscode from "vscode";
import { ticketId, type TicketId, type TicketRef } from "../../core/model/ticket-ref.ts";
import { quietRun } from "../host/run.ts";
import { SYSTEM_CLOCK } from "../../adapters/clock/system-clock.ts";
import type { FolderSession } from "../workspace/folder-session.ts";

/** A ticket as a list offers it. Title and status come from a tracker and are untrusted. */
export interface OfferedTicket {
  readonly ref: TicketRef;
  readonly title: string;
  readonly status: string;
}

interface Listed {
  readonly at: number;
  readonly tickets: readonly OfferedTicket[];
}

const FRESH_MS = 60_000;
const MAX_OFFERED = 500;

/** The open tickets that a list offers: those that the window knows, and those that were searched. */
export class OpenTickets {
  readonly #listed = new WeakMap<FolderSession, Listed>();
  #wish: "next" | "search" | undefined;

  /** Opens the list at the cursor: to go on with, or with a search in the trackers. */
  async suggest(wish: "next" | "search"): Promise<void> {
    this.#wish = wish;
    await vscode.commands.executeCommand("editor.action.triggerSuggest");
  }

  /** What the list that opens now was opened for, once. */
  takeWish(): "next" | "search" | undefined {
    const wish = this.#wish;
    this.#wish = undefined;
    return wish;
  }

  /** Without asking anybody. */
  known(session: FolderSession): OfferedTicket[] {
    const live = session.live.known().flatMap((ref): OfferedTicket[] => {
      const reading = session.live.get(ref);
      if (reading?.kind !== "found") return [];
      const { title, status } = reading.ticket;
      return [{ ref, title, status: status.name }];
    });
    const all = new Map<TicketId, OfferedTicket>();
    for (const one of [...(this.#listed.get(session)?.tickets ?? []), ...live]) {
      all.set(ticketId(one.ref), one);
    }
    return [...all.values()].slice(0, MAX_OFFERED);
  }

  isFresh(session: FolderSession): boolean {
    const listed = this.#listed.get(session);
    return listed !== undefined && Date.parse(SYSTEM_CLOCK.now()) - listed.at < FRESH_MS;
  }

  /** Lists the open tickets without a section in all trackers, at most once a minute. */
  async search(session: FolderSession, token: vscode.CancellationToken): Promise<void> {
    if (this.isFresh(session)) return;
    const controller = new AbortController();
    const listener = token.onCancellationRequested(() => {
      controller.abort();
    });
    try {
      const { engine } = await session.load();
      const triage = await engine.triage(quietRun(controller.signal));
      if (token.isCancellationRequested) return;
      if (!triage.ok) {
        sayNotListed();
        return;
      }
      const tickets = triage.value.tickets
        .slice(0, MAX_OFFERED)
        .map(({ ref, ticket }) => ({ ref, title: ticket.title, status: ticket.status.name }));
      if (tickets.length === 0 && triage.value.problems.length > 0) {
        sayNotListed();
        return;
      }
      this.#listed.set(session, { at: Date.parse(SYSTEM_CLOCK.now()), tickets });
    } finally {
      listener.dispose();
    }
  }
}

/** Somebody waits for the list, so an answer that did not come is no empty one. */
function sayNotListed(): void {
  const message = vscode.l10n.t(
    "Canon could not list open tickets, so none are offered. Canon: Doctor says why.",
  );
  vscode.window.setStatusBarMessage(message, 8000);
}
