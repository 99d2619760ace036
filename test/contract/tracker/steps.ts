import assert from "node:assert/strict";
import { type CancelSignal, NEVER_CANCELLED } from "../../../src/core/kernel/cancel.ts";
import type { Result } from "../../../src/core/kernel/result.ts";
import type { SafeText } from "../../../src/core/kernel/safe-text.ts";
import type {
  CreateMarker,
  Ticket,
  TicketChange,
  TicketComment,
  TicketDraft,
  TrackerError,
  WriteOutcome,
} from "../../../src/core/model/ticket.ts";
import { comparableText } from "../../../src/core/spec/comparable-text.ts";
import type { TicketTracker } from "../../../src/ports/ticket-tracker.ts";
import { aDraft, createTicket, safe } from "../../support/builders.ts";
import type { Bench } from "../tracker-contract.ts";

export const ABORTED: CancelSignal = { ...NEVER_CANCELLED, aborted: true };

/** Keys that no tracker takes, and that would do harm in a path, a query or a file name. */
export const HOSTILE_KEYS = [
  "",
  "..",
  "../secrets-1",
  "../../etc/passwd",
  "/etc/passwd",
  "LOCAL-1/../../x-1",
  "LOCAL-1\n",
  "LOCAL-1\0",
  "C:\\x-1",
  "\\\\host\\share-1",
  ".lock",
  ".sequence",
  "LOCAL-",
  "LOCAL-1.md",
  "LOCAL-1 OR 1=1",
  '1") { id } evil: issue(id: "2',
  "1/../../admin",
  "1?x=y",
  "1%2f..",
  "__proto__",
  `${"A".repeat(300)}-1`,
];

/** A marker as the journal makes them: UUIDs, version 4. */
export function uuid(n: number): string {
  return `0d6ca41f-5c1b-4e0a-9b7e-${String(n).padStart(12, "0")}`;
}

/** A text as Canon writes it: its last line names the spec. */
export function managed(text: string): SafeText {
  return safe(`${text}\n\nSpec: docs/specs/payments.md, section 3.1 Key Generation`);
}

export const KEYS_TEXT = managed("Keys are made from the request.");

/** A draft that the bench's tracker takes, of the type that it names. */
export function draftFor({ words }: Bench, parts: Partial<TicketDraft> = {}): TicketDraft {
  const { fresh } = words.statuses;
  return aDraft({
    marker: uuid(1),
    managedText: KEYS_TEXT,
    status: fresh,
    type: words.type,
    ...parts,
  });
}

export async function create(
  bench: Bench,
  parts: Partial<TicketDraft> = {},
  tracker = bench.tracker,
): Promise<Ticket> {
  return done(await createTicket(tracker, draftFor(bench, parts)));
}

export function childOf({ words }: Bench, parent: Ticket): Partial<TicketDraft> {
  return { parentKey: parent.ref.key, type: words.childType };
}

export function done(outcome: WriteOutcome | undefined): Ticket {
  assert.ok(outcome?.kind === "done", JSON.stringify(outcome));
  return outcome.ticket;
}

export function send(
  tracker: TicketTracker,
  ticket: Ticket,
  change: TicketChange,
): Promise<WriteOutcome> {
  return tracker.updateTicket(ticket.ref.key, change, ticket.revision, NEVER_CANCELLED);
}

export async function update(tracker: TicketTracker, ticket: Ticket, change: TicketChange) {
  return done(await send(tracker, ticket, change));
}

export async function read(tracker: TicketTracker, key: string): Promise<Ticket> {
  const reading = (await tracker.readTickets([key], NEVER_CANCELLED)).get(key);
  assert.ok(reading?.kind === "found", JSON.stringify(reading));
  return reading.ticket;
}

export async function comments(
  tracker: TicketTracker,
  key: string,
): Promise<readonly TicketComment[]> {
  return value(await tracker.readComments(key, NEVER_CANCELLED));
}

export function value<T>(result: Result<T, TrackerError>): T {
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
}

/** The code of what went wrong; the outcome itself where nothing did. */
export function codeOf(
  outcome: WriteOutcome | Result<unknown, TrackerError> | { kind: string } | undefined,
): unknown {
  if (outcome !== undefined && "kind" in outcome) {
    return "error" in outcome && outcome.kind === "failed" ? outcome.error.code : outcome;
  }
  return outcome?.ok === false ? outcome.error.code : outcome;
}

/** What a create at this moment would have written down; `after` as `newestKey` gave it. */
export function markerOf(bench: Bench, id: string, after: string | null = null): CreateMarker {
  return { id, since: bench.now?.() ?? "2026-01-05T10:00:00.000Z", after };
}

/** Compares texts byte by byte where the tracker keeps bytes, else by what they say. */
export function assertSameText(bench: Bench, actual: string | null, expected: string): void {
  assert.ok(actual !== null, "the text is not there");
  const form = bench.keepsBytes === false ? comparableText : (text: string) => text;
  assert.equal(form(actual), form(expected));
}

/** Says that nothing was made under a marker. */
export async function assertNoTicket(bench: Bench, id: string): Promise<void> {
  if (bench.findsMarkers === false) return;
  const found = await bench.tracker.findByMarker(markerOf(bench, id), NEVER_CANCELLED);
  assert.deepEqual(found, { ok: true, value: undefined });
}
