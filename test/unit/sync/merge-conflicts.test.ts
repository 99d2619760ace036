import assert from "node:assert/strict";
import { approvePlan } from "../../../src/core/plan/approve.ts";
import { UNATTENDED } from "../../../src/sync/apply-plan.ts";
import { WHOLE_WORKSPACE } from "../../../src/sync/engine.ts";
import { aWorkspace, BOTH_WAYS, SPEC, type Workspace } from "../../support/workspace.ts";

const LINKS = ".canon/links.json";

const ONE = `# Payments

## Retry
<!-- canon:system:retry status:todo -->

Three times.
`;

const alone = { isDryRun: false, ancestorOf: () => Promise.resolve(null) };

async function synced(): Promise<Workspace> {
  const workspace = aWorkspace(ONE);
  await workspace.sync();
  return workspace;
}

/** Puts the marks of a merge around a line of a file, with another line on the other side. */
function conflict(workspace: Workspace, path: string, line: string, other: string): void {
  const marked = `<<<<<<< HEAD\n${line}\n=======\n${other}\n>>>>>>> main`;
  workspace.edit(path, line, marked);
}

const STATUS = "<!-- canon:system:retry status:todo -->";
const DONE = "<!-- canon:system:retry status:done -->";

suite("a merge that is not finished", () => {
  test("in a spec keeps it out of every sync, and says where", async () => {
    const workspace = await synced();
    conflict(workspace, SPEC, STATUS, DONE);
    workspace.edit(".canon/tickets/LOCAL-1.md", "status: todo", "status: in_progress");
    const files = new Map(workspace.store.files);
    const report = await workspace.sync();
    assert.deepEqual(report.results, []);
    assert.deepEqual(workspace.store.files, files);
    const [problem] = report.problems.filter(({ code }) => code === "spec/merge-conflict");
    assert.deepEqual([problem?.file, problem?.line, problem?.severity], [SPEC, 5, "error"]);
    assert.match(problem?.message ?? "", /canon resolve/);
    // A second section elsewhere does not take the ticket over meanwhile.
    workspace.store.files.set("docs/specs/other.md", ONE.replace("# Payments", "# Other"));
    const { items } = await workspace.plan();
    assert.deepEqual(
      items.map(({ kind }) => kind),
      ["create-ticket"],
    );
  });

  test("in a spec refuses a link by hand", async () => {
    const workspace = await synced();
    conflict(workspace, SPEC, STATUS, DONE);
    const unlinked = await workspace.engine.unlink(SPEC, "retry", UNATTENDED);
    assert.equal(unlinked.ok, false);
  });

  test("in the agreed values refuses everything that relies on them, and changes nothing", async () => {
    const workspace = await synced();
    const plan = await workspace.plan();
    workspace.edit(SPEC, "status:todo", "status:in_progress");
    const stale = await workspace.plan();
    const line = workspace.text(LINKS).split("\n")[1] ?? "";
    conflict(workspace, LINKS, line, line.replace('"todo"', '"done"'));
    const files = new Map(workspace.store.files);
    const { engine } = workspace;
    const refusals = await Promise.all([
      engine.plan(WHOLE_WORKSPACE, BOTH_WAYS, UNATTENDED),
      engine.apply(approvePlan(stale), UNATTENDED),
      engine.apply(approvePlan({ ...plan, agreements: stale.agreements }), UNATTENDED),
    ]);
    for (const refused of refusals) {
      assert.ok(!refused.ok);
      assert.equal(refused.error.kind, "not-begun");
      const [problem] = refused.error.problems;
      assert.deepEqual(
        [problem?.code, problem?.file, problem?.line],
        ["sync/merge-conflict", LINKS, 2],
      );
      assert.match(problem?.message ?? "", /canon resolve/);
    }
    for (const refused of [
      await engine.unlink(SPEC, "retry", UNATTENDED),
      await engine.link(SPEC, "retry", { system: "local", key: "LOCAL-1" }, UNATTENDED),
      await engine.undo(UNATTENDED),
    ]) {
      assert.ok(!refused.ok);
      assert.equal(refused.error.code, "sync/merge-conflict");
    }
    assert.deepEqual(workspace.store.files, files);
  });

  test("in the agreed values is no reason to begin anew when the file is damaged otherwise", async () => {
    const workspace = await synced();
    workspace.store.files.set(LINKS, workspace.text(LINKS).slice(0, -5));
    const plan = await workspace.engine.plan(WHOLE_WORKSPACE, BOTH_WAYS, UNATTENDED);
    assert.ok(!plan.ok);
    assert.equal(plan.error.problems[0]?.code, "sync/broken-links-file");
  });
});

