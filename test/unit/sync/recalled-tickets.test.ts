import assert from "node:assert/strict";
import { ok } from "../../../src/core/kernel/result.ts";
import type { TicketId } from "../../../src/core/model/ticket-ref.ts";
import type { StatusCategory, Ticket } from "../../../src/core/model/ticket.ts";
import { findDrift } from "../../../src/core/plan/find-drift.ts";
import { REFERENCES_FILE } from "../../../src/core/plan/references-file.ts";
import type { ChangePlan, PlanOptions } from "../../../src/core/plan/plan.ts";
import type { KeptTicket, KeptTickets } from "../../../src/ports/ticket-memory.ts";
import { UNATTENDED } from "../../../src/sync/apply-plan.ts";
import { WHOLE_WORKSPACE, type Scope } from "../../../src/sync/engine.ts";
import { createFixedClock, type FixedClock } from "../../support/fixed-clock.ts";
import { createTicketMemory, type OpenTicketMemory } from "../../support/kept-tickets.ts";
import { createMemoryFileStore } from "../../support/memory-file-store.ts";
import {
  createMemoryTicketTracker,
  type MemoryTicketTracker,
} from "../../support/memory-ticket-tracker.ts";
import { BOTH_WAYS, configFor, onStore, type Workspace } from "../../support/workspace.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const STATES: ReadonlyMap<string, StatusCategory> = new Map([
  ["Backlog", "backlog"],
  ["Todo", "unstarted"],
  ["In Progress", "started"],
  ["Done", "completed"],
  ["Canceled", "canceled"],
]);
const A = "docs/specs/a.md";
const B = "docs/specs/b.md";

