import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { NEVER_CANCELLED } from "../../../../../src/core/kernel/cancel.ts";
import type { TicketDraft, WriteOutcome } from "../../../../../src/core/model/ticket.ts";
import { aDraft, createTicket, safe } from "../../../../support/builders.ts";
import {
  withJiraDataCenterBench,
  type DataCenterBench,
} from "../../../../support/jira-data-center/jira-data-center-bench.ts";
import { typeNamed } from "../../../../support/jira-data-center/store.ts";

const TODO = { status: "To Do" };

suite("writing to Jira Data Center", () => {
  check("makes fifty tickets in one write", async ({ tracker, double }) => {
    const drafts = Array.from({ length: 50 }, (_, n) => draft(n));
    const outcomes = await tracker.createTickets(drafts, NEVER_CANCELLED);
    assert.ok(outcomes.every(({ kind }) => kind === "done"));
    assert.equal(double.requests.filter(({ isWrite }) => isWrite).length, 1);
  });

  check("tells the drafts that Jira refused from the others", async ({ tracker }) => {
    const drafts = [draft(0), draft(1, { title: safe("x".repeat(300)) }), draft(2)];
    const [first, second, third] = await tracker.createTickets(drafts, NEVER_CANCELLED);
    assert.equal(done(first).title, "Ticket 0");
    assert.match(messageOf(second), /did not make a ticket: "Summary" is too long\./);
    assert.equal(done(third).title, "Ticket 2");
  });

  check("tells them apart where Jira refuses every one", async ({ tracker, double }) => {
    const bad = { title: safe("x".repeat(300)) };
    const outcomes = await tracker.createTickets([draft(0, bad), draft(1, bad)], NEVER_CANCELLED);
    for (const outcome of outcomes) assert.match(messageOf(outcome), /"Summary" is too long/);
    assert.equal(double.tickets().length, 0);
  });

  check(
    "tells tickets apart by their notes where Jira gives them in another order",
    async (bench) => {
      const { tracker, double } = bench;
      const { store } = double;
      const add = store.add.bind(store);
      let first: ReturnType<typeof add> | undefined;
      // The two tickets swap their contents after they were made.
      store.add = (parts) => {
        const made = add(parts);
        if (first === undefined) first = made;
        else [first.key, made.key] = [made.key, first.key];
        return made;
      };
      const drafts = [draft(0), draft(1)];
      const outcomes = await tracker.createTickets(drafts, NEVER_CANCELLED);
      assert.deepEqual(
        outcomes.map((outcome) => done(outcome).title),
        ["Ticket 0", "Ticket 1"],
      );
    },
  );

  check("calls a lost create unsure, sends it once, and finds its tickets", async (bench) => {
    const { tracker, double, open } = bench;
    double.seed(3);
    double.store.isIndexFrozen = true;
    const after = await tracker.newestKey(NEVER_CANCELLED);
    assert.ok(after.ok);
    double.faultFor = ({ isWrite }) => (isWrite ? { kind: "cut" } : undefined);
    const drafts = Array.from({ length: 12 }, (_, n) => draft(n));
    const outcomes = await tracker.createTickets(drafts, NEVER_CANCELLED);
    assert.ok(outcomes.every(({ kind }) => kind === "unsure"));
    assert.equal(double.tickets().length, 15);
    for (const { marker, title } of drafts) {
      const found = await open().findByMarker(
        { id: marker, since: bench.clock.now(), after: after.value },
        NEVER_CANCELLED,
      );
      assert.equal(found.ok && found.value?.title, title);
    }
  });

  check("fills the name of an epic, and calls fields by their names", async (bench) => {
    const { tracker, double, issue } = bench;
    const epic = done(await createTicket(tracker, { ...TODO, type: "Epic" }));
    assert.equal(issue(epic.ref.key).epicName, epic.title);
    const { ref, revision } = done(await createTicket(tracker, TODO));
    double.faultFor = ({ method }) => {
      // Somebody deletes the epic between the read and the write.
      if (method === "PUT") double.store.issues.shift();
      return undefined;
    };
    const change = { parentKey: epic.ref.key };
    const outcome = await tracker.updateTicket(ref.key, change, revision, NEVER_CANCELLED);
    assert.match(messageOf(outcome), /^Jira did not change PAY-2: "Epic Link" was refused\./);
  });

  check(
    "makes what stands below an epic a task, and below a task a sub-task",
    async ({ tracker }) => {
      const epic = done(await createTicket(tracker, { ...TODO, type: "Epic" }));
      const task = done(await createTicket(tracker, { ...TODO, parentKey: epic.ref.key }));
      const part = done(await createTicket(tracker, { ...TODO, parentKey: task.ref.key }));
      assert.deepEqual([task.type, part.type], ["Task", "Sub-task"]);
      const below = await createTicket(tracker, { ...TODO, parentKey: part.ref.key });
      assert.match(messageOf(below), /cannot stand under PAY-3, which is a Sub-task/);
    },
  );

  check("refuses what Jira's hierarchy does not know, without making it", async (bench) => {
    const { tracker, double } = bench;
    const task = done(await createTicket(tracker, { ...TODO, type: "Task" }));
    const other = await createTicket(tracker, { ...TODO, type: "Story", parentKey: task.ref.key });
    assert.match(messageOf(other), /a Story cannot stand under PAY-1, which is a Task/);
    const alone = await createTicket(tracker, { ...TODO, type: "Sub-task" });
    assert.match(messageOf(alone), /A Sub-task needs a parent/);
    const unknown = await createTicket(tracker, { ...TODO, type: "Saga" });
    assert.match(messageOf(unknown), /no issue type "Saga".*"Epic", "Story", "Task", "Sub-task"/);
    assert.equal(double.tickets().length, 1);
  });

  check("makes labels of one word", async ({ tracker, issue }) => {
    const made = done(await createTicket(tracker, { ...TODO, labels: [safe("two words")] }));
    assert.deepEqual(issue(made.ref.key).labels, ["two-words"]);
  });

  check("keeps a ticket where it begins when it cannot be moved on", async ({ tracker }) => {
    const made = done(await createTicket(tracker, { status: "Blocked" }));
    assert.equal(made.status.name, "To Do");
  });

  check("names where a ticket can be moved instead", async ({ tracker, double }) => {
    const before = done(await createTicket(tracker, TODO));
    const writes = double.requests.length;
    const outcome = await tracker.updateTicket(
      before.ref.key,
      { status: "Blocked", title: safe("New") },
      before.revision,
      NEVER_CANCELLED,
    );
    assert.equal(outcome.kind === "failed" && outcome.error.code, "tracker/no-transition");
    assert.match(messageOf(outcome), /"Backlog", "In Progress", "Done", "Won't Do"/);
    assert.ok(double.requests.slice(writes).every(({ isWrite }) => !isWrite));
  });

  check("takes the way that asks for nothing, and fills a required resolution", async (bench) => {
    const { tracker, issue } = bench;
    const before = done(await createTicket(tracker, TODO));
    const closed = await update(bench, before, "Done");
    assert.equal(done(closed).status.name, "Done");
    const dropped = await update(bench, done(closed), "won't do");
    assert.equal(done(dropped).status.category, "canceled");
    assert.equal(issue(before.ref.key).resolution, "Won't Do");
    assert.equal(tracker.capabilities.createBatch, 50);
  });

  check("names the fields that only a person can fill", async (bench) => {
    const before = done(await createTicket(bench.tracker, { status: "Done" }));
    const outcome = await update(bench, before, "Approved");
    assert.match(messageOf(outcome), /asks for "Approver"/);
  });

  check("changes title, text and epic in one request", async ({ tracker, double, issue }) => {
    const epic = done(await createTicket(tracker, { ...TODO, type: "Epic" }));
    const before = done(await createTicket(tracker, { ...TODO, type: "Story" }));
    const from = double.requests.length;
    const change = {
      title: safe("New"),
      managedText: safe("New *text*."),
      parentKey: epic.ref.key,
    };
    const { ref, revision } = before;
    const after = done(await tracker.updateTicket(ref.key, change, revision, NEVER_CANCELLED));
    assert.deepEqual(
      [after.title, after.managedText, after.parentKey],
      [change.title, change.managedText, change.parentKey],
    );
    assert.equal(double.requests.slice(from).filter(({ isWrite }) => isWrite).length, 1);
    const cleared = { parentKey: null };
    const again = await tracker.updateTicket(ref.key, cleared, after.revision, NEVER_CANCELLED);
    assert.equal(done(again).parentKey, null);
    assert.equal(issue(ref.key).epic, null);
  });

  check("says that a sub-task stays under its parent", async ({ tracker }) => {
    const task = done(await createTicket(tracker, { ...TODO, type: "Task" }));
    const part = done(await createTicket(tracker, { ...TODO, parentKey: task.ref.key }));
    const outcome = await tracker.updateTicket(
      part.ref.key,
      { parentKey: null },
      part.revision,
      NEVER_CANCELLED,
    );
    assert.match(messageOf(outcome), /does not let a program move the sub-task PAY-2/);
  });

  check("calls a change unsure when its answer was lost", async (bench) => {
    const { tracker, double } = bench;
    const before = done(await createTicket(tracker, TODO));
    double.faultFor = ({ isWrite }) => (isWrite ? { kind: "cut" } : undefined);
    const { ref, revision } = before;
    const change = { title: safe("New") };
    const outcome = await tracker.updateTicket(ref.key, change, revision, NEVER_CANCELLED);
    assert.equal(outcome.kind, "unsure");
    const comment = { marker: "a".repeat(36), text: safe("x") };
    const posted = await tracker.postComment(ref.key, comment, NEVER_CANCELLED);
    assert.equal(posted.kind, "unsure");
    double.faultFor = () => undefined;
    assert.deepEqual(await tracker.postComment(ref.key, comment, NEVER_CANCELLED), {
      kind: "already",
    });
  });

  check("does not take an empty answer to a write for a done one", async (bench) => {
    const { tracker, double } = bench;
    const before = done(await createTicket(tracker, TODO));
    double.faultFor = ({ isWrite }) => (isWrite ? { kind: "empty" } : undefined);
    assert.equal((await update(bench, before, "Done")).kind, "unsure");
    assert.equal((await createTicket(tracker, TODO)).kind, "unsure");
  });

  check("puts the title of a pull request right on the one link", async (bench) => {
    const { tracker, issue } = bench;
    const { ref } = done(await createTicket(tracker, TODO));
    const url = `https://github.com/acme/pay/pull/1?${"x".repeat(300)}`;
    for (const title of ["One", "Two", "Two"]) {
      const link = { url, title: safe(title) };
      done(await tracker.linkPullRequest(ref.key, link, NEVER_CANCELLED));
    }
    assert.deepEqual(
      issue(ref.key).links.map((link) => [link.url, link.title]),
      [[url, "Two"]],
    );
  });

  check("masks a secret in every field that it sends", async ({ tracker, double }) => {
    const secret = `ghp_${"a1B2".repeat(9)}`;
    const text = `token: ${secret}`;
    // What a caller forgot to redact does not leave either.
    const unsafe = text as ReturnType<typeof safe>;
    const made = done(
      await createTicket(tracker, {
        ...TODO,
        title: unsafe,
        managedText: unsafe,
        labels: [unsafe],
      }),
    );
    const { key } = made.ref;
    const comment = { marker: "b".repeat(36), text: unsafe };
    await tracker.postComment(key, comment, NEVER_CANCELLED);
    const link = { url: "https://a.b/c", title: unsafe };
    await tracker.linkPullRequest(key, link, NEVER_CANCELLED);
    await tracker.updateTicket(key, { title: unsafe }, made.revision, NEVER_CANCELLED);
    assert.ok(double.requests.every(({ body, url }) => !(body + url).includes(secret)));
  });
});

