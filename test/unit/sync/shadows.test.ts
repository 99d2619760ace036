import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { INTENTS_FOLDER } from "../../../src/core/plan/intent.ts";
import type { TrackerError } from "../../../src/core/model/ticket.ts";
import { createMemoryTicketTracker } from "../../support/memory-ticket-tracker.ts";
import { aWorkspace, SPEC } from "../../support/workspace.ts";
import {
  assertAtRest,
  restarted,
  SHADOW_CONFIG,
  withShadows,
  writesOf,
  type ShadowWorkspace,
} from "../../support/two-trackers.ts";

const SECTION = `# Payments

## 1. Retry
<!-- canon:system:retry status:todo -->

Try three times.

### Acceptance Criteria

- [ ] gives up after three attempts
- [x] waits longer each time
`;

const DOWN: TrackerError = { code: "tracker/unreachable", message: "The host did not answer." };

function kindsOf(items: readonly { readonly kind: string; readonly ticket: string | null }[]) {
  return items.map(({ kind, ticket }) => [kind, ticket]);
}

async function synced(spec = SECTION, config = SHADOW_CONFIG): Promise<ShadowWorkspace> {
  const workspace = withShadows(spec, config);
  await workspace.sync();
  return workspace;
}

suite("a copy in a shadow target", () => {
  test("is made in the same run as the ticket, and recorded below its link", async () => {
    const workspace = withShadows(SECTION);
    const report = await workspace.sync();
    assert.deepEqual(
      report.results.map(({ item, outcome, ticket }) => [item.kind, item.target, outcome, ticket]),
      [
        ["create-ticket", "engineering", "done", "jira:PAY-1"],
        ["create-shadow", "oss", "done", "github:1"],
      ],
    );
    assert.match(
      workspace.text(),
      /## 1\. Retry\n<!-- canon:ticket:jira:PAY-1 -->\n<!-- canon:shadow:github:1 -->\n<!-- canon:system:retry/,
    );
    const copy = workspace.github.tickets.get("1");
    assert.equal(copy?.title, "Retry");
    assert.deepEqual(copy.labels, ["canon:shadow"]);
    assert.equal(copy.status, "open|canon:todo");
    assert.match(copy.description, /This is a copy of jira:PAY-1 that Canon keeps\./);
    assert.match(copy.description, /not read; the next sync overwrites them/);
    assert.match(copy.description, /Try three times\.\n\n- \[ \] gives up[^]*- \[x\] waits/);
    await assertAtRest(workspace);
  });

  test("is made for sections that had their ticket before, but not for finished work", async () => {
    const done = SECTION.replace("status:todo", "status:done").replaceAll(/etry/g, "eplay");
    const config = SHADOW_CONFIG.replace("    shadow_targets: [oss]\n", "");
    const workspace = await synced(SECTION + done.replace("# Payments\n", ""), config);
    workspace.edit("CANON.yaml", "engineering\n", "engineering\n    shadow_targets: [oss]\n");
    const plan = await workspace.plan();
    assert.deepEqual(
      plan.items.map((item) => [
        item.kind,
        item.sectionId,
        item.kind === "create-shadow" && item.of,
      ]),
      [["create-shadow", "retry", "jira:PAY-1"]],
    );
    await workspace.apply(plan);
    await assertAtRest(workspace);
  });

  test("costs no write, no file change and one batch a tracker when nothing moved", async () => {
    const workspace = await synced();
    const before = new Map(workspace.store.files);
    workspace.jira.calls.length = 0;
    workspace.github.calls.length = 0;
    const report = await workspace.sync();
    assert.deepEqual([report.results, report.held, report.problems], [[], [], []]);
    assert.deepEqual(workspace.store.files, before);
    assert.deepEqual(
      [workspace.jira.calls, workspace.github.calls].map((calls) => calls.map((one) => one.method)),
      [["readTickets"], ["readTickets"]],
    );
  });

  test("follows the spec's title, text, criteria and status in the run that moves the ticket", async () => {
    const workspace = await synced();
    workspace.edit(SPEC, "## 1. Retry", "## 1. Retry and wait");
    workspace.edit(SPEC, "Try three times.", "Try four times.");
    workspace.edit(SPEC, "status:todo", "status:done");
    const plan = await workspace.plan();
    assert.deepEqual(kindsOf(plan.items), [
      ["transition-ticket", "jira:PAY-1"],
      ["update-ticket", "jira:PAY-1"],
      ["transition-ticket", "github:1"],
      ["update-ticket", "github:1"],
    ]);
    assert.match(plan.items[3]?.note ?? "", /A copy of jira:PAY-1\./);
    await workspace.apply(plan);
    const copy = workspace.github.tickets.get("1");
    assert.equal(copy?.title, "Retry and wait");
    assert.equal(copy.status, "closed|canon:done");
    assert.match(copy.description, /Try four times\./);
    await assertAtRest(workspace);
  });

  test("follows what the ticket brought into the spec, in one run", async () => {
    const workspace = await synced();
    workspace.jira.edit("PAY-1", (ticket) => {
      ticket.status = "In Progress";
      ticket.description = ticket.description.replace("- [ ] gives up", "- [x] gives up");
    });
    await workspace.sync();
    assert.match(workspace.text(), /status:in_progress[^]*- \[x\] gives up/);
    const copy = workspace.github.tickets.get("1");
    assert.equal(copy?.status, "open|canon:in-progress");
    assert.match(copy.description, /- \[x\] gives up/);
    await assertAtRest(workspace);
  });

  test("is never read back: what people changed in it is overwritten, and the plan says so", async () => {
    const workspace = await synced();
    workspace.github.edit("1", (copy) => {
      copy.title = "Our own title";
      copy.status = "closed|canon:done";
      copy.description = copy.description.replace("- [ ] gives up", "- [x] gives up") + "\nOurs.\n";
    });
    const before = workspace.text();
    const plan = await workspace.plan();
    assert.deepEqual(
      plan.items.map(({ kind, ticket, reason }) => [kind, ticket, reason]),
      [
        ["transition-ticket", "github:1", "shadow/edited"],
        ["update-ticket", "github:1", "shadow/edited"],
      ],
    );
    assert.ok(
      plan.items.every(({ note }) => note?.startsWith("Overwrites what was changed in this copy")),
    );
    await workspace.apply(plan);
    const copy = workspace.github.tickets.get("1");
    assert.deepEqual([copy?.title, copy?.status], ["Retry", "open|canon:todo"]);
    assert.match(copy?.description ?? "", /- \[ \] gives up[^]*\nOurs\.\n/);
    assert.equal(workspace.text(), before);
    assert.equal(workspace.jira.tickets.get("PAY-1")?.status, "To Do");
    await assertAtRest(workspace);
  });

  test("that is gone is held and never made again by itself", async () => {
    const workspace = await synced();
    workspace.github.tickets.delete("1");
    const report = await workspace.sync();
    assert.deepEqual(report.results, []);
    assert.deepEqual(
      report.held.map(({ reason, ticket }) => [reason, ticket]),
      [["ticket/missing", "github:1"]],
    );
    assert.match(report.held[0]?.message ?? "", /copy of jira:PAY-1.*no other copy is made/);
    workspace.edit(SPEC, "<!-- canon:shadow:github:1 -->\n", "");
    await workspace.sync();
    assert.match(workspace.text(), /canon:shadow:github:2/);
    await assertAtRest(workspace);
  });

  test("that cannot be read is held, while the section's own ticket is served", async () => {
    const workspace = await synced();
    workspace.github.beforeCall = () => DOWN;
    workspace.edit(SPEC, "status:todo", "status:in_progress");
    const report = await workspace.sync();
    assert.deepEqual(
      report.held.map(({ reason, ticket }) => [reason, ticket]),
      [["ticket/unreadable", "github:1"]],
    );
    assert.equal(workspace.jira.tickets.get("PAY-1")?.status, "In Progress");
    workspace.github.beforeCall = undefined;
    await workspace.sync();
    assert.equal(workspace.github.tickets.get("1")?.status, "open|canon:in-progress");
    await assertAtRest(workspace);
  });

  test("follows the spec while the section's own ticket cannot be read", async () => {
    const workspace = await synced();
    workspace.jira.beforeCall = () => DOWN;
    workspace.edit(SPEC, "Try three times.", "Try four times.");
    const report = await workspace.sync();
    assert.deepEqual(kindsOf(report.results.map(({ item }) => item)), [
      ["update-ticket", "github:1"],
    ]);
  });

  test("is not made while the section's own ticket cannot be read", async () => {
    const config = SHADOW_CONFIG.replace("    shadow_targets: [oss]\n", "");
    const workspace = await synced(SECTION, config);
    workspace.edit("CANON.yaml", "engineering\n", "engineering\n    shadow_targets: [oss]\n");
    workspace.jira.beforeCall = () => DOWN;
    await workspace.sync();
    assert.deepEqual(writesOf(workspace.github), []);
  });

  test("moves only where status changes may go to tickets", async () => {
    const workspace = await synced(SECTION, `${SHADOW_CONFIG}specs: {lifecycle_sync: false}\n`);
    workspace.edit(SPEC, "status:todo", "status:done");
    await workspace.sync();
    assert.equal(workspace.github.tickets.get("1")?.status, "open|canon:todo");
  });

  test("is held where its workflow has no such step", async () => {
    const workspace = await synced();
    workspace.github.movesFrom = () => ["open|canon:draft"];
    workspace.edit(SPEC, "status:todo", "status:done");
    const report = await workspace.sync();
    assert.deepEqual(
      report.held.map(({ reason, ticket }) => [reason, ticket]),
      [["workflow/no-transition", "github:1"]],
    );
  });
});

