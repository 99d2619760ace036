import assert from "node:assert/strict";
import { approvePlan } from "../../../src/core/plan/approve.ts";
import type { HeldItem } from "../../../src/core/plan/plan.ts";
import { UNATTENDED } from "../../../src/sync/apply-plan.ts";
import { aWorkspace, onStore, SPEC } from "../../support/workspace.ts";

const TICKET = ".canon/tickets/LOCAL-1.md";

const TWO_SECTIONS = `# Payments

## 1. Retry
<!-- canon:system:retry status:todo -->

Try three times.

### Acceptance Criteria

- [ ] gives up after three attempts
- [x] waits longer each time

## 2. Ledger
<!-- canon:system:ledger status:draft -->

Not yet.
`;

suite("a sync with the embedded tracker", () => {
  test("creates a ticket for each open section and links it", async () => {
    const workspace = aWorkspace(TWO_SECTIONS);
    const report = await workspace.sync();
    assert.deepEqual(
      report.results.map(({ item, outcome }) => [item.kind, item.sectionId, outcome]),
      [["create-ticket", "retry", "done"]],
    );
    assert.match(
      workspace.text(),
      /## 1\. Retry\n<!-- canon:ticket:local:LOCAL-1 -->\n<!-- canon:system:retry status:todo -->\n/,
    );
    const ticket = workspace.text(TICKET);
    assert.match(ticket, /title: Retry/);
    assert.match(ticket, /status: todo/);
    assert.match(ticket, /Try three times\./);
    assert.match(ticket, /- \[ \] gives up after three attempts\n- \[x\] waits longer each time/);
    assert.match(ticket, /docs\/specs\/payments\.md.*Retry/);
    assert.doesNotMatch(ticket, /canon:system/);
  });

  test("does nothing the second time", async () => {
    const workspace = aWorkspace(TWO_SECTIONS);
    await workspace.sync();
    const before = new Map(workspace.store.files);
    const writes = workspace.store.writes;
    const report = await workspace.sync();
    assert.deepEqual(report.results, []);
    assert.deepEqual(report.held, []);
    assert.equal(workspace.store.writes, writes);
    assert.deepEqual(workspace.store.files, before);
  });

  test("moves the spec when the ticket moved", async () => {
    const workspace = aWorkspace(TWO_SECTIONS);
    await workspace.sync();
    workspace.edit(TICKET, "status: todo", "status: done");
    await workspace.sync();
    assert.match(workspace.text(), /canon:system:retry status:done/);
    assert.deepEqual((await workspace.plan()).items, []);
  });

  test("moves the ticket when the spec moved", async () => {
    const workspace = aWorkspace(TWO_SECTIONS);
    await workspace.sync();
    workspace.edit(SPEC, "retry status:todo", "retry status:in_progress");
    const report = await workspace.sync();
    assert.deepEqual(
      report.results.map(({ item }) => item.kind),
      ["transition-ticket"],
    );
    assert.match(workspace.text(TICKET), /status: in_progress/);
    assert.deepEqual((await workspace.plan()).items, []);
  });

  test("lets the tracker win a status conflict and says what was given up", async () => {
    const workspace = aWorkspace(TWO_SECTIONS);
    await workspace.sync();
    workspace.edit(SPEC, "retry status:todo", "retry status:in_progress");
    workspace.edit(TICKET, "status: todo", "status: done");
    const report = await workspace.sync();
    const [result] = report.results;
    assert.equal(result?.item.kind, "set-status");
    assert.equal(result.item.reason, "conflict/status");
    assert.match(result.item.note ?? "", /in_progress/);
    assert.match(workspace.text(), /canon:system:retry status:done/);
    assert.deepEqual((await workspace.plan()).items, []);
  });

  test("holds a status conflict when told to, and changes neither side", async () => {
    const workspace = aWorkspace(TWO_SECTIONS);
    await workspace.sync();
    workspace.edit(SPEC, "retry status:todo", "retry status:in_progress");
    workspace.edit(TICKET, "status: todo", "status: done");
    const [spec, ticket] = [workspace.text(), workspace.text(TICKET)];
    const report = await workspace.sync({ onConflict: "hold" });
    assert.deepEqual(
      report.held.map(({ reason, spec: ours, tracker, base }: HeldItem) => [
        reason,
        ours,
        tracker,
        base,
      ]),
      [["conflict/status", "in_progress", "done", "todo"]],
    );
    assert.deepEqual([workspace.text(), workspace.text(TICKET)], [spec, ticket]);
  });

  test("carries ticks both ways in one run", async () => {
    const workspace = aWorkspace(TWO_SECTIONS);
    await workspace.sync();
    workspace.edit(SPEC, "- [ ] gives up", "- [x] gives up");
    workspace.edit(TICKET, "- [x] waits", "- [ ] waits");
    await workspace.sync();
    for (const path of [SPEC, TICKET]) {
      assert.match(workspace.text(path), /- \[x\] gives up[^\n]*\n- \[ \] waits/);
    }
    assert.deepEqual((await workspace.plan()).items, []);
  });

  test("adds to the spec a criterion that was added in the ticket", async () => {
    const workspace = aWorkspace(TWO_SECTIONS);
    await workspace.sync();
    workspace.edit(
      TICKET,
      "- [x] waits longer each time\n",
      "- [x] waits longer each time\n- [ ] logs the reason\n",
    );
    await workspace.sync();
    assert.match(workspace.text(), /- \[x\] waits longer each time\n- \[ \] logs the reason\n/);
    assert.deepEqual((await workspace.plan()).items, []);
  });

  test("rewrites only its own block of the description", async () => {
    const workspace = aWorkspace(TWO_SECTIONS);
    await workspace.sync();
    const ticket = workspace.text(TICKET);
    workspace.store.files.set(
      TICKET,
      ticket.replace("<!-- canon:begin -->", "Called by Ada.\n\n<!-- canon:begin -->"),
    );
    workspace.edit(SPEC, "Try three times.", "Try five times.");
    await workspace.sync();
    assert.match(workspace.text(TICKET), /Called by Ada\./);
    assert.match(workspace.text(TICKET), /Try five times\./);
    assert.deepEqual((await workspace.plan()).items, []);
  });

  test("holds an edit that somebody made inside its block", async () => {
    const workspace = aWorkspace(TWO_SECTIONS);
    await workspace.sync();
    workspace.edit(TICKET, "Try three times.", "Try three times, please.");
    const report = await workspace.sync();
    assert.deepEqual(report.results, []);
    assert.deepEqual(
      report.held.map((held) => held.reason),
      ["conflict/text"],
    );
    assert.match(workspace.text(TICKET), /please/);
  });

  test("holds a missing ticket from the first time", async () => {
    const workspace = aWorkspace(TWO_SECTIONS);
    await workspace.sync();
    workspace.store.files.delete(TICKET);
    const report = await workspace.sync();
    assert.deepEqual(
      report.held.map((held) => held.reason),
      ["ticket/missing"],
    );
    assert.deepEqual(report.results, []);
  });

  test("writes nothing over a file that changed after the plan", async () => {
    const workspace = aWorkspace(TWO_SECTIONS);
    const plan = await workspace.plan();
    workspace.edit(SPEC, "Not yet.", "Soon.");
    const text = workspace.text();
    const report = await workspace.engine.apply(approvePlan(plan), UNATTENDED);
    assert.ok(report.ok);
    assert.deepEqual(
      report.value.results.map(({ outcome }) => outcome),
      ["stale"],
    );
    assert.equal(workspace.text(), text);
    assert.equal(workspace.store.files.has(TICKET), false);
  });

  test("undoes the last run, tickets and links alike", async () => {
    const workspace = aWorkspace(TWO_SECTIONS);
    await workspace.sync();
    const undone = await workspace.engine.undo(UNATTENDED);
    assert.ok(undone.ok, JSON.stringify(undone));
    assert.deepEqual(
      undone.value.steps.map(({ outcome }) => outcome),
      ["done", "done"],
    );
    assert.equal(workspace.text(), TWO_SECTIONS);
    assert.equal(workspace.store.files.has(TICKET), false);
    assert.deepEqual((await workspace.engine.undo(UNATTENDED)).ok, false);
  });

  test("undoes an older run only where no later one touched the same", async () => {
    const workspace = aWorkspace(TWO_SECTIONS);
    const { runId } = await workspace.sync();
    assert.ok(runId !== null);
    workspace.edit(TICKET, "status: todo", "status: done");
    await workspace.sync();
    const text = workspace.text();
    const undone = await workspace.engine.undo(UNATTENDED, { runId });
    assert.equal(undone.ok ? "undone" : undone.error.code, "undo/superseded");
    assert.equal(workspace.text(), text);
  });

  test("tracker wins on status and spec on text where nothing was agreed before", async () => {
    const workspace = aWorkspace(TWO_SECTIONS);
    await workspace.sync();
    workspace.store.files.delete(".canon/links.json");
    workspace.edit(TICKET, "status: todo", "status: in_progress");
    workspace.edit(SPEC, "Try three times.", "Try five times.");
    const report = await workspace.sync();
    assert.deepEqual(
      report.results.map(({ item }) => [item.kind, item.reason]),
      [
        ["set-status", "first-contact"],
        ["update-ticket", "first-contact"],
      ],
    );
    assert.match(workspace.text(), /retry status:in_progress/);
    assert.match(workspace.text(TICKET), /Try five times\./);
    assert.deepEqual((await workspace.plan()).items, []);
  });

  test("makes parents before children and hangs the children below them", async () => {
    const config =
      "ticket_systems:\n  main:\n    system: local\n    hierarchy:\n      depth_to_type:\n        2: Epic\n        3: Task\n      auto_parent: true\n";
    const workspace = aWorkspace(
      "## A\n<!-- canon:system:a status:todo -->\n\n### B\n<!-- canon:system:b status:todo -->\n",
      config,
    );
    await workspace.sync();
    assert.match(workspace.text(TICKET), /type: Epic/);
    assert.match(workspace.text(".canon/tickets/LOCAL-2.md"), /type: Task/);
    assert.match(workspace.text(".canon/tickets/LOCAL-2.md"), /parent: LOCAL-1/);
    assert.deepEqual((await workspace.plan()).items, []);
  });

  test("a renamed and renumbered section keeps its ticket", async () => {
    const workspace = aWorkspace(TWO_SECTIONS);
    await workspace.sync();
    workspace.edit(SPEC, "## 1. Retry", "## 7. Retry policy");
    workspace.edit(SPEC, "canon:system:retry", "canon:system:policy");
    const report = await workspace.sync();
    assert.deepEqual(
      report.results.map(({ item }) => item.kind),
      ["update-ticket"],
    );
    assert.match(workspace.text(TICKET), /title: Retry policy/);
  });

  test("a section with another id keeps its ticket and all that was agreed", async () => {
    const workspace = aWorkspace(TWO_SECTIONS);
    await workspace.sync();
    const before = workspace.text(".canon/links.json");
    workspace.edit(SPEC, "canon:system:retry", "canon:system:policy");
    assert.deepEqual((await workspace.plan()).items, []);
    await workspace.sync();
    assert.equal(workspace.text(".canon/links.json").replaceAll("#policy", "#retry"), before);
    workspace.edit(TICKET, "status: todo", "status: done");
    const report = await workspace.sync();
    assert.deepEqual(
      report.results.map(({ item }) => item.kind),
      ["set-status"],
    );
  });

  test("forward counts no pending work of the reverse direction, and the other way round", async () => {
    const workspace = aWorkspace(TWO_SECTIONS);
    await workspace.sync();
    workspace.edit(TICKET, "status: todo", "status: done");
    workspace.edit(SPEC, "Try three times.", "Try five times.");
    const kinds = async (direction: "forward" | "reverse") =>
      (await workspace.plan({ direction })).items.map((item) => item.kind);
    assert.deepEqual(await kinds("forward"), ["update-ticket"]);
    assert.deepEqual(await kinds("reverse"), ["set-status"]);
  });

  test("a link in a buffer that is thrown away unsaved leads to no second ticket", async () => {
    const workspace = aWorkspace(TWO_SECTIONS);
    workspace.store.unsaved.add(SPEC);
    await workspace.sync();
    assert.match(workspace.text(), /canon:ticket:local:LOCAL-1/);
    await workspace.sync();
    workspace.store.files.set(SPEC, TWO_SECTIONS);
    workspace.store.unsaved.delete(SPEC);
    const report = await workspace.sync();
    assert.deepEqual(
      report.results.map(({ item }) => item.kind),
      ["insert-link"],
    );
    assert.equal(workspace.store.files.has(".canon/tickets/LOCAL-2.md"), false);
    await workspace.sync();
    const left = [...workspace.store.files.keys()].filter((path) => path.includes("/intents/"));
    assert.deepEqual(left, []);
  });

  test("a criterion from a ticket that has to be neutralised settles", async () => {
    const workspace = aWorkspace(TWO_SECTIONS);
    await workspace.sync();
    workspace.edit(
      TICKET,
      "- [x] waits longer each time\n",
      "- [x] waits longer each time\n- [ ] a <b>bold</b> \u202eone --> two\n",
    );
    await workspace.sync();
    assert.match(workspace.text(), /bold/);
    assert.deepEqual((await workspace.plan()).items, []);
    assert.deepEqual((await workspace.plan()).held, []);
  });

  test("a process that dies before any write leaves one ticket a section after the next sync", async () => {
    for (let step = 1; step < 40; step++) {
      const workspace = aWorkspace(TWO_SECTIONS.replace("status:draft", "status:todo"));
      workspace.store.beforeWrite = (_path, n) => (n === step ? "crash" : undefined);
      const died = await workspace.sync().then(
        () => false,
        () => true,
      );
      workspace.store.beforeWrite = undefined;
      workspace.store.locks.clear();
      const next = onStore(workspace.store, workspace.clock);
      await next.sync();
      const tickets = [...next.store.files.keys()].filter((path) => /LOCAL-\d+\.md$/.test(path));
      assert.deepEqual(tickets.length, 2, `after a crash at write ${step}: ${tickets.join()}`);
      assert.equal(next.text().match(/canon:ticket:local:/g)?.length, 2);
      assert.deepEqual((await next.plan()).items, [], `after a crash at write ${step}`);
      const left = [...next.store.files.keys()].filter((path) => path.includes("/intents/"));
      assert.deepEqual(left, []);
      if (!died) return;
    }
    assert.fail("a sync of two sections took more than 40 writes");
  });
});

