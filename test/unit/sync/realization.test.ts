import assert from "node:assert/strict";
import { approvePlan } from "../../../src/core/plan/approve.ts";
import type { MergedWork } from "../../../src/core/model/merged-work.ts";
import { UNATTENDED } from "../../../src/sync/apply-plan.ts";
import type { RealizationDraft } from "../../../src/sync/engine.ts";
import type { ApplyReport } from "../../../src/sync/report.ts";
import { aFile, aWork } from "../../support/a-work.ts";
import {
  createMemoryTicketTracker,
  JIRA_STATES,
  type MemoryTicketTracker,
} from "../../support/memory-ticket-tracker.ts";
import { configFor, onTracker, SPEC, type Workspace } from "../../support/workspace.ts";

const KEYS = "src/payments/keys.ts";

interface Team {
  readonly workspace: Workspace;
  readonly jira: MemoryTicketTracker;
  readonly draft: (work: MergedWork, asked?: readonly string[]) => Promise<RealizationDraft>;
  readonly realize: (work: MergedWork, asked?: readonly string[]) => Promise<ApplyReport>;
}

/** A synced workspace: each open section has its ticket, `PAY-1` the first. */
async function aTeam(spec: string, more = ""): Promise<Team> {
  const jira = createMemoryTicketTracker({ system: "jira", prefix: "PAY", states: JIRA_STATES });
  const workspace = onTracker(jira, spec, configFor("jira", "PAY", more));
  workspace.store.files.set(KEYS, "export const generateKey = () => 1;\n");
  await workspace.sync();
  const draft: Team["draft"] = async (work, asked = []) => {
    const made = await workspace.engine.draftRealization(
      work,
      { asked: new Set(asked) },
      UNATTENDED,
    );
    assert.ok(made.ok, JSON.stringify(made));
    return made.value;
  };
  return {
    workspace,
    jira,
    draft,
    async realize(work, asked = []) {
      const { plan } = await draft(work, asked);
      const report = await workspace.engine.apply(approvePlan(plan), UNATTENDED);
      assert.ok(report.ok, JSON.stringify(report));
      return report.value;
    },
  };
}

const LEAF = "# Payments\n\n## 1. Keys\n<!-- canon:system:keys status:todo -->\n\nKeys are made.\n";

