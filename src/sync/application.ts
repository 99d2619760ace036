import type { CanonConfig } from "../core/config/config.ts";
import type { TicketId } from "../core/model/ticket-ref.ts";
import type { Ticket } from "../core/model/ticket.ts";
import type { LinkBase } from "../core/plan/links.ts";
import type { Redactor } from "../core/redact/redact.ts";
import type { Clock } from "../ports/clock.ts";
import type { FileStore } from "../ports/file-store.ts";
import type { Run } from "./engine.ts";
import type { Outcome } from "./report.ts";
import type { IntentUndo, TicketUndo } from "./run-record.ts";
import type { RunClaims } from "./run-claims.ts";
import type { SpecFiles } from "./spec-files.ts";
import type { Trackers } from "./trackers.ts";

/** How one item ended, before it is put beside its item. */
export interface Ending {
  readonly outcome: Outcome;
  readonly error: string | null;
  readonly ticket: TicketId | null;
}

/** What the steps of one run share. */
export interface Application {
  readonly files: FileStore;
  readonly specFiles: SpecFiles;
  readonly trackers: Trackers;
  readonly clock: Clock;
  readonly config: CanonConfig;
  readonly run: Run;
  readonly redact: Redactor;
  /** Tickets as they stand now: as read at the start, then as each write left them. */
  readonly tickets: Map<TicketId, Ticket>;
  /** Keys of the tickets that items of this run made. */
  readonly made: Map<string, string>;
  /** Tickets whose text this run wrote. */
  readonly written: Set<TicketId>;
  /** What was noted of tickets of Canon's own before they were linked. */
  readonly ownBases: Map<TicketId, LinkBase>;
  readonly undos: TicketUndo[];
  readonly intentUndos: IntentUndo[];
  /** What other clones are told of creates; absent where there are none to tell. */
  readonly claims?: RunClaims | undefined;
}
