import assert from "node:assert/strict";
import { suite, test } from "mocha";
import type { TrackerError } from "../../../src/core/model/ticket.ts";
import { INTENTS_FOLDER } from "../../../src/core/plan/intent.ts";
import { createTicket } from "../../support/builders.ts";
import { SimulatedCrash } from "../../support/memory-file-store.ts";
import {
  createMemoryTicketTracker,
  JIRA_STATES,
  type MemoryTicketTracker,
} from "../../support/memory-ticket-tracker.ts";
import { configFor, onTracker, SPEC, type Workspace } from "../../support/workspace.ts";

const CONFIG = configFor("jira", "PAY");
const NESTED = configFor("jira", "PAY", "    hierarchy:\n      auto_parent: true\n");

function jira(createBatch = 50): MemoryTicketTracker {
  return createMemoryTicketTracker({
    system: "jira",
    prefix: "PAY",
    states: JIRA_STATES,
    capabilities: { createBatch },
  });
}

/** Sections `1`, `2`, `2.1` … of one spec, each with a status of its own. */
function spec(...sections: readonly (readonly [number: string, status: string])[]): string {
  const parts = sections.map(([number, status]) => {
    const depth = "#".repeat(number.split(".").length + 1);
    return `${depth} ${number} Section ${number}\n<!-- canon:system:${number} status:${status} -->\n\nText ${number}.\n`;
  });
  return `# Payments\n\n${parts.join("\n")}`;
}

function many(count: number): string {
  return spec(...Array.from({ length: count }, (_, n) => [`${n + 1}`, "todo"] as const));
}

function methods(tracker: MemoryTicketTracker): string[] {
  return tracker.calls.map(({ method, drafts }) =>
    drafts === undefined ? method : `${method} ${drafts}`,
  );
}

function intentsOf({ store }: Workspace): Record<string, unknown>[] {
  return [...store.files]
    .filter(([path]) => path.startsWith(INTENTS_FOLDER))
    .map(([, text]) => JSON.parse(text) as Record<string, unknown>);
}

async function checkAtRest(workspace: Workspace): Promise<void> {
  const plan = await workspace.plan();
  assert.deepEqual([plan.items, plan.held, plan.agreements], [[], [], []]);
  assert.deepEqual(intentsOf(workspace), []);
}