suite("a copy, whatever dies", () => {
  const creations = (workspace: ShadowWorkspace): number => workspace.github.tickets.size;

  test("is looked up when the answer to its create was lost, and not made twice", async () => {
    const workspace = withShadows(SECTION);
    workspace.github.losesAnswer = ({ method }) => method === "createTickets";
    const report = await workspace.sync();
    assert.deepEqual(
      report.results.map(({ item, outcome }) => [item.kind, outcome]),
      [
        ["create-ticket", "done"],
        ["create-shadow", "unsure"],
      ],
    );
    workspace.github.losesAnswer = undefined;
    const again = await restarted(workspace.store, workspace).sync();
    assert.deepEqual(
      again.results.map(({ item, outcome }) => [item.kind, outcome]),
      [["insert-link", "done"]],
    );
    assert.match(workspace.text(), /canon:ticket:jira:PAY-1 -->\n<!-- canon:shadow:github:1 -->/);
    assert.equal(creations(workspace), 1);
    await assertAtRest(workspace);
  });

  test("is made by the next run when the first one ended between ticket and copy", async () => {
    const workspace = withShadows(SECTION);
    const plan = await workspace.plan();
    await workspace.apply({
      ...plan,
      items: plan.items.filter(({ kind }) => kind !== "create-shadow"),
    });
    assert.equal(creations(workspace), 0);
    await restarted(workspace.store, workspace).sync();
    assert.equal(creations(workspace), 1);
    assert.equal(workspace.jira.tickets.size, 1);
    await assertAtRest(workspace);
  });

  test("is not made when the ticket it would be a copy of was not", async () => {
    const workspace = withShadows(SECTION);
    workspace.jira.beforeCall = ({ method }) => (method === "createTickets" ? DOWN : undefined);
    const report = await workspace.sync();
    assert.deepEqual(
      report.results.map(({ item, outcome }) => [item.kind, outcome]),
      [
        ["create-ticket", "failed"],
        ["create-shadow", "skipped"],
      ],
    );
    assert.deepEqual(writesOf(workspace.github), []);
  });

  test("is found for its ticket, also when the section was renamed and moved meanwhile", async () => {
    const workspace = withShadows(SECTION);
    workspace.github.losesAnswer = ({ method }) => method === "createTickets";
    await workspace.sync();
    workspace.github.losesAnswer = undefined;
    const moved = workspace
      .text()
      .replace("## 1. Retry", "## 7. Once more")
      .replace(":retry", ":7");
    workspace.store.files.set("docs/specs/other.md", moved);
    workspace.store.files.set(SPEC, "# Payments\n");
    await workspace.sync();
    assert.match(workspace.text("docs/specs/other.md"), /canon:shadow:github:1 -->/);
    await workspace.sync();
    assert.equal(workspace.github.tickets.get("1")?.title, "Once more");
    assert.equal(creations(workspace), 1);
    await assertAtRest(workspace);
  });

  test("waits while nobody can say whether it was made", async () => {
    const workspace = withShadows(SECTION);
    workspace.github.losesAnswer = ({ method }) => method === "createTickets";
    await workspace.sync();
    workspace.github.beforeCall = ({ method }) => (method === "findByMarker" ? DOWN : undefined);
    const report = await workspace.sync();
    assert.deepEqual(report.results, []);
    assert.match(report.held[0]?.message ?? "", /may have made a copy/);
    assert.equal(creations(workspace), 1);
  });

  test("leaves no intent behind", async () => {
    const workspace = await synced();
    const open = [...workspace.store.files.keys()].filter((path) =>
      path.startsWith(INTENTS_FOLDER),
    );
    assert.deepEqual(open, []);
  });

  test("goes with its sync when that is undone", async () => {
    const workspace = await synced();
    await workspace.engine.undo({
      signal: { aborted: false, addEventListener: ignore, removeEventListener: ignore },
      progress: { report: ignore },
    });
    assert.equal(workspace.text(), SECTION);
    assert.deepEqual([workspace.jira.tickets.size, creations(workspace)], [0, 0]);
  });
});

