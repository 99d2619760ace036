import type { SystemConfig } from "../core/config/config.ts";
import type { Problem } from "../core/kernel/problem.ts";
import type { TicketRef } from "../core/model/ticket-ref.ts";
import type { Ticket } from "../core/model/ticket.ts";
import type { Suggestions } from "../core/plan/suggest-places.ts";
import type { RequestCount } from "../ports/request-meter.ts";

/** An open ticket without a section, and where it may belong. */
export interface TriagedTicket {
  readonly system: SystemConfig;
  /** As it is named in commands and links, unique in the workspace. */
  readonly ref: TicketRef;
  readonly ticket: Ticket;
  readonly suggestions: Suggestions;
}

/** The open tickets that no section links to. */
export interface Triage {
  /** In the order of the configured systems, each's newest first. */
  readonly tickets: readonly TriagedTicket[];
  /** What a person put out of scope, by name, sorted. */
  readonly outOfScope: readonly string[];
  readonly problems: readonly Problem[];
  readonly requests: RequestCount;
}

/** Where a new section goes: behind a section and what is below it, or at the end of a spec. */
export interface SectionPlace {
  readonly file: string;
  readonly sectionId: string | null;
}