suite("finding a lost create in Jira Data Center", () => {
  check("looks past numbers that no ticket got, and past other tickets", async (bench) => {
    const { double, open, clock } = bench;
    const [after = ""] = double.seed(1);
    for (let n = 0; n < 15; n++) double.store.skipNumber();
    double.seed(30);
    const wanted = double.store.add({
      summary: "Lost",
      description: null,
      type: typeNamed("Task"),
      properties: new Map([["canon", { marker: "wanted" }]]),
    });
    for (const gives of [true, false]) {
      double.habits.givesProperties = gives;
      const marker = { id: "wanted", since: clock.now(), after };
      const found = await open().findByMarker(marker, NEVER_CANCELLED);
      assert.equal(found.ok && found.value?.ref.key, wanted.key);
    }
  });

  check("waits for a create that may still be on its way, ten seconds at most", async (bench) => {
    const { double, tracker, clock } = bench;
    const [after = ""] = double.seed(1);
    const since = clock.now();
    const absent = await tracker.findByMarker({ id: "x", since, after }, NEVER_CANCELLED);
    assert.deepEqual(absent, { ok: true, value: undefined });
    const waited = Date.parse(clock.now()) - Date.parse(since);
    assert.ok(waited >= 9000 && waited <= 10_000, String(waited));
    const from = double.requests.length;
    const old = await tracker.findByMarker({ id: "x", since, after }, NEVER_CANCELLED);
    assert.equal(old.ok, true);
    assert.ok(double.requests.length - from <= 2 * 21, "an old create is not waited for");
  });

  for (const [what, fault] of [
    ["it is not there", { kind: "status", status: 404 }],
    ["another one is there", { kind: "other" }],
  ] as const) {
    check(`believes no single answer that ${what}`, async (bench) => {
      const { double, tracker, clock } = bench;
      const [after = ""] = double.seed(1);
      const since = clock.now();
      const wanted = double.store.add({
        summary: "Lost",
        description: null,
        type: typeNamed("Task"),
        properties: new Map([["canon", { marker: "wanted" }]]),
      });
      await clock.sleep(60_000, NEVER_CANCELLED);
      await tracker.readTickets([after], NEVER_CANCELLED);
      let asked = 0;
      double.faultFor = ({ url }) =>
        url.includes(`/issue/${wanted.key}`) && asked++ === 0 ? fault : undefined;
      const found = await tracker.findByMarker({ id: "wanted", since, after }, NEVER_CANCELLED);
      assert.equal(found.ok && found.value?.ref.key, wanted.key);
      assert.ok(asked > 1);
    });
  }

  check("finds a ticket that appears while it waits", async (bench) => {
    const { double, tracker, clock } = bench;
    const [after = ""] = double.seed(1);
    let probes = 0;
    double.faultFor = ({ url }) => {
      if (!url.includes("/issue/") || ++probes !== 30) return undefined;
      const properties = new Map([["canon", { marker: "late" }]]);
      double.store.add({ summary: "Late", description: null, type: typeNamed("Task"), properties });
      return undefined;
    };
    const marker = { id: "late", since: clock.now(), after };
    const found = await tracker.findByMarker(marker, NEVER_CANCELLED);
    assert.equal(found.ok && found.value?.title, "Late");
  });

  check("is not sure of an absence when a read fails", async ({ double, tracker, clock }) => {
    const [after = ""] = double.seed(1);
    double.faultFor = ({ url }) =>
      url.includes("/issue/PAY-5") ? { kind: "status", status: 403 } : undefined;
    const marker = { id: "x", since: clock.now(), after };
    const found = await tracker.findByMarker(marker, NEVER_CANCELLED);
    assert.equal(!found.ok && found.error.code, "tracker/forbidden");
  });

  check("knows newer tickets than the search does", async ({ double, tracker }) => {
    double.seed(5);
    double.store.isIndexFrozen = true;
    const keys = double.seed(37);
    const newest = await tracker.newestKey(NEVER_CANCELLED);
    assert.deepEqual(newest, { ok: true, value: keys.at(-1) });
  });

  check("knows no newest ticket in an empty project", async ({ tracker }) => {
    assert.deepEqual(await tracker.newestKey(NEVER_CANCELLED), { ok: true, value: null });
  });
});

function check(title: string, task: (bench: DataCenterBench) => Promise<void>): void {
  test(title, () => withJiraDataCenterBench(task));
}

function draft(n: number, parts: Partial<TicketDraft> = {}): TicketDraft {
  const marker = `0d6ca41f-5c1b-4e0a-9b7e-${String(n).padStart(12, "0")}`;
  return aDraft({ ...TODO, marker, title: safe(`Ticket ${n}`), ...parts });
}

function update(
  { tracker }: DataCenterBench,
  ticket: ReturnType<typeof done>,
  status: string,
): Promise<WriteOutcome> {
  return tracker.updateTicket(ticket.ref.key, { status }, ticket.revision, NEVER_CANCELLED);
}

function done(outcome: WriteOutcome | undefined) {
  assert.ok(outcome?.kind === "done", JSON.stringify(outcome));
  return outcome.ticket;
}

function messageOf(outcome: WriteOutcome | undefined): string {
  assert.ok(outcome !== undefined && "error" in outcome, JSON.stringify(outcome));
  return outcome.error.message;
}