suite("what a sync leaves alone", () => {
  const check = async (spec: string, config?: string) => {
    const workspace = aWorkspace(spec, config);
    const report = await workspace.sync();
    assert.deepEqual(report.results, []);
    assert.equal(workspace.text(), spec);
    assert.equal(workspace.store.writes, 0);
    return report.problems.map((problem) => problem.code);
  };

  test("a section whose ticket link cannot be read, which may have a ticket already", async () => {
    for (const link of ["jria:PAY-144", "jira:../etc", "jira: PAY-1"]) {
      const codes = await check(
        `## A\n<!-- canon:ticket:${link} -->\n<!-- canon:system:a status:todo -->\n`,
      );
      assert.ok(codes.includes("sync/unreadable-link"), codes.join());
    }
  });

  test("a section whose ticket link a formatter damaged", async () => {
    for (const link of [
      "\\<!-- canon:ticket:jira:PAY-144 -->",
      "<!\u2013 canon:ticket:jira:PAY-144 \u2013>",
    ]) {
      const codes = await check(`## A\n${link}\n<!-- canon:system:a status:todo -->\n`);
      assert.ok(codes.includes("sync/unreadable-link"), codes.join());
    }
  });

  test("a spec whose front matter cannot be read", async () => {
    const codes = await check('---\ntitle: "x\n---\n\n## A\n<!-- canon:system:a status:todo -->\n');
    assert.ok(codes.includes("spec/broken-front-matter"), codes.join());
  });

  test("a spec that says sync: false", async () => {
    assert.deepEqual(
      await check("---\ntitle: x\nsync: false\n---\n\n## A\n<!-- canon:system:a status:todo -->\n"),
      [],
    );
  });

  test("sections of which two have one id", async () => {
    const codes = await check(
      "## A\n<!-- canon:system:a status:todo -->\n\n## B\n<!-- canon:system:a status:todo -->\n",
    );
    assert.ok(codes.includes("sync/ambiguous-section"), codes.join());
  });

  test("open sections where tickets are not to be created", async () => {
    const spec = "## A\n<!-- canon:system:a status:todo -->\n";
    await check(spec, "sync:\n  system: local\n  create_tickets: false\n");
    await check(spec, "sync:\n  system: local\nspecs:\n  auto_tickets: false\n");
  });

  test("a spec that waits for its review", async () => {
    const codes = await check(
      "## A\n<!-- canon:system:a status:todo -->\n",
      "sync:\n  system: local\nspecs:\n  require_review: true\n",
    );
    assert.deepEqual(
      codes,
      ["spec/missing-title", "sync/review-required"].filter((code) => codes.includes(code)),
    );
    assert.ok(codes.includes("sync/review-required"));
  });
});

suite("tickets of other projects", () => {
  test("go where the spec's own ticket_project says", async () => {
    const workspace = aWorkspace(
      "---\ntitle: x\nticket_project: PAY\n---\n\n## A\n<!-- canon:system:a status:todo -->\n",
      "sync:\n  system: local\n  project_key: SHOP\n",
    );
    await workspace.sync();
    assert.match(workspace.text(), /canon:ticket:local:PAY-1 /);
    assert.deepEqual((await workspace.plan()).items, []);
  });
});
