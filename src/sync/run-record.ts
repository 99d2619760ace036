import type { Splice } from "../core/kernel/splice.ts";
import type { TicketRef } from "../core/model/ticket-ref.ts";
import type { LinkBase } from "../core/plan/links.ts";
import type { RecordedItem } from "../core/plan/recorded-item.ts";
import type { RequestCount, WriteCount } from "../ports/request-meter.ts";
import type { Summary } from "./report.ts";

/** One record a run that changed something; not committed. */
export const RUNS_FOLDER = ".canon/journal/runs";

/**
 * One stretch of a file that a run changed.
 *
 * The splice turns the text as the run left it back. `anchor` finds the stretch again after later
 * edits: hashes of its lines, of which `above` stand above it and `below` below it.
 */
export interface FileChange extends Splice {
  readonly items: readonly string[];
  readonly anchor: {
    readonly lines: readonly string[];
    readonly above: number;
    readonly below: number;
    /** Where the splice begins, counted from the first line that is not above it. */
    readonly column: number;
  };
  /** Redacted, with a line around them: what the run left there, and what had been there. */
  readonly shown: { readonly after: string; readonly before: string };
}

export interface FileUndo {
  readonly path: string;
  readonly afterHash: string;
  readonly changes: readonly FileChange[];
  /** Records of version 1 turn the whole file back, list by list. */
  readonly inverse?: readonly (readonly Splice[])[];
}

/** The fields of a ticket that an item changed; the others are absent. */
export interface TicketFields {
  readonly title?: string;
  readonly managedText?: string | null;
  readonly status?: string;
  readonly parentKey?: string | null;
}

/** What an undo needs for one item that wrote to a ticket. */
export interface TicketUndo {
  readonly item: string;
  readonly target: string;
  readonly project: string | null;
  readonly ref: TicketRef;
  readonly file: string;
  readonly sectionId: string;
  /** The fields as they were; null where the item created the ticket. */
  readonly before: TicketFields | null;
  /** The same fields as the item left them, texts as hashes; null: only the revision tells. */
  readonly after: TicketFields | null;
  readonly afterRevision: string;
}

/** An open create that an item settled, by its own file; an undo of the item opens it again. */
export interface IntentUndo {
  readonly item: string;
  readonly intentId: string;
  /** Null where the item itself began it. */
  readonly text: string | null;
}

export interface BaseUndo {
  readonly ticket: string;
  /** What had been agreed before the run; null: nothing. */
  readonly base: LinkBase | null;
}

export interface RunRecord {
  readonly version: 2;
  readonly runId: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** When the run was taken back, as far as that was possible. */
  readonly undoneAt: string | null;
  /** Items that were taken back. */
  readonly undone: readonly string[];
  readonly summary: Summary;
  /** What left the machine for it; null where that was not counted. */
  readonly requests: (RequestCount & { readonly sent: readonly WriteCount[] }) | null;
  readonly items: readonly RecordedItem[];
  readonly files: readonly FileUndo[];
  readonly tickets: readonly TicketUndo[];
  readonly intents: readonly IntentUndo[];
  readonly bases: readonly BaseUndo[];
}

/** The time comes first, so that names sort by age. */
export function recordPath(record: Pick<RunRecord, "at" | "runId">): string {
  return `${RUNS_FOLDER}/${record.at.replaceAll(":", "-")}-${record.runId}.json`;
}

export function formatRecord(record: RunRecord): string {
  return `${JSON.stringify(record)}\n`;
}

/** The items that a run brought to an end and that nobody has taken back. */
export function standingItems(record: RunRecord): RecordedItem[] {
  const undone = new Set(record.undone);
  return record.items.filter(({ id, outcome }) => outcome === "done" && !undone.has(id));
}
