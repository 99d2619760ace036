import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { type CancelSignal, NEVER_CANCELLED } from "../../src/core/kernel/cancel.ts";
import type {
  Ticket,
  TicketChange,
  TicketDraft,
  WriteOutcome,
} from "../../src/core/model/ticket.ts";
import type { TicketTracker } from "../../src/ports/ticket-tracker.ts";
import { aDraft, safe } from "../support/builders.ts";

/** One tracker with what a person can do behind Canon's back. */
export interface Bench {
  readonly tracker: TicketTracker;
  /** A second client of the same tickets, as another window would be. */
  readonly other: TicketTracker;
  /** A person rewrites the description. */
  editDescription(key: string, change: (description: string) => string): Promise<void>;
  description(key: string): Promise<string>;
  /** The ticket exists, but cannot be read. */
  spoil(key: string): Promise<void>;
}

const ABORTED: CancelSignal = { ...NEVER_CANCELLED, aborted: true };

const HOSTILE_KEYS = [
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
  "__proto__",
  `${"A".repeat(300)}-1`,
];

/** What every tracker does, whoever is behind it. */
export function describeTracker(
  name: string,
  withBench: (task: (bench: Bench) => Promise<void>) => Promise<void>,
): void {
  const check = (title: string, task: (bench: Bench) => Promise<void>): void => {
    test(title, () => withBench(task));
  };

  suite(`contract: ${name}`, () => {
    describeReading(check);
    describeCreating(check);
    describeUpdating(check);
    describeRemoving(check);
  });
}

type Check = (title: string, task: (bench: Bench) => Promise<void>) => void;

function describeReading(check: Check): void {
  check("gives one reading for each distinct key", async ({ tracker }) => {
    const first = await create(tracker, { title: safe("First") });
    const second = await create(tracker, { title: safe("Second") });
    const keys = [second.ref.key, first.ref.key, second.ref.key, "NOPE-9"];
    const readings = await tracker.readTickets(keys, NEVER_CANCELLED);
    assert.equal(readings.size, 3);
    assert.deepEqual(readings.get(first.ref.key), { kind: "found", ticket: first });
    assert.deepEqual(readings.get(second.ref.key), { kind: "found", ticket: second });
    assert.deepEqual(readings.get("NOPE-9"), { kind: "missing" });
  });

  check("tells a ticket that cannot be read from one that is missing", async (bench) => {
    const { ref } = await create(bench.tracker);
    await bench.spoil(ref.key);
    const readings = await bench.tracker.readTickets([ref.key, "NOPE-9"], NEVER_CANCELLED);
    assert.equal(readings.get(ref.key)?.kind, "unreadable");
  });

  check("reads nothing once cancelled, and calls nothing missing", async ({ tracker }) => {
    const { ref } = await create(tracker);
    const readings = await tracker.readTickets([ref.key, "NOPE-9"], ABORTED);
    for (const key of [ref.key, "NOPE-9"]) {
      const reading = readings.get(key);
      assert.equal(reading?.kind === "unreadable" && reading.error.code, "tracker/cancelled");
    }
  });

  check("refuses keys of another form", async ({ tracker }) => {
    const readings = await tracker.readTickets(HOSTILE_KEYS, NEVER_CANCELLED);
    for (const key of HOSTILE_KEYS) {
      assert.equal(readings.get(key)?.kind, "unreadable", JSON.stringify(key));
      const update = await tracker.updateTicket(key, { title: safe("x") }, "1", NEVER_CANCELLED);
      assert.equal(update.kind, "failed", JSON.stringify(key));
      const removal = await tracker.removeTicket?.(key, "1", NEVER_CANCELLED);
      assert.equal(removal?.ok, false, JSON.stringify(key));
      const child = await tracker.createTicket(aDraft({ parentKey: key }), NEVER_CANCELLED);
      assert.equal(child.kind, "failed", JSON.stringify(key));
    }
  });

  check("finds a ticket by its marker, and no other", async ({ tracker, other }) => {
    await create(tracker, { marker: "intent-a" });
    const wanted = await create(tracker, { marker: "intent-b" });
    assert.deepEqual(await other.findByMarker("intent-b", NEVER_CANCELLED), {
      ok: true,
      value: wanted,
    });
    assert.deepEqual(await other.findByMarker("intent", NEVER_CANCELLED), {
      ok: true,
      value: undefined,
    });
  });

  check("does not search once cancelled", async ({ tracker }) => {
    await create(tracker, { marker: "intent-a" });
    const found = await tracker.findByMarker("intent-a", ABORTED);
    assert.equal(!found.ok && found.error.code, "tracker/cancelled");
  });
}

