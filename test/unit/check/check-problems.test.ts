import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { checkProblems, type CheckRules } from "../../../src/core/check/check-problems.ts";
import type { Problem } from "../../../src/core/kernel/problem.ts";
import { UNATTENDED } from "../../../src/sync/apply-plan.ts";
import { WHOLE_WORKSPACE } from "../../../src/sync/engine.ts";
import { withShadows, type ShadowWorkspace } from "../../support/two-trackers.ts";
import { BOTH_WAYS, SPEC } from "../../support/workspace.ts";

const SECTION = `# Payments

## 1. Retry
<!-- canon:system:retry status:todo -->

Try three times.

### Acceptance Criteria

- [ ] gives up after three attempts
`;

const RULES: CheckRules = { allowsAhead: false, isOffline: false, includes: () => true };

async function problemsOf(
  workspace: ShadowWorkspace,
  rules: Partial<CheckRules> = {},
): Promise<Problem[]> {
  const options = { ...BOTH_WAYS, onConflict: "hold" } as const;
  const draft = await workspace.engine.draft(WHOLE_WORKSPACE, options, UNATTENDED);
  assert.ok(draft.ok, JSON.stringify(draft));
  return checkProblems(draft.value.snapshot, draft.value.plan, { ...RULES, ...rules });
}

function inShort(problems: readonly Problem[]): string[] {
  return problems.map(({ code, severity, line }) => `${line} ${severity} ${code}`);
}

async function synced(): Promise<ShadowWorkspace> {
  const workspace = withShadows(SECTION);
  await workspace.sync();
  return workspace;
}

suite("What a gate stops for", () => {
  test("nothing is found after a sync", async () => {
    assert.deepEqual(await problemsOf(await synced()), []);
  });

  test("a section that waits for its ticket is found, and a note where specs may be ahead", async () => {
    const workspace = withShadows(SECTION);
    const found = await problemsOf(workspace);
    assert.deepEqual(inShort(found), ["3 warning drift/pending"]);
    assert.match(found[0]?.message ?? "", /Create a jira ticket: To Do and 1 more\./);
    assert.deepEqual(inShort(await problemsOf(workspace, { allowsAhead: true })), [
      "3 info drift/pending",
    ]);
  });

  test("what only the spec has changed is found, and a note where specs may be ahead", async () => {
    const workspace = await synced();
    workspace.edit(SPEC, "## 1. Retry", "## 1. Retries");
    const [found, ...more] = await problemsOf(workspace);
    assert.deepEqual(more, []);
    assert.deepEqual([found?.severity, found?.code, found?.line], ["warning", "drift/title", 3]);
    assert.match(found?.message ?? "", /spec has "Retries", PAY-1 has "Retry".*next sync sends it/);
    assert.deepEqual(inShort(await problemsOf(workspace, { allowsAhead: true })), [
      "3 info drift/title",
    ]);
  });

  test("what the ticket has changed is found, whoever may be ahead", async () => {
    const workspace = await synced();
    workspace.jira.edit("PAY-1", (ticket) => (ticket.status = "In Progress"));
    for (const allowsAhead of [false, true]) {
      assert.deepEqual(inShort(await problemsOf(workspace, { allowsAhead })), [
        "3 warning drift/status",
      ]);
    }
  });

  test("a conflict is told once, as that", async () => {
    const workspace = await synced();
    workspace.edit(SPEC, "## 1. Retry", "## 1. Retries");
    workspace.jira.edit("PAY-1", (ticket) => (ticket.title = "Try again"));
    assert.deepEqual(inShort(await problemsOf(workspace, { allowsAhead: true })), [
      "3 warning conflict/title",
    ]);
  });

  test("an edited copy is found", async () => {
    const workspace = await synced();
    workspace.github.edit("1", (ticket) => (ticket.title = "Something else"));
    assert.deepEqual(inShort(await problemsOf(workspace)), ["3 warning drift/title"]);
  });

  test("a link to a ticket that is gone is found", async () => {
    const workspace = await synced();
    workspace.jira.tickets.delete("PAY-1");
    assert.deepEqual(inShort(await problemsOf(workspace)), ["3 warning ticket/missing"]);
  });

  test("a ticket linked twice, and a comment that nobody understands, are found", async () => {
    const workspace = await synced();
    workspace.edit(SPEC, "Try three", "<!-- canon:tikcet:jira:PAY-9 -->\nTry three");
    workspace.store.files.set("docs/specs/z.md", `# Z\n\n## A\n<!-- canon:ticket:jira:PAY-1 -->\n`);
    const codes = (await problemsOf(workspace)).map(({ code, file }) => `${file} ${code}`);
    assert.ok(codes.includes("docs/specs/z.md sync/ticket-linked-twice"), codes.join("\n"));
    assert.ok(
      codes.some((code) => code.startsWith(`${SPEC} spec/`)),
      codes.join("\n"),
    );
  });

  test("only the sections that are meant are told of", async () => {
    const workspace = withShadows(SECTION);
    assert.deepEqual(await problemsOf(workspace, { includes: () => false }), []);
  });

  test("nothing is said about tickets that nobody was to ask for, and that is said", async () => {
    const workspace = await synced();
    workspace.jira.edit("PAY-1", (ticket) => (ticket.status = "Done"));
    workspace.store.files.set(
      "CANON.yaml",
      workspace.text("CANON.yaml").replace(/engineering/g, "elsewhere"),
    );
    const problems = await problemsOf(workspace, { isOffline: true });
    assert.deepEqual([...new Set(problems.map(({ severity }) => severity))], ["info"]);
    assert.ok(problems.some(({ code }) => code === "config/tracker-unavailable"));
    const asked = await problemsOf(workspace);
    assert.ok(
      asked.some(({ code, severity }) => code === "ticket/unreadable" && severity !== "info"),
    );
  });

  test("a check that finds nothing means a sync that does nothing, whatever was edited", async () => {
    for (const edit of EDITS) {
      const workspace = await synced();
      edit(workspace);
      const plan = await workspace.plan({ onConflict: "hold" });
      const isClean = (await problemsOf(workspace)).length === 0;
      assert.equal(isClean, plan.items.length + plan.held.length === 0, String(edit));
    }
  });
});

const EDITS: readonly ((workspace: ShadowWorkspace) => void)[] = [
  () => undefined,
  (one) => one.edit(SPEC, "status:todo", "status:in_progress"),
  (one) => one.edit(SPEC, "Try three times.", "Try four times."),
  (one) => one.edit(SPEC, "- [ ] gives up", "- [x] gives up"),
  (one) => one.edit(SPEC, "three attempts\n", "three attempts\n- [ ] says so\n"),
  (one) =>
    one.edit(SPEC, "## 1. Retry", "## 2. New\n<!-- canon:system:n status:todo -->\n\n## 1. Retry"),
  (one) => one.edit(SPEC, "Try three times.", "Try three times.\n\n[//]: # (a note)"),
  ({ store }) => store.files.delete(".canon/links.json"),
  ({ jira }) => jira.edit("PAY-1", (ticket) => (ticket.status = "Done")),
  ({ jira }) => jira.edit("PAY-1", (ticket) => (ticket.description = "Something else.")),
  ({ github }) => github.edit("1", (ticket) => (ticket.description = "Something else.")),
];