function ignore(): void {
  // Nobody listens.
}

suite("a shadow comment that somebody wrote", () => {
  const linked = SECTION.replace(
    "<!-- canon:system",
    "<!-- canon:ticket:jira:PAY-1 -->\n<!-- canon:shadow:github:1 -->\n<!-- canon:system",
  );

  async function withForeign(labels: readonly string[]): Promise<ShadowWorkspace> {
    const first = await synced();
    const [mine] = [...first.github.tickets.values()];
    assert.ok(mine !== undefined);
    first.github.tickets.set("1", {
      ...mine,
      labels,
      title: "People's own",
      description: "Their words.\n",
      status: "closed|canon:done",
    });
    first.store.files.set(SPEC, linked);
    first.store.files.delete(".canon/links.json");
    return first;
  }

  test("does not make Canon overwrite a ticket that it did not make", async () => {
    const workspace = await withForeign([]);
    const report = await workspace.sync();
    assert.deepEqual(
      report.results.filter(({ item }) => item.target === "oss"),
      [],
    );
    const told = report.problems.find(({ code }) => code === "sync/not-a-copy");
    assert.match(told?.message ?? "", /github:1.*label canon:shadow/);
    assert.equal(workspace.github.tickets.get("1")?.title, "People's own");
  });

  test("lets Canon keep the ticket once it has the label", async () => {
    const workspace = await withForeign(["canon:shadow"]);
    await workspace.sync();
    const copy = workspace.github.tickets.get("1");
    assert.deepEqual([copy?.title, copy?.status], ["Retry", "open|canon:todo"]);
    assert.match(copy?.description ?? "", /^Their words\.\n[^]*This is a copy of jira:PAY-1/);
    await assertAtRest(workspace);
  });

  test("counts for one section only", async () => {
    const workspace = await synced();
    const second = `\n## 2. Replay\n<!-- canon:shadow:github:1 -->\n<!-- canon:system:replay status:todo -->\n\nAgain.\n`;
    workspace.edit(
      SPEC,
      "- [x] waits longer each time\n",
      `- [x] waits longer each time\n${second}`,
    );
    const report = await workspace.sync();
    assert.deepEqual(
      report.problems.map(({ code }) => code),
      ["spec/duplicate-ticket", "sync/shadow-linked-twice"],
    );
    assert.equal(workspace.github.tickets.get("1")?.title, "Retry");
    assert.equal(workspace.github.tickets.size, 1);
  });
});