suite("recording merged work", () => {
  test("a leaf section whose ticket the work closes is done, with evidence, and its ticket closed once", async () => {
    const { workspace, jira, realize, draft } = await aTeam(LEAF);
    const work = aWork({ body: "Closes PAY-1" });
    const report = await realize(work);
    assert.deepEqual(
      report.results.map(({ item, outcome, error }) => [item.kind, outcome, error]),
      [
        ["close-ticket", "done", null],
        ["set-status", "done", null],
        ["add-evidence", "done", null],
      ],
    );
    assert.equal(
      workspace.text(),
      "# Payments\n\n## 1. Keys\n<!-- canon:ticket:jira:PAY-1 -->\n<!-- canon:system:keys status:done -->\n<!-- canon:realized-in:PR#412 src/payments/keys.ts -->\n\nKeys are made.\n",
    );
    const ticket = jira.tickets.get("PAY-1");
    assert.equal(ticket?.status, "Done");
    assert.deepEqual(
      ticket.pullRequests.map(({ url }) => url),
      [work.url],
    );
    assert.equal(ticket.comments.length, 1);
    assert.match(
      ticket.comments[0]?.text ?? "",
      /Pull request 412 realized `1 Keys`[\s\S]*`src\/payments\/keys\.ts`/,
    );

    const again = await draft(work);
    assert.deepEqual([again.plan.items, again.plan.held], [[], []]);
    const calls = jira.calls.length;
    await realize(work);
    assert.deepEqual(
      jira.calls.slice(calls).map(({ method }) => method),
      ["readTickets"],
    );
    assert.deepEqual((await workspace.plan()).items, []);
  });

  test("criteria are ticked only where a test is named after them, and the section then only begun", async () => {
    const spec = LEAF.replace(
      "Keys are made.\n",
      "Keys are made.\n\n- [ ] the same request gives the same key\n- [ ] `generateKey` never throws\n- [ ] keys expire\n",
    );
    const { workspace, jira, realize, draft } = await aTeam(spec);
    workspace.store.files.set(
      "test/keys.test.ts",
      'import "x";\n\ntest("the same request gives the same key", () => {});\n',
    );
    const work = aWork({
      body: "Fixes PAY-1",
      files: [aFile(KEYS), aFile("test/keys.test.ts")],
    });
    const { verdicts } = await draft(work);
    assert.deepEqual(
      verdicts.map(({ criterion, verdict, origin }) => [criterion, verdict, origin]),
      [
        ["the same request gives the same key", "realized", "deterministic"],
        ["`generateKey` never throws", "partially_realized", "deterministic"],
        ["keys expire", "not_addressed", "deterministic"],
        [null, "partially_realized", "deterministic"],
      ],
    );
    await realize(work);
    assert.match(
      workspace.text(),
      /status:in_progress -->\n<!-- canon:realized-in:PR#412 src\/payments\/keys\.ts test\/keys\.test\.ts -->/,
    );
    assert.match(
      workspace.text(),
      /- \[x\] the same request gives the same key\n {2}<!-- canon:realized-in:PR#412 test\/keys\.test\.ts:3 -->\n- \[ \] `generateKey` never throws\n- \[ \] keys expire\n/,
    );
    assert.equal(jira.tickets.get("PAY-1")?.status, "In Progress");
    assert.equal(jira.tickets.get("PAY-1")?.comments.length, 1);
    assert.deepEqual((await draft(work)).plan.items, []);
    const text = workspace.text();
    await workspace.sync();
    assert.equal(workspace.text(), text, "an ordinary sync undoes nothing");
    assert.equal(jira.tickets.get("PAY-1")?.status, "In Progress");
    assert.match(jira.tickets.get("PAY-1")?.description ?? "", /- \[x\] the same request/);
  });

  test("a weak relation is held as a question, and written only when a person says so", async () => {
    const { workspace, jira, realize } = await aTeam(LEAF);
    const before = workspace.text();
    const work = aWork({ body: "See also PAY-1 and PAY-9." });
    const report = await realize(work);
    assert.deepEqual(
      [report.results.length, report.held.map(({ reason }) => reason)],
      [0, ["relation/weak"]],
    );
    assert.match(report.held[0]?.message ?? "", /Pull request 412 may have realized this section/);
    assert.equal(workspace.text(), before);
    assert.equal(jira.tickets.get("PAY-1")?.comments.length, 0);
    await realize(work, [`${SPEC}#keys`]);
    assert.match(workspace.text(), /status:done -->\n<!-- canon:realized-in:PR#412/);
    assert.equal(jira.tickets.get("PAY-1")?.status, "Done");
  });

  test("what only changed files and titles hint at is told, and asks nobody anything", async () => {
    const { workspace, realize } = await aTeam(
      LEAF.replace("\n\nKeys", `\n<!-- canon:realized-in:PR#7 ${KEYS} -->\n\nKeys`),
    );
    const before = workspace.text();
    const report = await realize(aWork({ title: "Make keys" }));
    assert.deepEqual([report.results, report.held], [[], []]);
    const hints = report.problems.map(({ code, severity, line }) => [code, severity, line]);
    assert.deepEqual(hints, [["realization/hint", "info", 3]]);
    assert.match(report.problems[0]?.message ?? "", /changed src\/payments\/keys\.ts/);
    assert.equal(workspace.text(), before);
    const named = await realize(aWork({ title: "Make keys", body: "See also PAY-1 and PAY-2." }));
    assert.deepEqual(
      named.held.map(({ reason }) => reason),
      ["relation/weak"],
    );
  });

  test("a container is done only when everything below it is", async () => {
    const spec = `# Payments

## 1. Container
<!-- canon:system:container status:todo -->

### 1.1 First
<!-- canon:system:first status:todo -->

### 1.2 Second
<!-- canon:system:second status:todo -->
`;
    const { workspace, jira, realize } = await aTeam(spec);
    await realize(aWork({ body: "Closes PAY-1, closes PAY-2" }));
    assert.match(workspace.text(), /container status:in_progress/);
    assert.match(workspace.text(), /first status:done/);
    assert.match(workspace.text(), /second status:todo/);
    assert.deepEqual(
      [...jira.tickets.values()].map(({ status }) => status),
      ["In Progress", "Done", "To Do"],
    );
    const rest = aWork({
      source: "PR#413",
      number: 413,
      url: "https://github.com/acme/shop/pull/413",
      body: "Closes PAY-1, closes PAY-3",
    });
    await realize(rest);
    assert.match(workspace.text(), /container status:done/);
    assert.deepEqual(
      [...jira.tickets.values()].map(({ status }) => status),
      ["Done", "Done", "Done"],
    );
  });

  test("a ticket that somebody opened again stays open, however often the work is recorded", async () => {
    const { workspace, jira, realize } = await aTeam(LEAF);
    const work = aWork({ body: "Closes PAY-1" });
    await realize(work);
    jira.edit("PAY-1", (ticket) => (ticket.status = "In Progress"));
    const again = await realize(work);
    assert.deepEqual(again.results, []);
    assert.equal(jira.tickets.get("PAY-1")?.status, "In Progress");
    await workspace.sync();
    assert.match(workspace.text(), /status:in_progress/);
    assert.match(workspace.text(), /realized-in:PR#412/);
    const text = workspace.text();
    const later = await realize(work);
    assert.deepEqual([later.results, workspace.text()], [[], text]);
    const fix = aWork({
      source: "PR#420",
      number: 420,
      url: "https://github.com/acme/shop/pull/420",
      body: "Closes PAY-1",
    });
    await realize(fix);
    assert.match(workspace.text(), /status:done -->\n.*PR#412.*\n<!-- canon:realized-in:PR#420/);
    assert.equal(jira.tickets.get("PAY-1")?.status, "Done");
  });

  test("a tick that somebody took away stays away, however often the work is recorded", async () => {
    const box = "the same request gives the same key";
    const spec = LEAF.replace(
      "Keys are made.\n",
      `Keys are made.\n\n- [ ] ${box}\n- [ ] keys expire\n`,
    );
    const { workspace, realize } = await aTeam(spec);
    workspace.store.files.set("test/a.test.ts", `it("${box}")\n`);
    const work = aWork({ body: "Closes PAY-1", files: [aFile(KEYS), aFile("test/a.test.ts")] });
    await realize(work);
    workspace.edit(SPEC, `- [x] ${box}`, `- [ ] ${box}`);
    await workspace.sync();
    const text = workspace.text();
    const again = await realize(work);
    assert.deepEqual([again.results, workspace.text()], [[], text]);
  });

  test("a ticket that somebody closed already is told, and nothing is moved", async () => {
    const { workspace, jira, realize } = await aTeam(LEAF);
    jira.edit("PAY-1", (ticket) => (ticket.status = "Done"));
    const report = await realize(aWork({ body: "Closes PAY-1" }));
    assert.deepEqual(
      report.results.map(({ item }) => item.kind),
      ["link-pull-request", "comment", "set-status", "add-evidence"],
    );
    assert.match(workspace.text(), /status:done/);
    assert.deepEqual((await workspace.plan()).items, []);
  });

  test("a ticket that was given up is asked about, and one that cannot be read holds its section", async () => {
    const { workspace, jira, realize } = await aTeam(LEAF);
    const before = workspace.text();
    jira.edit("PAY-1", (ticket) => (ticket.status = "Won't Do"));
    const given = await realize(aWork({ body: "Closes PAY-1" }));
    assert.deepEqual(
      given.held.map(({ reason }) => reason),
      ["conflict/status"],
    );
    jira.beforeCall = ({ method }) =>
      method === "readTickets"
        ? { code: "tracker/unreachable", message: "It did not answer." }
        : undefined;
    const unread = await realize(aWork({ body: "Closes PAY-1" }));
    assert.deepEqual(
      unread.held.map(({ reason }) => reason),
      ["ticket/unreadable"],
    );
    assert.equal(workspace.text(), before);
  });

  test("where the workflow has no such step, the section is done and the move is held", async () => {
    const { workspace, jira, realize, draft } = await aTeam(LEAF);
    jira.movesFrom = (status) => (status === "To Do" ? ["In Progress"] : []);
    const report = await realize(aWork({ body: "Closes PAY-1" }));
    assert.deepEqual(
      report.held.map(({ reason }) => reason),
      ["workflow/no-transition"],
    );
    assert.match(workspace.text(), /status:done/);
    assert.equal(jira.tickets.get("PAY-1")?.comments.length, 1);
    const text = workspace.text();
    await workspace.sync();
    assert.equal(workspace.text(), text, "the tracker does not win over what was just recorded");
    jira.movesFrom = undefined;
    await workspace.sync();
    assert.equal(jira.tickets.get("PAY-1")?.status, "Done");
    assert.deepEqual((await draft(aWork({ body: "Closes PAY-1" }))).plan.items, []);
  });

  test("a failed close is tried again by the next run, without a second comment or line", async () => {
    const { workspace, jira, realize } = await aTeam(LEAF);
    jira.losesAnswer = ({ method }) => method === "closeTicket";
    const work = aWork({ body: "Closes PAY-1" });
    const first = await realize(work);
    assert.equal(first.results[0]?.outcome, "unsure");
    jira.losesAnswer = undefined;
    await realize(work);
    const ticket = jira.tickets.get("PAY-1");
    assert.deepEqual(
      [ticket?.status, ticket?.comments.length, ticket?.pullRequests.length],
      ["Done", 1, 1],
    );
    assert.equal(workspace.text().split("realized-in").length, 2);
  });

  test("a ticket that was moved before and could not be closed is closed by the next sync, not followed back", async () => {
    const { workspace, jira, realize } = await aTeam(LEAF);
    jira.edit("PAY-1", (ticket) => (ticket.status = "In Progress"));
    jira.beforeCall = ({ method }) =>
      method === "closeTicket"
        ? { code: "tracker/unreachable", message: "It did not answer." }
        : undefined;
    const report = await realize(aWork({ body: "Closes PAY-1" }));
    assert.equal(report.results[0]?.outcome, "failed");
    jira.beforeCall = undefined;
    const text = workspace.text();
    assert.match(text, /status:done/);
    await workspace.sync();
    assert.equal(workspace.text(), text);
    assert.equal(jira.tickets.get("PAY-1")?.status, "Done");
  });

  test("evidence that a person changed, front matter and equal words elsewhere stay", async () => {
    const box = "- [ ] the same request gives the same key";
    const spec = `---\ntitle: Payments\nstatus: todo\n---\n\n## 1. Keys\n<!-- canon:system:keys status:todo -->\n<!-- canon:realized-in:PR#412 src/other.ts -->\n\n${box}\n\n## 2. Other\n<!-- canon:system:other status:todo -->\n\n${box}\n`;
    const { workspace, realize } = await aTeam(spec);
    workspace.store.files.set("test/a.test.ts", 'it("the same request gives the same key")\n');
    await realize(aWork({ body: "Closes PAY-1", files: [aFile(KEYS), aFile("test/a.test.ts")] }));
    const text = workspace.text();
    assert.match(text, /^---\ntitle: Payments\nstatus: todo\n---\n/);
    assert.match(
      text,
      /keys status:done -->\n<!-- canon:realized-in:PR#412 src\/other\.ts -->\n\n- \[x\]/,
    );
    assert.match(text, /other status:todo -->\n\n- \[ \] the same request gives the same key\n$/);
  });

  test("what a run recorded can be taken back; what people were told stays, and is said", async () => {
    const { workspace, jira, realize } = await aTeam(LEAF);
    const before = workspace.text();
    await realize(aWork({ body: "Closes PAY-1" }));
    const undone = await workspace.engine.undo(UNATTENDED);
    assert.ok(undone.ok, JSON.stringify(undone));
    assert.equal(workspace.text(), before);
    assert.equal(jira.tickets.get("PAY-1")?.status, "To Do");
    assert.equal(jira.tickets.get("PAY-1")?.comments.length, 1);
    assert.deepEqual((await workspace.plan()).items, []);
  });

  test("a run that only told tickets stands in the way of no undo: it is said once, and the next goes on", async () => {
    const byHand = LEAF.replace("todo -->", "done -->\n<!-- canon:realized-in:PR#412 src/a.ts -->");
    const { workspace, jira, realize } = await aTeam(LEAF);
    jira.edit("PAY-1", (ticket) => (ticket.status = "Done"));
    workspace.store.files.set(
      SPEC,
      byHand.replace("<!-- canon:system", "<!-- canon:ticket:jira:PAY-1 -->\n<!-- canon:system"),
    );
    await workspace.sync();
    const told = await realize(aWork({ body: "Closes PAY-1" }));
    assert.deepEqual(
      told.results.map(({ item }) => item.kind),
      ["link-pull-request", "comment"],
    );
    const first = await workspace.engine.undo(UNATTENDED);
    assert.ok(first.ok, JSON.stringify(first));
    assert.deepEqual(
      first.value.items.map(({ outcome }) => outcome),
      ["stale", "stale"],
    );
    assert.match(first.value.items[0]?.message ?? "", /was told.*Undo again.*the sync before it/s);
    assert.equal(jira.tickets.get("PAY-1")?.comments.length, 1);
    const named = await workspace.engine.undo(UNATTENDED, { runId: told.runId ?? "" });
    assert.ok(named.ok && !/Undo again/.test(named.value.items[0]?.message ?? ""));
    const second = await workspace.engine.undo(UNATTENDED);
    assert.ok(second.ok, JSON.stringify(second));
    assert.notEqual(second.value.runId, told.runId);
    assert.deepEqual(
      second.value.items.map(({ kind }) => kind),
      ["create-ticket"],
    );
  });
});