function describeCreating(check: Check): void {
  check("creates a ticket that says what the draft said", async ({ tracker, other }) => {
    const parent = await create(tracker);
    const draft = aDraft({
      title: safe('Yes: a "title" # with - signs'),
      managedText: safe("Two lines.\n\n- [ ] one\n- [x] two\n\n## Comments\n\nno heading of ours"),
      status: "in_progress",
      type: "Task",
      parentKey: parent.ref.key,
      labels: [safe("canon"), safe("a, b"), safe("true")],
    });
    const made = done(await tracker.createTicket(draft, NEVER_CANCELLED));
    const seen = await read(other, made.ref.key);
    assert.deepEqual(seen, made);
    assert.equal(seen.title, draft.title);
    assert.equal(seen.managedText, draft.managedText);
    assert.deepEqual(seen.status, { name: "in_progress", category: "started" });
    assert.equal(seen.type, "Task");
    assert.equal(seen.parentKey, parent.ref.key);
    assert.deepEqual(seen.labels, ["canon", "a, b", "true"]);
  });

  check("keeps a text that shows Canon's own markers", async ({ tracker, other }) => {
    const managedText = safe(
      "```\n<!-- canon:begin -->\nx\n<!-- canon:end -->\n<!-- \\canon:end -->\n```\n\nBelow.",
    );
    const { ref } = await create(tracker, { managedText });
    assert.equal((await read(other, ref.key)).managedText, managedText);
  });

  check("refuses a status that the workflow does not have", async ({ tracker }) => {
    const outcome = await tracker.createTicket(aDraft({ status: "shipped" }), NEVER_CANCELLED);
    assert.equal(outcome.kind === "failed" && outcome.error.code, "tracker/no-transition");
    const found = await tracker.findByMarker(aDraft().marker, NEVER_CANCELLED);
    assert.deepEqual(found, { ok: true, value: undefined });
  });

  check("refuses a parent that does not exist", async ({ tracker }) => {
    const outcome = await tracker.createTicket(aDraft({ parentKey: "NOPE-9" }), NEVER_CANCELLED);
    assert.equal(outcome.kind === "failed" && outcome.error.code, "tracker/not-found");
  });

  check("creates nothing once cancelled", async ({ tracker }) => {
    const outcome = await tracker.createTicket(aDraft(), ABORTED);
    assert.equal(outcome.kind === "failed" && outcome.error.code, "tracker/cancelled");
    const found = await tracker.findByMarker(aDraft().marker, NEVER_CANCELLED);
    assert.deepEqual(found, { ok: true, value: undefined });
  });

  check("gives 100 tickets 100 keys when two clients create at once", async (bench) => {
    const tickets = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        create(index % 2 === 0 ? bench.tracker : bench.other, { marker: `intent-${index}` }),
      ),
    );
    assert.equal(new Set(tickets.map((ticket) => ticket.ref.key)).size, 100);
    for (const [index, ticket] of tickets.entries()) {
      const found = await bench.tracker.findByMarker(`intent-${index}`, NEVER_CANCELLED);
      assert.equal(found.ok && found.value?.ref.key, ticket.ref.key);
    }
  });

  check("never gives a number again", async ({ tracker, other }) => {
    const first = await create(tracker);
    const second = await create(tracker);
    await tracker.removeTicket?.(second.ref.key, second.revision, NEVER_CANCELLED);
    const third = await create(other);
    assert.notEqual(third.ref.key, second.ref.key);
    assert.notEqual(third.ref.key, first.ref.key);
  });
}

