import assert from "node:assert/strict";
import type { UndoReport, UndoRequest } from "../../../src/sync/report.ts";
import type { RunRecord } from "../../../src/sync/run-record.ts";
import { UNATTENDED } from "../../../src/sync/apply-plan.ts";
import {
  createMemoryTicketTracker,
  type MemoryTicketTracker,
} from "../../support/memory-ticket-tracker.ts";
import {
  aWorkspace,
  configFor,
  LOCAL_CONFIG,
  onTracker,
  SPEC,
  type Workspace,
} from "../../support/workspace.ts";

const TWO = `# Payments

## 1. Retry
<!-- canon:system:1 status:todo -->

Try three times.

- [ ] It stops after three

## 2. Ledger
<!-- canon:system:2 status:todo -->

One row for each attempt.
`;

/** A tracker that keeps its tickets for ever, as most of them do. */
function keepingTracker(): MemoryTicketTracker {
  const tracker = createMemoryTicketTracker({ capabilities: { removal: false } });
  delete tracker.removeTicket;
  return tracker;
}

async function undo({ engine }: Workspace, request: UndoRequest = {}): Promise<UndoReport> {
  const undone = await engine.undo(UNATTENDED, request);
  assert.ok(undone.ok, JSON.stringify(undone));
  return undone.value;
}

async function refusal({ engine }: Workspace, request: UndoRequest = {}): Promise<string> {
  const undone = await engine.undo(UNATTENDED, request);
  assert.ok(!undone.ok, JSON.stringify(undone));
  return undone.error.code;
}

async function lastRecord({ engine }: Workspace): Promise<RunRecord> {
  const { runs, problems } = await engine.history(UNATTENDED);
  assert.deepEqual(problems, []);
  const [last] = runs;
  assert.ok(last !== undefined);
  return last;
}

/** The two tickets have moved in the tracker, and a second sync has brought that to the spec. */
async function twoStatusesMoved(): Promise<{ workspace: Workspace; tracker: MemoryTicketTracker }> {
  const tracker = keepingTracker();
  const workspace = onTracker(tracker, TWO, LOCAL_CONFIG);
  await workspace.sync();
  for (const key of ["LOCAL-1", "LOCAL-2"]) tracker.edit(key, (one) => (one.status = "done"));
  workspace.clock.advance(60_000);
  await workspace.sync();
  return { workspace, tracker };
}