suite("resolving a merge", () => {
  test("decides specs and agreed values, after which a sync goes on as before", async () => {
    const workspace = await synced();
    conflict(workspace, SPEC, STATUS, DONE);
    const line = workspace.text(LINKS).split("\n")[1] ?? "";
    conflict(workspace, LINKS, line, line.replace('"todo"', '"done"'));
    const resolved = await workspace.engine.resolveMerge(WHOLE_WORKSPACE, alone, UNATTENDED);
    assert.ok(resolved.ok);
    assert.deepEqual(resolved.value.files, [
      { file: SPEC, resolved: 1, left: 0 },
      { file: LINKS, resolved: 1, left: 0 },
    ]);
    assert.deepEqual(resolved.value.problems, []);
    assert.match(workspace.text(), /status:done/);
    const { items, held } = await workspace.plan({ onConflict: "hold" });
    assert.deepEqual(
      [items.map(({ kind }) => kind), held.map(({ reason }) => reason)],
      [["set-status"], []],
    );
  });

  test("asks about a status on which both sides agreed apart", async () => {
    const workspace = await synced();
    const before = workspace.text(LINKS);
    const line = before.split("\n")[1] ?? "";
    const ours = line.replaceAll('"todo"', '"in_progress"');
    workspace.edit(LINKS, line, ours);
    conflict(workspace, LINKS, ours, line.replaceAll('"todo"', '"done"'));
    workspace.edit(SPEC, "status:todo", "status:in_progress");
    workspace.edit(".canon/tickets/LOCAL-1.md", "status: todo", "status: done");
    const options = { ...alone, ancestorOf: () => Promise.resolve(before) };
    const resolved = await workspace.engine.resolveMerge(WHOLE_WORKSPACE, options, UNATTENDED);
    assert.ok(resolved.ok);
    assert.equal(workspace.text(LINKS), before);
    const { held } = await workspace.plan({ onConflict: "hold" });
    assert.deepEqual(
      held.map(({ reason, spec, tracker, base }) => [reason, spec, tracker, base]),
      [["conflict/status", "in_progress", "done", "todo"]],
    );
  });

  test("that is only looked at writes nothing", async () => {
    const workspace = await synced();
    conflict(workspace, SPEC, STATUS, DONE);
    const files = new Map(workspace.store.files);
    const options = { ...alone, isDryRun: true };
    const resolved = await workspace.engine.resolveMerge(WHOLE_WORKSPACE, options, UNATTENDED);
    assert.ok(resolved.ok);
    assert.deepEqual(resolved.value.files, [{ file: SPEC, resolved: 1, left: 0 }]);
    assert.deepEqual(workspace.store.files, files);
  });

  test("keeps to the files that are named", async () => {
    const workspace = await synced();
    conflict(workspace, SPEC, STATUS, DONE);
    const scope = { paths: [LINKS], section: null };
    const resolved = await workspace.engine.resolveMerge(scope, alone, UNATTENDED);
    assert.deepEqual(resolved, { ok: true, value: { files: [], notes: [], problems: [] } });
  });

  test("says what is left, with file and line", async () => {
    const workspace = await synced();
    conflict(workspace, SPEC, "Three times.", "Four times.");
    const resolved = await workspace.engine.resolveMerge(WHOLE_WORKSPACE, alone, UNATTENDED);
    assert.ok(resolved.ok);
    assert.deepEqual(
      resolved.value.problems.map(({ code, file, line }) => [code, file, line]),
      [["merge/left", SPEC, 7]],
    );
  });
});