suite("a plan that asks only for what changed", () => {
  let clock: FixedClock;
  let tracker: MemoryTicketTracker;
  let memory: OpenTicketMemory;
  let workspace: Workspace;
  let all: readonly string[];

  setup(async () => {
    clock = createFixedClock();
    tracker = createMemoryTicketTracker({ system: "linear", prefix: "PAY", clock, states: STATES });
    memory = createTicketMemory();
    const files = { [A]: aSpec(["one", "two", "three"]), [B]: aSpec(["four", "five"]) };
    const store = createMemoryFileStore({ "CANON.yaml": configFor("linear", "PAY"), ...files });
    workspace = onStore(store, clock, {
      openTracker: () => Promise.resolve(ok(tracker)),
      ticketMemory: memory,
    });
    await workspace.sync();
    all = [...tracker.tickets.keys()];
    assert.equal(all.length, 5);
    clock.advance(HOUR);
    // The first question for changes reaches back to the newest one that was seen.
    for (let run = 0; run < 2; run++) {
      assert.deepEqual((await asked()).keys, all);
      clock.advance(HOUR);
    }
  });

  test("reads nothing where nothing has changed, and asks once", async () => {
    assert.deepEqual(await asked(), { keys: [], questions: 1, items: [], held: [] });
  });

  test("reads the tickets that have changed", async () => {
    move("PAY-2", "Done");
    clock.advance(HOUR);
    const items = ["set-status PAY-2"];
    assert.deepEqual(await asked(), { keys: ["PAY-2"], questions: 1, items, held: [] });
  });

  test("reads the ticket of a section that the spec has moved before it plans for it", async () => {
    edit(A, "one");
    assert.deepEqual(await asked(), {
      keys: ["PAY-1"],
      questions: 1,
      items: ["transition-ticket PAY-1"],
      held: [],
    });
  });

  test("goes on planning what was planned and not done", async () => {
    move("PAY-2", "Done");
    for (let run = 0; run < 3; run++) {
      clock.advance(HOUR);
      assert.deepEqual((await asked()).items, ["set-status PAY-2"]);
    }
  });

  test("goes on showing a conflict, as it is now", async () => {
    move("PAY-1", "Done");
    edit(A, "one");
    for (let run = 0; run < 2; run++) {
      clock.advance(HOUR);
      const { keys, held } = await asked({ onConflict: "hold" });
      assert.deepEqual({ keys, held }, { keys: ["PAY-1"], held: ["conflict/status PAY-1"] });
    }
  });

  test("leaves what runs in one direction pass over to those in the other", async () => {
    move("PAY-3", "In Progress");
    clock.advance(HOUR);
    assert.deepEqual((await asked({ direction: "forward" })).items, []);
    clock.advance(HOUR);
    assert.deepEqual((await asked()).items, ["set-status PAY-3"]);
  });

  test("leaves what runs on other specs were told of to those that need it", async () => {
    move("PAY-5", "Done");
    clock.advance(HOUR);
    const only = { ...WHOLE_WORKSPACE, paths: [A] };
    assert.deepEqual(await asked({}, only), { keys: [], questions: 1, items: [], held: [] });
    clock.advance(HOUR);
    const { keys, items } = await asked();
    assert.deepEqual({ keys, items }, { keys: ["PAY-5"], items: ["set-status PAY-5"] });
  });

  test("plans on another branch as a full reading does", async () => {
    const links = workspace.text(".canon/links.json");
    const specs = new Map([A, B].map((path) => [path, workspace.text(path)]));
    move("PAY-2", "Done");
    clock.advance(HOUR);
    await workspace.sync();
    clock.advance(HOUR);
    await asked();
    workspace.store.files.set(".canon/links.json", links);
    for (const [path, text] of specs) workspace.store.files.set(path, text);
    clock.advance(HOUR);
    const { items } = await asked();
    assert.deepEqual(items, ["set-status PAY-2"]);
  });

  test("sees that its own changes did what they should", async () => {
    edit(A, "one");
    await workspace.sync();
    clock.advance(HOUR);
    const { keys, items } = await asked();
    assert.deepEqual({ keys, items }, { keys: ["PAY-1"], items: [] });
  });

  test("believes nothing that it acts on: what was kept is read again first", async () => {
    rewrite(withStatus("Done", "completed"));
    const { keys, items } = await asked();
    assert.deepEqual({ keys: [...keys].sort(), items }, { keys: [...all].sort(), items: [] });
    clock.advance(HOUR);
    assert.deepEqual((await asked()).keys, []);
  });

  test("believes nothing that it only shows", async () => {
    rewrite(withStatus("Nobody's Word", null));
    const { problems } = await planOn(workspace, {}, WHOLE_WORKSPACE);
    assert.deepEqual(problems, []);
    rewrite(withStatus("Done", "completed"));
    const forward = { ...BOTH_WAYS, direction: "forward" } as const;
    const draft = await workspace.engine.draft(WHOLE_WORKSPACE, forward, UNATTENDED);
    assert.ok(draft.ok);
    assert.deepEqual(findDrift(draft.value.snapshot), []);
  });

  test("does not take a copy for a sign that a refused reference is in order", async () => {
    const health = { failures: 2, refusal: "missing", since: clock.now(), checkedAt: clock.now() };
    const references = { "linear:PAY-3": { ...health, dismissedAt: null } };
    const text = JSON.stringify({ version: 1, references });
    workspace.store.files.set(REFERENCES_FILE, text);
    tracker.tickets.delete("PAY-3");
    const { keys, held } = await asked();
    assert.deepEqual({ keys, held }, { keys: ["PAY-3"], held: ["ticket/missing PAY-3"] });
  });

  test("says of a ticket whose section is gone what the tracker says, and not the copy", async () => {
    const text = workspace.text(B);
    workspace.store.files.set(B, text.slice(0, text.indexOf("## 2.")));
    move("PAY-5", "Done");
    tellNothing();
    const { problems, agreements } = await planOn(workspace, {}, WHOLE_WORKSPACE);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      agreements.map(({ ticket }) => ticket),
      ["linear:PAY-5"],
    );
  });

  suite("reads everything", () => {
    const whole = async (): Promise<void> => {
      move("PAY-4", "Done");
      clock.advance(2 * MINUTE);
      const { keys, items } = await asked();
      assert.deepEqual({ keys, items }, { keys: all, items: ["set-status PAY-4"] });
    };

    test("where what was kept is lost", async () => {
      memory.kept.clear();
      await whole();
    });

    test("where it is from the future", async () => {
      rewrite((kept) => ({ ...kept, cursor: later(clock.now(), HOUR) }));
      await whole();
    });

    test("where this machine's clock was set back since", async () => {
      rewrite((kept) => ({ ...kept, askedAt: later(clock.now(), HOUR) }));
      await whole();
    });

    test("where its tickets were read in the future", async () => {
      rewrite((kept) => readAt(kept, later(clock.now(), HOUR)));
      await whole();
    });

    test("once a day, and then finds what no list of changes tells", async () => {
      tracker.tickets.delete("PAY-3");
      assert.deepEqual((await asked()).keys, []);
      clock.advance(DAY);
      const { keys, held } = await asked();
      assert.deepEqual({ keys, held }, { keys: all, held: ["ticket/missing PAY-3"] });
    });

    test("where the tracker does not tell what has changed", async () => {
      tracker.beforeCall = ({ method }) =>
        method === "changedSince" ? { code: "tracker/rejected", message: "No." } : undefined;
      await whole();
    });

    test("where it cannot tell all of it", async () => {
      const changedSince = tracker.changedSince.bind(tracker);
      tracker.changedSince = async (...args) => {
        const changed = await changedSince(...args);
        return changed.ok ? ok({ ...changed.value, keys: [], isComplete: false }) : changed;
      };
      await whole();
      tracker.changedSince = changedSince;
      clock.advance(HOUR);
      assert.deepEqual((await asked()).keys, ["PAY-4"], "and goes on from there");
    });

    test("where an answer is in doubt, and keeps nothing then", async () => {
      move("PAY-4", "Done");
      clock.advance(HOUR);
      const { saves } = memory;
      let calls = 0;
      tracker.beforeCall = ({ method }) => {
        if (method === "readTickets") calls += 1;
        const isFirst = method === "readTickets" && calls === 1;
        return isFirst ? { code: "tracker/unauthorized", message: "No." } : undefined;
      };
      const { keys } = await asked();
      assert.deepEqual([...keys].sort(), ["PAY-4", ...all.filter((key) => key !== "PAY-4")].sort());
      assert.equal(memory.saves, saves);
      tracker.beforeCall = undefined;
      clock.advance(HOUR);
      assert.deepEqual((await asked()).items, ["set-status PAY-4"]);
    });
  });

  test("keeps nothing of a few tickets, and asks for all of them", async () => {
    const few = createTicketMemory(6);
    workspace = onStore(workspace.store, clock, {
      openTracker: () => Promise.resolve(ok(tracker)),
      ticketMemory: few,
    });
    assert.deepEqual((await asked()).keys, all);
    assert.equal(few.saves, 0);
  });

  test("always reads tickets of other projects, of which no list of changes tells", async () => {
    const stored = tracker.tickets.get("PAY-5");
    assert.ok(stored);
    tracker.tickets.delete("PAY-5");
    tracker.tickets.set("OPS-5", stored);
    workspace.edit(B, "linear:PAY-5", "linear:OPS-5");
    workspace.edit(".canon/links.json", "linear:PAY-5", "linear:OPS-5");
    for (let run = 0; run < 2; run++) {
      clock.advance(HOUR);
      assert.deepEqual((await asked()).keys, ["OPS-5"]);
    }
  });

  test("goes on from where the tracker's clock must be, where nothing changes for long", async () => {
    const changedSince = tracker.changedSince.bind(tracker);
    tracker.changedSince = async (since, signal) => {
      const changed = await changedSince(since, signal);
      return changed.ok ? ok({ ...changed.value, until: since }) : changed;
    };
    const first = memory.kept.get("main")?.cursor ?? "";
    assert.deepEqual((await asked()).keys, []);
    assert.equal(memory.kept.get("main")?.cursor, later(first, HOUR));
  });

  test("begins no later than the tracker's own clock, however wrong this machine's is", async () => {
    memory.kept.clear();
    const ahead = createFixedClock(later(clock.now(), 3 * HOUR));
    const other = onStore(workspace.store, ahead, {
      openTracker: () => Promise.resolve(ok(tracker)),
      ticketMemory: memory,
    });
    await other.plan();
    move("PAY-2", "Done");
    clock.advance(HOUR);
    ahead.advance(HOUR);
    const { items } = await other.plan();
    assert.deepEqual(items.map(nameOf), ["set-status PAY-2"]);
  });

  /** What a plan asks for, and what it says. */
  async function asked(
    options: Partial<PlanOptions> = {},
    scope: Scope = WHOLE_WORKSPACE,
  ): Promise<{
    keys: readonly string[];
    questions: number;
    items: readonly string[];
    held: readonly string[];
  }> {
    const before = tracker.calls.length;
    const plan = await planOn(workspace, options, scope);
    const calls = tracker.calls.slice(before);
    return {
      keys: calls.filter(({ method }) => method === "readTickets").flatMap(({ keys }) => keys),
      questions: calls.filter(({ method }) => method === "changedSince").length,
      items: plan.items.map(nameOf),
      held: plan.held.map(({ reason, ticket }) => `${reason} ${keyIn(ticket)}`),
    };
  }

  function tellNothing(): void {
    const changedSince = tracker.changedSince.bind(tracker);
    tracker.changedSince = async (...args) => {
      const changed = await changedSince(...args);
      return changed.ok ? ok({ ...changed.value, keys: [] }) : changed;
    };
  }

  function move(key: string, status: string): void {
    tracker.edit(key, (ticket) => {
      ticket.status = status;
    });
  }

  function edit(path: string, id: string): void {
    const text = workspace.text(path);
    const edited = text.replace(`system:${id} status:todo`, `system:${id} status:in_progress`);
    assert.notEqual(edited, text);
    workspace.store.files.set(path, edited);
  }

  function rewrite(how: (kept: KeptTickets) => KeptTickets): void {
    const kept = memory.kept.get("main");
    assert.ok(kept);
    assert.equal(kept.tickets.size, all.length);
    memory.kept.set("main", how(kept));
  }
});