function describeUpdating(check: Check): void {
  check("changes the named fields and leaves the others", async ({ tracker, other }) => {
    const before = await create(tracker, { type: "Story", labels: [safe("canon")] });
    const after = await update(tracker, before, { title: safe("Key derivation") });
    assert.equal(after.title, "Key derivation");
    assert.notEqual(after.revision, before.revision);
    assert.ok(after.updatedAt >= before.updatedAt);
    const { title, revision, updatedAt } = after;
    assert.deepEqual(await read(other, before.ref.key), { ...before, title, revision, updatedAt });
  });

  check("moves a ticket by the name of the status", async ({ tracker }) => {
    const before = await create(tracker);
    const after = await update(tracker, before, { status: "Done" });
    assert.equal(after.status.category, "completed");
  });

  check("refuses to move a ticket to an unknown status", async ({ tracker }) => {
    const before = await create(tracker);
    const outcome = await send(tracker, before, { status: "shipped" });
    assert.equal(outcome.kind === "failed" && outcome.error.code, "tracker/no-transition");
    assert.deepEqual(await read(tracker, before.ref.key), before);
  });

  check("sets and clears the parent", async ({ tracker }) => {
    const parent = await create(tracker);
    const child = await create(tracker);
    const linked = await update(tracker, child, { parentKey: parent.ref.key });
    assert.equal(linked.parentKey, parent.ref.key);
    assert.equal((await update(tracker, linked, { parentKey: null })).parentKey, null);
  });

  check("refuses a ticket as its own parent", async ({ tracker }) => {
    const ticket = await create(tracker);
    const outcome = await send(tracker, ticket, { parentKey: ticket.ref.key });
    assert.equal(outcome.kind === "failed" && outcome.error.code, "tracker/rejected");
  });

  check("leaves a ticket that moved since it was read", async ({ tracker, other }) => {
    const before = await create(tracker);
    const moved = await update(other, before, { status: "in_progress" });
    const outcome = await send(tracker, before, { status: "done" });
    assert.deepEqual(outcome, { kind: "stale", current: moved });
    assert.deepEqual(await read(tracker, before.ref.key), moved);
  });

  check("writes nothing when nothing changes", async ({ tracker }) => {
    const before = await create(tracker);
    const { title, managedText, status, parentKey } = before;
    const same = { title: safe(title), status: status.name, parentKey };
    const after = await update(tracker, before, { ...same, managedText: safe(managedText ?? "") });
    assert.deepEqual(after, before);
  });

  check("says that a ticket to change is not there", async ({ tracker }) => {
    const change = { title: safe("x") };
    const outcome = await tracker.updateTicket("NOPE-9", change, "1", NEVER_CANCELLED);
    assert.equal(outcome.kind === "failed" && outcome.error.code, "tracker/not-found");
  });

  check("replaces its own block and keeps what people wrote around it", async (bench) => {
    const { ref } = await create(bench.tracker);
    await bench.editDescription(ref.key, (text) => `From **Ada**.  \n\n${text}\n* and Bob\t\n`);
    const before = await read(bench.tracker, ref.key);
    assert.equal(before.managedText, "Keys are made from the request.");
    const old = await bench.description(ref.key);
    const after = await update(bench.tracker, before, { managedText: safe("New $& text.") });
    assert.equal(after.managedText, "New $& text.");
    assert.equal(
      await bench.description(ref.key),
      old.replace("Keys are made from the request.", () => "New $& text."),
    );
  });

  check("reads and keeps a description with Windows line endings", async (bench) => {
    const { ref } = await create(bench.tracker, { managedText: safe("One.\n\nTwo.") });
    await bench.editDescription(ref.key, (text) =>
      `By hand.\n\n${text}`.replaceAll("\r\n", "\n").replaceAll("\n", "\r\n"),
    );
    const before = await read(bench.tracker, ref.key);
    assert.equal(before.managedText, "One.\n\nTwo.");
    const same = await update(bench.tracker, before, { managedText: safe("One.\n\nTwo.") });
    assert.equal(same.revision, before.revision);
    const after = await update(bench.tracker, before, { managedText: safe("One.\n\nThree.") });
    assert.equal(after.managedText, "One.\n\nThree.");
    assert.ok((await bench.description(ref.key)).includes("By hand.\r\n"));
  });

  check("adds its block below a description that has none", async (bench) => {
    const { ref } = await create(bench.tracker);
    await bench.editDescription(ref.key, () => "Only people wrote here.\n");
    const before = await read(bench.tracker, ref.key);
    assert.equal(before.managedText, null);
    const after = await update(bench.tracker, before, { managedText: safe("Canon's part.") });
    assert.equal(after.managedText, "Canon's part.");
    assert.match(await bench.description(ref.key), /Only people wrote here\.[^]*Canon's part\./);
  });
}

function describeRemoving(check: Check): void {
  check("removes a ticket that did not move", async ({ tracker, other }) => {
    const ticket = await create(tracker);
    const removed = await tracker.removeTicket?.(ticket.ref.key, ticket.revision, NEVER_CANCELLED);
    assert.deepEqual(removed, { ok: true, value: "removed" });
    const readings = await other.readTickets([ticket.ref.key], NEVER_CANCELLED);
    assert.deepEqual(readings.get(ticket.ref.key), { kind: "missing" });
    const again = await tracker.removeTicket?.(ticket.ref.key, ticket.revision, NEVER_CANCELLED);
    assert.deepEqual(again, { ok: true, value: "missing" });
  });

  check("keeps a ticket that moved since it was read", async ({ tracker, other }) => {
    const ticket = await create(tracker);
    const moved = await update(other, ticket, { status: "done" });
    const removed = await tracker.removeTicket?.(ticket.ref.key, ticket.revision, NEVER_CANCELLED);
    assert.deepEqual(removed, { ok: true, value: "stale" });
    assert.deepEqual(await read(tracker, ticket.ref.key), moved);
  });
}

function done(outcome: WriteOutcome): Ticket {
  assert.ok(outcome.kind === "done", JSON.stringify(outcome));
  return outcome.ticket;
}

async function create(tracker: TicketTracker, parts: Partial<TicketDraft> = {}): Promise<Ticket> {
  return done(await tracker.createTicket(aDraft(parts), NEVER_CANCELLED));
}

function send(tracker: TicketTracker, ticket: Ticket, change: TicketChange): Promise<WriteOutcome> {
  return tracker.updateTicket(ticket.ref.key, change, ticket.revision, NEVER_CANCELLED);
}

async function update(tracker: TicketTracker, ticket: Ticket, change: TicketChange) {
  return done(await send(tracker, ticket, change));
}

async function read(tracker: TicketTracker, key: string): Promise<Ticket> {
  const reading = (await tracker.readTickets([key], NEVER_CANCELLED)).get(key);
  assert.ok(reading?.kind === "found", JSON.stringify(reading));
  return reading.ticket;
}