suite("creating tickets", () => {
  test("sends as many at once as the tracker takes", async () => {
    const tracker = jira(5);
    const workspace = onTracker(tracker, many(12), CONFIG);
    const report = await workspace.sync();
    assert.ok(report.results.every(({ outcome }) => outcome === "done"));
    const sent = ["newestKey", "createTickets 5"];
    const writing = [...sent, ...sent, "newestKey", "createTickets 2"];
    assert.deepEqual(methods(tracker), ["describeWorkflow", ...writing]);
    assert.match(workspace.text(), /## 12 Section 12\n<!-- canon:ticket:jira:PAY-12 -->/);
    await checkAtRest(workspace);
  });

  test("creates a parent in an earlier request than its children", async () => {
    const tracker = jira();
    const sections = ["1", "1.1", "1.2", "2", "2.1"].map((number) => [number, "todo"] as const);
    const workspace = onTracker(tracker, spec(...sections), NESTED);
    await workspace.sync();
    const sent = methods(tracker).filter((method) => method.startsWith("create"));
    assert.deepEqual(sent, ["createTickets 1", "createTickets 3", "createTickets 1"]);
    const parents = [...tracker.tickets.values()].map(({ title, parentKey }) => [title, parentKey]);
    assert.deepEqual(parents, [
      ["Section 1", null],
      ["Section 1.1", "PAY-1"],
      ["Section 1.2", "PAY-1"],
      ["Section 2", null],
      ["Section 2.1", "PAY-4"],
    ]);
    await checkAtRest(workspace);
  });

  test("links no section to a ticket that an answer names a second time", async () => {
    const tracker = jira(1);
    const create = tracker.createTickets.bind(tracker);
    let first: Awaited<ReturnType<typeof create>> | undefined;
    tracker.createTickets = async (...args) => {
      const answer = await create(...args);
      return (first ??= answer);
    };
    const workspace = onTracker(tracker, many(2), CONFIG);
    const report = await workspace.sync();
    assert.deepEqual(
      report.results.map(({ outcome }) => outcome),
      ["done", "unsure"],
    );
    assert.equal(workspace.text().match(/PAY-1 /g)?.length, 1);
    await workspace.sync();
    assert.match(workspace.text(), /## 2 Section 2\n<!-- canon:ticket:jira:PAY-2 -->/);
    assert.equal(tracker.tickets.size, 2);
  });

  test("asks for no parent where the tracker has none, and plans no link to one", async () => {
    const tracker = createMemoryTicketTracker({
      system: "jira",
      prefix: "PAY",
      states: JIRA_STATES,
      capabilities: { parents: false },
    });
    const workspace = onTracker(tracker, spec(["1", "todo"], ["1.1", "todo"]), NESTED);
    await workspace.sync();
    assert.equal(tracker.tickets.get("PAY-2")?.parentKey, null);
    await checkAtRest(workspace);
  });

  for (const [system, more, types] of [
    ["jira", "", ["Task", "Task"]],
    ["azure-devops", "", [null, null]],
    ["linear", "", [null, null]],
    ["jira", "    hierarchy:\n      default_type: Bug\n", ["Bug", "Bug"]],
    ["azure-devops", "    hierarchy:\n      depth_to_type:\n        2: Epic\n", ["Epic", null]],
    ["jira", "    hierarchy:\n      depth_to_type:\n        3: Story\n", ["Task", "Story"]],
  ] as const) {
    const what = more === "" ? "no hierarchy" : more.replaceAll(/\s+/g, " ").trim();
    test(`asks ${system} for ${types.join(" and ")} with ${what}`, async () => {
      const tracker = jira();
      const sections = [["1", "todo"] as const, ["1.1", "todo"] as const];
      const workspace = onTracker(tracker, spec(...sections), configFor(system, "PAY", more));
      const plan = await workspace.plan();
      assert.deepEqual(
        plan.items.map((item) => item.kind === "create-ticket" && item.draft.type),
        types,
      );
      assert.ok(plan.items.every((item) => item.kind === "create-ticket" && !item.draft.parent));
    });
  }

  test("writes each intent down before the request, with all that finds its ticket", async () => {
    const tracker = jira();
    await createTicket(tracker, { status: "Done" });
    const workspace = onTracker(tracker, spec(["1", "todo"], ["2", "in_progress"]), CONFIG);
    let seen: Record<string, unknown>[] = [];
    tracker.beforeCall = ({ method }) => {
      if (method === "createTickets") seen = intentsOf(workspace);
      return undefined;
    };
    await workspace.sync();
    assert.deepEqual(
      seen.map(({ sectionId, after, wanted, target, project, at }) => [
        sectionId,
        after,
        wanted,
        target,
        project,
        at,
      ]),
      [
        ["1", "PAY-1", "todo", "main", "PAY", workspace.clock.now()],
        ["2", "PAY-1", "in_progress", "main", "PAY", workspace.clock.now()],
      ],
    );
    assert.deepEqual(intentsOf(workspace), []);
  });

  test("creates nothing where the newest key cannot be read", async () => {
    const tracker = jira();
    const error: TrackerError = { code: "tracker/unreachable", message: "No answer came." };
    tracker.beforeCall = ({ method }) => (method === "newestKey" ? error : undefined);
    const workspace = onTracker(tracker, many(2), CONFIG);
    const report = await workspace.sync();
    assert.deepEqual(
      report.results.map(({ outcome, error: why }) => [outcome, why]),
      [
        ["failed", "No answer came. Nothing was created."],
        ["failed", "No answer came. Nothing was created."],
      ],
    );
    assert.deepEqual([intentsOf(workspace), tracker.tickets.size], [[], 0]);
  });

  test("tells a refused ticket of a request from the others", async () => {
    const tracker = jira();
    const config = configFor("jira", "PAY", "    status_map:\n      in_progress: Nowhere\n");
    const workspace = onTracker(tracker, spec(["1", "todo"], ["2", "in_progress"]), config);
    const report = await workspace.sync();
    assert.deepEqual(
      report.results.map(({ outcome }) => outcome),
      ["done", "failed"],
    );
    assert.match(report.results[1]?.error ?? "", /no way to the status "Nowhere"/);
    assert.deepEqual(intentsOf(workspace), []);
    assert.equal(tracker.tickets.size, 1);
  });

  test("makes each ticket once when the answer to a whole request is lost", async () => {
    const tracker = jira();
    const workspace = onTracker(tracker, many(12), CONFIG);
    tracker.losesAnswer = ({ method }) => method === "createTickets";
    const report = await workspace.sync();
    assert.ok(report.results.every(({ outcome }) => outcome === "unsure"));
    assert.equal(intentsOf(workspace).length, 12);
    tracker.losesAnswer = undefined;
    const again = await workspace.sync();
    assert.ok(again.results.every(({ item }) => item.kind === "insert-link"));
    assert.equal(tracker.tickets.size, 12);
    await checkAtRest(workspace);
  });

  test("makes each ticket once, wherever a run dies", async () => {
    for (let step = 1; ; step += 1) {
      const tracker = jira(3);
      const workspace = onTracker(tracker, many(5), CONFIG);
      workspace.store.beforeWrite = (_, n) => (n === step ? "crash" : undefined);
      let died = false;
      try {
        await workspace.sync();
      } catch (error) {
        assert.ok(error instanceof SimulatedCrash);
        died = true;
      }
      workspace.store.beforeWrite = undefined;
      workspace.store.locks.clear();
      await workspace.sync();
      await workspace.sync();
      assert.equal(tracker.tickets.size, 5, `died before write ${step}`);
      await checkAtRest(workspace);
      if (!died) return;
    }
  });
});

suite("the status of a ticket that Canon made", () => {
  test("is pushed again when the ticket stayed in the tracker's first state", async () => {
    const tracker = jira();
    const workspace = onTracker(tracker, spec(["1", "in_progress"]), CONFIG);
    tracker.stuckAt = "Backlog";
    await workspace.sync();
    assert.equal(tracker.tickets.get("PAY-1")?.status, "Backlog");
    const plan = await workspace.plan();
    assert.deepEqual(
      plan.items.map(({ kind, to }) => [kind, to]),
      [["transition-ticket", "In Progress"]],
    );
    await workspace.sync();
    assert.match(workspace.text(), /status:in_progress/);
    assert.equal(tracker.tickets.get("PAY-1")?.status, "In Progress");
    await checkAtRest(workspace);
  });

  test("is pushed for a section that a person asked a ticket for when it was done", async () => {
    const tracker = jira();
    const workspace = onTracker(tracker, spec(["1", "done"]), CONFIG);
    tracker.stuckAt = "Backlog";
    await workspace.sync({ asked: new Set([`${SPEC}#1`]) });
    tracker.stuckAt = undefined;
    await workspace.sync();
    assert.match(workspace.text(), /status:done/);
    assert.equal(tracker.tickets.get("PAY-1")?.status, "Done");
    await checkAtRest(workspace);
  });

  test("never sets the spec back, wherever the run that made it died", async () => {
    for (let step = 1; ; step += 1) {
      const tracker = jira();
      const workspace = onTracker(tracker, spec(["1", "in_progress"], ["2", "todo"]), CONFIG);
      tracker.stuckAt = "Backlog";
      workspace.store.beforeWrite = (_, n) => (n === step ? "crash" : undefined);
      let died = false;
      try {
        await workspace.sync();
      } catch (error) {
        assert.ok(error instanceof SimulatedCrash);
        died = true;
      }
      workspace.store.beforeWrite = undefined;
      workspace.store.locks.clear();
      for (const run of ["the first", "the second"]) {
        await workspace.sync();
        assert.match(workspace.text(), /system:1 status:in_progress/, `${step}: ${run} run`);
      }
      tracker.stuckAt = undefined;
      await workspace.sync();
      assert.equal(tracker.tickets.get("PAY-1")?.status, "In Progress", `${step}`);
      await checkAtRest(workspace);
      if (!died) return;
    }
  });

  test("is pushed for a ticket that was found again in its first state", async () => {
    const tracker = jira();
    const workspace = onTracker(tracker, spec(["1", "in_progress"]), CONFIG);
    tracker.stuckAt = "Backlog";
    tracker.losesAnswer = ({ method }) => method === "createTickets";
    await workspace.sync();
    tracker.losesAnswer = undefined;
    await workspace.sync();
    await workspace.sync();
    assert.match(workspace.text(), /status:in_progress/);
    assert.equal(tracker.tickets.get("PAY-1")?.status, "In Progress");
    await checkAtRest(workspace);
  });

  test("follows the tracker where somebody ended a ticket before it was found again", async () => {
    const tracker = jira();
    const workspace = onTracker(tracker, spec(["1", "todo"]), CONFIG);
    tracker.losesAnswer = ({ method }) => method === "createTickets";
    await workspace.sync();
    tracker.losesAnswer = undefined;
    tracker.edit("PAY-1", (ticket) => {
      ticket.status = "Done";
    });
    await workspace.sync();
    await workspace.sync();
    assert.match(workspace.text(), /status:done/);
    assert.equal(tracker.tickets.get("PAY-1")?.status, "Done");
    await checkAtRest(workspace);
  });
});
