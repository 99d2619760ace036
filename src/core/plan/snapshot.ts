import type { CanonConfig } from "../config/config.ts";
import type { Problem } from "../kernel/problem.ts";
import type { SpecDocument } from "../model/spec.ts";
import type { TicketId } from "../model/ticket-ref.ts";
import type {
  Ticket,
  TicketReading,
  TrackerCapabilities,
  TrackerError,
  WorkflowDescription,
} from "../model/ticket.ts";
import type { Redactor } from "../redact/redact.ts";
import type { BaseTexts } from "./base-texts.ts";
import type { Closings } from "./closings.ts";
import type { LinkBases } from "./links.ts";
import type { ReferenceChange, ReferenceHealths } from "./references.ts";

/** One spec file as it was read. */
export interface SpecReading {
  readonly file: string;
  readonly hash: string;
  readonly document: SpecDocument;
  /** The text stands in an editor and may still be thrown away. */
  readonly isUnsaved: boolean;
}

/** A create that was begun and never seen to end. */
export interface OpenIntent {
  readonly intentId: string;
  readonly file: string;
  readonly sectionId: string;
  /** Title of the section when the create began; finds it again after a move. */
  readonly title: string;
  readonly target: string;
  readonly project: string | null;
  /** The section's status when the create began, as a spec writes it; null without one. */
  readonly wanted: string | null;
  /** The ticket that the new one is a copy of, as `system:key`; null for a section's own ticket. */
  readonly shadowOf: string | null;
  /** What a look-up by the marker gave. */
  readonly found:
    | { readonly kind: "found"; readonly ticket: Ticket }
    | { readonly kind: "absent" }
    | { readonly kind: "unreadable"; readonly error: TrackerError };
}

/** Everything a plan is made from. Unknown is not absent: see `TicketReading`. */
export interface Snapshot {
  /** ISO 8601, UTC. */
  readonly takenAt: string;
  readonly config: CanonConfig;
  readonly specs: readonly SpecReading[];
  /** The other specs of the workspace. Nothing is planned for them, but what they link counts. */
  readonly outside: readonly SpecReading[];
  /** Files that may be specs and could not be read; what they link is not known. */
  readonly unread: readonly string[];
  readonly tickets: ReadonlyMap<TicketId, TicketReading>;
  readonly bases: LinkBases;
  /** Links that were agreed on this machine and that `bases` does not have, as on another branch. */
  readonly remembered: LinkBases;
  /** What each configured connection can do; a connection that cannot be opened is absent. */
  readonly capabilities: ReadonlyMap<string, TrackerCapabilities>;
  readonly intents: readonly OpenIntent[];
  /**
   * The states that tickets with a planned move can be moved to, as far as they were asked for.
   * Null, and a ticket that is absent: nothing restricts the move, or nothing is known.
   */
  readonly reachable: ReadonlyMap<TicketId, readonly string[] | null>;
  /** What new tickets can be, by `workflowKey`, as far as it was asked for. */
  readonly workflows: ReadonlyMap<string, WorkflowDescription>;
  /** What is known against references, the answers of this snapshot included. */
  readonly references: ReferenceHealths;
  /** What these answers changed in that. */
  readonly referenceChanges: readonly ReferenceChange[];
  /** What was agreed on before, by its hash, as far as it was asked for. */
  readonly baseTexts: BaseTexts;
  /** What speaks against sections that would become done, by `placeInPlan`; see `Closings`. */
  readonly closings?: Closings;
  /** Masks credentials in what is sent and shown. */
  readonly redact: Redactor;
  readonly problems: readonly Problem[];
}