async function planOn(
  { engine }: Workspace,
  options: Partial<PlanOptions>,
  scope: Scope,
): Promise<ChangePlan> {
  const plan = await engine.plan(scope, { ...BOTH_WAYS, ...options }, UNATTENDED);
  assert.ok(plan.ok, JSON.stringify(plan));
  return plan.value;
}

function aSpec(ids: readonly string[]): string {
  const sections = ids.map(
    (id, index) =>
      `## ${index + 1}. Part ${id}\n<!-- canon:system:${id} status:todo -->\n\nWhat ${id} does.\n`,
  );
  return `# Parts\n\n${sections.join("\n")}`;
}

/** Copies that say what no ticket says. */
function withStatus(
  name: string,
  category: StatusCategory | null,
): (kept: KeptTickets) => KeptTickets {
  return (kept) => {
    const tickets = [...kept.tickets].map(([id, one]): [TicketId, KeptTicket] => [
      id,
      { ...one, ticket: { ...one.ticket, status: { name, category } } satisfies Ticket },
    ]);
    return { ...kept, tickets: new Map(tickets) };
  };
}

function readAt(kept: KeptTickets, at: string): KeptTickets {
  const moved = [...kept.tickets].map(([id, one]): [TicketId, KeptTicket] => [
    id,
    { ...one, readAt: at },
  ]);
  return { ...kept, tickets: new Map(moved) };
}

function later(time: string, ms: number): string {
  return new Date(Date.parse(time) + ms).toISOString();
}

function nameOf({ kind, ticket }: { kind: string; ticket: string | null }): string {
  return `${kind} ${keyIn(ticket)}`;
}

function keyIn(ticket: string | null): string {
  return String(ticket).replace("linear:", "");
}