suite("undo", () => {
  test("takes one item back and leaves the other of the same file", async () => {
    const { workspace, tracker } = await twoStatusesMoved();
    const report = await undo(workspace, { items: ["2"] });
    assert.deepEqual(
      report.items.map(({ sectionId, outcome }) => [sectionId, outcome]),
      [["2", "done"]],
    );
    assert.match(workspace.text(), /canon:system:1 status:done/);
    assert.match(workspace.text(), /canon:system:2 status:todo/);
    assert.equal(tracker.tickets.get("LOCAL-2")?.status, "done");
  });

  test("leaves the next sync the question of before, not a new one", async () => {
    const { workspace, tracker } = await twoStatusesMoved();
    await undo(workspace, { items: ["2"] });
    const { items } = await workspace.plan();
    assert.deepEqual(
      items.map(({ kind, sectionId, from, to }) => [kind, sectionId, from, to]),
      [["set-status", "2", "todo", "done"]],
    );
    assert.equal(tracker.tickets.get("LOCAL-2")?.status, "done");
  });

  test("finds an edit again in a file that moved on elsewhere", async () => {
    const { workspace } = await twoStatusesMoved();
    workspace.edit(
      SPEC,
      "# Payments\n",
      "# Payments\n\nAn introduction.\n\n## 0. Terms\n\nWords.\n",
    );
    workspace.edit(SPEC, "Try three times.", "Try five times.");
    const report = await undo(workspace);
    assert.ok(
      report.items.every(({ outcome }) => outcome === "done"),
      JSON.stringify(report),
    );
    assert.match(workspace.text(), /canon:system:1 status:todo/);
    assert.match(workspace.text(), /canon:system:2 status:todo/);
    assert.match(workspace.text(), /Try five times\./);
    assert.match(workspace.text(), /## 0\. Terms/);
  });

  test("finds an edit again in a section that was renamed and moved", async () => {
    const { workspace } = await twoStatusesMoved();
    const [head = "", retry = "", ledger = ""] = workspace.text().split(/(?=^## )/m);
    const renamed = ledger.replace("## 2. Ledger", "## 1. Book of attempts");
    workspace.store.files.set(SPEC, `${head}${renamed}\n${retry}`);
    const report = await undo(workspace, { items: ["2"] });
    assert.deepEqual(
      report.items.map(({ outcome }) => outcome),
      ["done"],
    );
    assert.match(
      workspace.text(),
      /## 1\. Book of attempts\n.*\n<!-- canon:system:2 status:todo -->/,
    );
    assert.match(workspace.text(), /## 1\. Retry\n.*\n<!-- canon:system:1 status:done -->/);
  });

  test("refuses an edit whose line somebody changed, and shows what it would have done", async () => {
    const { workspace } = await twoStatusesMoved();
    workspace.edit(SPEC, "system:2 status:done", "system:2 status:deprecated");
    const text = workspace.text();
    const { items } = await undo(workspace, { items: ["2"] });
    assert.deepEqual(
      items.map(({ outcome }) => outcome),
      ["stale"],
    );
    assert.match(items[0]?.difference?.after ?? "", /system:2 status:done/);
    assert.match(items[0]?.difference?.before ?? "", /system:2 status:todo/);
    assert.equal(workspace.text(), text);
  });

  test("refuses an edit that fits two places", async () => {
    const { workspace } = await twoStatusesMoved();
    const section = /## 2\. Ledger[\s\S]*$/.exec(workspace.text())?.[0] ?? "";
    workspace.store.files.set(SPEC, `${workspace.text()}\n${section}`);
    const text = workspace.text();
    const { items } = await undo(workspace, { items: ["2"] });
    assert.deepEqual(
      items.map(({ outcome }) => outcome),
      ["stale"],
    );
    assert.equal(workspace.text(), text);
  });

  test("puts a ticket's text back although people moved its status since", async () => {
    const tracker = keepingTracker();
    const workspace = onTracker(tracker, TWO, LOCAL_CONFIG);
    await workspace.sync();
    workspace.edit(SPEC, "Try three times.", "Try five times.");
    workspace.edit(SPEC, "## 1. Retry", "## 1. Retries");
    await workspace.sync();
    tracker.edit("LOCAL-1", (one) => (one.status = "in_progress"));
    const { items } = await undo(workspace);
    assert.deepEqual(
      items.map(({ kind, outcome }) => [kind, outcome]),
      [["update-ticket", "done"]],
    );
    const ticket = tracker.tickets.get("LOCAL-1");
    assert.equal(ticket?.title, "Retry");
    assert.match(ticket.description, /three times/);
    assert.equal(ticket.status, "in_progress");
  });

  test("leaves a ticket alone whose same field people changed since", async () => {
    const tracker = keepingTracker();
    const workspace = onTracker(tracker, TWO, LOCAL_CONFIG);
    await workspace.sync();
    workspace.edit(SPEC, "system:1 status:todo", "system:1 status:done");
    await workspace.sync();
    assert.equal(tracker.tickets.get("LOCAL-1")?.status, "done");
    tracker.edit("LOCAL-1", (one) => (one.status = "blocked"));
    const { items } = await undo(workspace);
    assert.deepEqual(
      items.map(({ outcome }) => outcome),
      ["stale"],
    );
    assert.match(items[0]?.message ?? "", /status changed after the sync/);
    assert.equal(tracker.tickets.get("LOCAL-1")?.status, "blocked");
  });

  test("keeps the link of a ticket that cannot be removed, so that no second one is made", async () => {
    const tracker = keepingTracker();
    const workspace = onTracker(tracker, TWO, LOCAL_CONFIG);
    await workspace.sync();
    const text = workspace.text();
    const { items } = await undo(workspace);
    assert.deepEqual(
      items.map((one) => [one.outcome, one.canClose]),
      [
        ["skipped", true],
        ["skipped", true],
      ],
    );
    assert.equal(workspace.text(), text);
    assert.deepEqual((await workspace.plan()).items, []);
  });

  test("closes such a ticket with a note when the person says so", async () => {
    const tracker = keepingTracker();
    const workspace = onTracker(tracker, TWO, LOCAL_CONFIG);
    await workspace.sync();
    const { items } = await undo(workspace, { closesCreated: true });
    assert.deepEqual(
      items.map(({ outcome }) => outcome),
      ["done", "done"],
    );
    assert.equal(workspace.text(), TWO);
    const ticket = tracker.tickets.get("LOCAL-1");
    assert.equal(ticket?.status, "deprecated");
    assert.match(ticket.comments[0]?.text ?? "", /was undone/);
    assert.equal(workspace.text(".canon/links.json").includes("LOCAL-1"), false);
  });

  test("keeps a created ticket that somebody has written in, and its link", async () => {
    const workspace = aWorkspace(TWO);
    await workspace.sync();
    workspace.edit(".canon/tickets/LOCAL-1.md", "title: Retry", "title: Retry with care");
    const { items } = await undo(workspace);
    assert.deepEqual(
      items.map(({ outcome }) => outcome),
      ["stale", "done"],
    );
    assert.match(workspace.text(), /canon:ticket:local:LOCAL-1/);
    assert.doesNotMatch(workspace.text(), /LOCAL-2/);
    assert.ok(workspace.store.files.has(".canon/tickets/LOCAL-1.md"));
  });

  test("takes an older run back where the later one touched something else", async () => {
    const workspace = aWorkspace(TWO);
    await workspace.sync();
    workspace.clock.advance(60_000);
    workspace.edit(".canon/tickets/LOCAL-1.md", "status: todo", "status: done");
    const older = await workspace.sync();
    workspace.clock.advance(60_000);
    workspace.edit(".canon/tickets/LOCAL-2.md", "status: todo", "status: done");
    await workspace.sync();
    const { items } = await undo(workspace, { runId: older.runId ?? "" });
    assert.deepEqual(
      items.map(({ outcome }) => outcome),
      ["done"],
    );
    assert.match(workspace.text(), /canon:system:1 status:todo/);
    assert.match(workspace.text(), /canon:system:2 status:done/);
    assert.equal(await refusal(workspace, { runId: older.runId ?? "" }), "undo/already");
  });

  test("says which runs and items it does not know", async () => {
    const { workspace } = await twoStatusesMoved();
    assert.equal(await refusal(workspace, { runId: "no-such-run" }), "undo/unknown-run");
    assert.equal(await refusal(workspace, { items: ["7"] }), "undo/unknown-item");
  });

  test("goes on to the run before only when nothing of the last one is left", async () => {
    const { workspace } = await twoStatusesMoved();
    await undo(workspace, { items: ["1"] });
    assert.equal((await lastRecord(workspace)).undoneAt, null);
    const rest = await undo(workspace);
    assert.deepEqual(
      rest.items.map(({ sectionId }) => sectionId),
      ["2"],
    );
    assert.notEqual((await lastRecord(workspace)).undoneAt, null);
    const earlier = await undo(workspace);
    assert.ok(earlier.items.every(({ kind }) => kind === "create-ticket"));
  });

  test("may be tried again after the tracker was down", async () => {
    const tracker = keepingTracker();
    const workspace = onTracker(tracker, TWO, LOCAL_CONFIG);
    await workspace.sync();
    workspace.edit(SPEC, "system:1 status:todo", "system:1 status:done");
    await workspace.sync();
    tracker.beforeCall = () => ({ code: "tracker/unreachable", message: "No answer." });
    assert.deepEqual(
      (await undo(workspace)).items.map(({ outcome }) => outcome),
      ["failed"],
    );
    tracker.beforeCall = undefined;
    assert.deepEqual(
      (await undo(workspace)).items.map(({ outcome }) => outcome),
      ["done"],
    );
    assert.equal(tracker.tickets.get("LOCAL-1")?.status, "todo");
  });

  test("opens a recovered ticket's search again, so that the next sync links it and makes none", async () => {
    const tracker = keepingTracker();
    const workspace = onTracker(tracker, TWO, LOCAL_CONFIG);
    tracker.losesAnswer = ({ method }) => method === "createTickets";
    await workspace.sync();
    tracker.losesAnswer = undefined;
    const before = workspace.text();
    workspace.clock.advance(60_000);
    await workspace.sync();
    assert.notEqual(workspace.text(), before);
    await undo(workspace);
    assert.equal(workspace.text(), before);
    await workspace.sync();
    assert.equal(tracker.tickets.size, 2);
    assert.match(workspace.text(), /LOCAL-1[\s\S]*LOCAL-2/);
  });

  test("works on a record of version 1", async () => {
    const { workspace, tracker } = await twoStatusesMoved();
    const after = workspace.text();
    const record = await lastRecord(workspace);
    const [file] = record.files;
    const path = [...workspace.store.files.keys()].filter((one) => one.includes("runs/")).at(-1);
    assert.ok(file !== undefined && path !== undefined);
    const { runId, at, undoneAt, summary, bases } = record;
    const inverse = [file.changes.map(({ start, end, text }) => ({ start, end, text }))];
    const files = [{ path: file.path, afterHash: file.afterHash, inverse }];
    const old = { version: 1, runId, at, undoneAt, summary, files, tickets: [], bases };
    workspace.store.files.set(path, JSON.stringify(old, null, 1));
    const report = await undo(workspace);
    assert.deepEqual(
      report.steps.map(({ what, outcome }) => [what, outcome]),
      [[SPEC, "done"]],
    );
    assert.equal(workspace.text(), after.replaceAll("status:done", "status:todo"));
    assert.deepEqual(
      (await workspace.plan()).items.map(({ kind }) => kind),
      ["set-status", "set-status"],
    );
    assert.equal(tracker.tickets.get("LOCAL-1")?.status, "done");
  });
});

suite("the history", () => {
  test("says what each run did, to what, and why", async () => {
    const { workspace } = await twoStatusesMoved();
    const { items, requests, summary } = await lastRecord(workspace);
    assert.deepEqual(
      items.map((item) => [item.kind, item.section, item.ticket, item.from, item.to, item.reason]),
      [
        ["set-status", "1 Retry", "local:LOCAL-1", "todo", "done", "tracker/moved"],
        ["set-status", "2 Ledger", "local:LOCAL-2", "todo", "done", "tracker/moved"],
      ],
    );
    assert.equal(summary.specEdits, 2);
    assert.deepEqual(requests, { total: 0, reads: 0, writes: 0, byHost: {}, sent: [] });
  });

  test("keeps what failed beside what was done", async () => {
    const tracker = keepingTracker();
    const workspace = onTracker(tracker, TWO, configFor("local", "LOCAL"));
    let creates = 0;
    tracker.beforeCall = ({ method }) =>
      method === "createTickets" && ++creates === 2
        ? { code: "tracker/rejected", message: "Not this one." }
        : undefined;
    await workspace.sync();
    const { items } = await lastRecord(workspace);
    assert.deepEqual(
      items.map(({ outcome, error }) => [outcome, error]),
      [
        ["done", null],
        ["failed", "Not this one."],
      ],
    );
  });

  test("holds no credential that a text carried", async () => {
    const secret = `AKIA${"Z".repeat(16)}`;
    const workspace = aWorkspace(TWO.replace("## 1. Retry", `## 1. Retry ${secret}`));
    await workspace.sync();
    const records = [...workspace.store.files].filter(([path]) => path.includes("/runs/"));
    assert.equal(records.length, 1);
    for (const [, text] of records) assert.equal(text.includes(secret), false);
  });

  test("keeps the newest 200 runs", async () => {
    const workspace = aWorkspace(TWO);
    for (let run = 0; run < 205; run++) {
      const id = `00000000-0000-4000-9000-${String(run).padStart(12, "0")}`;
      const name = `2025-01-01T00-00-${String(run).padStart(3, "0")}.000Z-${id}.json`;
      workspace.store.files.set(`.canon/journal/runs/${name}`, "{}");
    }
    await workspace.sync();
    const kept = [...workspace.store.files.keys()].filter((path) => path.includes("/runs/"));
    assert.equal(kept.length, 200);
    assert.ok(kept.some((path) => path.includes("2026-01-05")));
    assert.ok(!kept.some((path) => path.includes("00-00-005.")));
  });

  test("drops old records that take too much room, never the newest", async () => {
    const workspace = aWorkspace(TWO);
    const path = (day: number) => `.canon/journal/runs/2025-01-0${day}T00-00-00.000Z-old.json`;
    for (const day of [1, 2, 3]) workspace.store.files.set(path(day), "x".repeat(9_000_000));
    await workspace.sync();
    assert.deepEqual(
      [1, 2, 3].map((day) => workspace.store.files.has(path(day))),
      [false, true, true],
    );
  });

  test("says of a record that it cannot be read, and undoes the one before", async () => {
    const { workspace } = await twoStatusesMoved();
    const path = ".canon/journal/runs/2027-01-01T00-00-00.000Z-bad.json";
    workspace.store.files.set(path, "no JSON");
    const { problems } = await workspace.engine.history(UNATTENDED);
    assert.deepEqual(
      problems.map(({ code, file }) => [code, file]),
      [["undo/unreadable-record", path]],
    );
    assert.equal((await undo(workspace)).items.length, 2);
  });

  test("is not touched by a run that does nothing", async () => {
    const { workspace } = await twoStatusesMoved();
    const before = new Map(workspace.store.files);
    await workspace.sync();
    assert.deepEqual(workspace.store.files, before);
  });
});

suite("an undo of criteria", () => {
  const CRITERIA = TWO.replace(
    "- [ ] It stops after three",
    "- [ ] It stops after three\n- [ ] It says why",
  );

  /** People have worked on the list in the ticket, and a sync has brought it to the spec. */
  async function criteriaMoved(change: (text: string) => string): Promise<Workspace> {
    const tracker = keepingTracker();
    const workspace = onTracker(tracker, CRITERIA, LOCAL_CONFIG);
    await workspace.sync();
    tracker.edit("LOCAL-1", (one) => (one.description = change(one.description)));
    workspace.clock.advance(60_000);
    await workspace.sync();
    return workspace;
  }

  const kindsPlanned = async (workspace: Workspace): Promise<string[]> =>
    (await workspace.plan()).items.map(({ kind }) => kind);

  test("takes one tick back and leaves the other, and the next sync asks for that one again", async () => {
    const workspace = await criteriaMoved((text) => text.replaceAll("- [ ]", "- [x]"));
    await undo(workspace, { items: ["2"] });
    assert.match(workspace.text(), /- \[x\] It stops after three\n- \[ \] It says why/);
    assert.deepEqual(await kindsPlanned(workspace), ["check-criterion"]);
    workspace.edit(SPEC, "- [x] It stops", "- [ ] It stops");
    const { items } = await workspace.plan();
    assert.deepEqual(
      items.map(({ kind, direction }) => [kind, direction]),
      [
        ["update-ticket", "forward"],
        ["check-criterion", "reverse"],
      ],
    );
  });

  test("takes an addition out again, and the next sync offers it, not its removal", async () => {
    const workspace = await criteriaMoved((text) =>
      text.replace("- [ ] It says why", "- [ ] It says why\n- [ ] It waits"),
    );
    assert.match(workspace.text(), /- \[ \] It waits/);
    await undo(workspace);
    assert.doesNotMatch(workspace.text(), /It waits/);
    assert.deepEqual(await kindsPlanned(workspace), ["add-criterion"]);
  });

  test("takes a new wording back beside a tick that stays", async () => {
    const workspace = await criteriaMoved((text) =>
      text
        .replace("- [ ] It stops after three", "- [x] It stops after three")
        .replace("It says why", "It says why it stopped"),
    );
    const { runs } = await workspace.engine.history(UNATTENDED);
    const reworded = runs[0]?.items.find(({ kind }) => kind === "reword-criterion");
    assert.ok(reworded !== undefined, JSON.stringify(runs[0]?.items));
    await undo(workspace, { items: [reworded.id] });
    assert.match(workspace.text(), /- \[x\] It stops after three\n- \[ \] It says why\n/);
    assert.deepEqual(await kindsPlanned(workspace), ["reword-criterion"]);
  });
});