suite("shadow targets that change", () => {
  test("a target that was taken out leaves its copies alone, and is named once", async () => {
    const two = SECTION + SECTION.replaceAll("etry", "eplay").replace("# Payments\n", "");
    const workspace = await synced(two);
    workspace.edit("CANON.yaml", "    shadow_targets: [oss]\n", "");
    workspace.edit(SPEC, "status:todo", "status:in_progress");
    workspace.github.calls.length = 0;
    const report = await workspace.sync();
    assert.deepEqual(
      report.problems.map(({ code, severity }) => [code, severity]),
      [["sync/shadow-left-alone", "info"]],
    );
    assert.deepEqual(workspace.github.calls, []);
    assert.match(workspace.text(), /canon:shadow:github:1/);
    assert.equal(workspace.jira.tickets.get("PAY-1")?.status, "In Progress");
  });

  test("a section that is routed elsewhere keeps its links", async () => {
    const workspace = await synced();
    workspace.edit("CANON.yaml", "target: engineering\n    shadow_targets: [oss]", "target: oss");
    const before = workspace.text();
    await workspace.sync();
    assert.equal(workspace.text(), before);
    assert.deepEqual([workspace.jira.tickets.size, workspace.github.tickets.size], [1, 1]);
  });

  test("no copy is made beside a ticket in the very same place", async () => {
    const config = SHADOW_CONFIG.replace("target: engineering", "target: oss").replace(
      "[oss]",
      "[engineering]",
    );
    const workspace = await synced(
      SECTION,
      SHADOW_CONFIG.replace("    shadow_targets: [oss]\n", ""),
    );
    workspace.store.files.set("CANON.yaml", config);
    assert.deepEqual((await workspace.plan()).items, []);
  });

  test("copies of two repositories are told apart, whatever the configuration says later", async () => {
    const config = SHADOW_CONFIG.replace("[oss]", "[oss, more]").replace(
      "routing:",
      "  more: {system: github, project: acme/more}\nrouting:",
    );
    const more = createMemoryTicketTracker({
      system: "github",
      prefix: "",
      states: new Map([["open|canon:todo", null]]),
    });
    const read = more.readTickets.bind(more);
    more.readTickets = async (keys, signal) => {
      const numbers = keys.map((key) => key.replace("acme/more#", ""));
      const readings = await read(numbers, signal);
      return new Map(keys.map((key, at) => [key, readings.get(numbers[at] ?? "") ?? GONE]));
    };
    const workspace = withShadows(SECTION, config, { more });
    await workspace.sync();
    assert.match(
      workspace.text(),
      /<!-- canon:shadow:github:1 -->\n<!-- canon:shadow:github:acme\/more#1 -->/,
    );
    await assertAtRest(workspace);
  });
});

const GONE = { kind: "missing" } as const;

suite("copies and parents", () => {
  const nested = `# Payments

## 1. Retry
<!-- canon:system:retry status:todo -->

### 1.1 Waiting
<!-- canon:system:waiting status:todo -->

Longer each time.
`;

  test("hang under the copy of the section above, never under its ticket", async () => {
    const config = `ticket_systems:
  desk: {system: local}
  mirror: {system: local, project: COPY, auto_parent: true}
routing:
  - match: {default: true}
    target: desk
    shadow_targets: [mirror]
`;
    const workspace = aWorkspace(nested, config);
    await workspace.sync();
    assert.match(
      workspace.text(),
      /canon:ticket:local:LOCAL-1 -->\n<!-- canon:shadow:local:COPY-1/,
    );
    assert.match(workspace.text(".canon/tickets/COPY-2.md"), /parent: COPY-1/);
    assert.doesNotMatch(workspace.text(".canon/tickets/LOCAL-2.md"), /parent: [A-Z]/);
    await assertAtRest(workspace);
  });
});
