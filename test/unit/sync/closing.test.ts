import assert from "node:assert/strict";
import { choiceKey } from "../../../src/core/plan/choices.ts";
import { NEVER_CANCELLED } from "../../../src/core/kernel/cancel.ts";
import { conflictQuestion } from "../../../src/core/view/conflict-choices.ts";
import { WHOLE_WORKSPACE } from "../../../src/sync/engine.ts";
import { aWorkspace, LOCAL_CONFIG, SPEC, type Workspace } from "../../support/workspace.ts";

const CODE = "src/keys.ts";
const EVIDENCE = `<!-- canon:realized-in:PR#4 ${CODE} -->`;

suite("a ticket that a person closed", () => {
  test("closes its section, with a warning where nothing shows the claim", async () => {
    const { workspace } = await closed({});
    const plan = await workspace.plan();
    assert.deepEqual(kinds(plan), ["set-status done"]);
    const [warning] = plan.problems;
    assert.equal(warning?.code, "verify/unproven-close");
    assert.equal(warning.severity, "warning");
    assert.match(warning.message, /no evidence names the code/);
  });

  test("closes its section without a word where the evidence is there and true", async () => {
    const { workspace } = await closed({ evidence: EVIDENCE });
    const plan = await workspace.plan();
    assert.deepEqual(kinds(plan), ["set-status done"]);
    assert.deepEqual(plan.problems, []);
  });

  test("stale evidence shows nothing", async () => {
    const { workspace } = await closed({ evidence: EVIDENCE });
    workspace.store.files.delete(CODE);
    const plan = await workspace.plan();
    assert.match(plan.problems[0]?.message ?? "", /its evidence src\/keys\.ts is not true/);
  });

  test("waits for a person where proof is required", async () => {
    const { workspace } = await closed({ rule: "require" });
    const plan = await workspace.plan();
    assert.deepEqual(kinds(plan), []);
    assert.deepEqual(
      plan.held.map(({ reason }) => reason),
      ["verify/unproven"],
    );
    const report = await workspace.sync();
    assert.match(workspace.text(), /status:in_progress/);
    assert.equal(report.held.length, 1);
  });

  test("does not wait where proof is required and there", async () => {
    const { workspace } = await closed({ rule: "require", evidence: EVIDENCE });
    assert.deepEqual(kinds(await workspace.plan()), ["set-status done"]);
  });

  test("a person accepts the claim, reopens the ticket, or leaves it", async () => {
    const { workspace } = await closed({ rule: "require" });
    const choose = await drafted(workspace);
    assert.deepEqual(kinds(choose("tracker")), ["set-status done"]);
    assert.deepEqual(kinds(choose("spec")), ["transition-ticket in_progress"]);
    assert.deepEqual(kinds(choose("hold")), []);
    await workspace.apply(choose("spec"));
    const after = await workspace.plan();
    assert.deepEqual([kinds(after), after.held], [[], []]);
    assert.match(workspace.text(), /status:in_progress/);
  });

  test("an accepted claim is settled", async () => {
    const { workspace } = await closed({ rule: "require" });
    await workspace.apply((await drafted(workspace))("tracker"));
    const after = await workspace.plan();
    assert.deepEqual([kinds(after), after.held], [[], []]);
    assert.match(workspace.text(), /status:done/);
  });

  test("the question offers all three", async () => {
    const { workspace } = await closed({ rule: "require" });
    const [held] = (await workspace.plan()).held;
    assert.ok(held);
    assert.deepEqual(
      conflictQuestion(held)?.entries.map(({ choice, label }) => [choice, label]),
      [
        ["tracker", "Accept the claim"],
        ["spec", "Reopen the ticket"],
        ["hold", "Leave it for later"],
      ],
    );
  });

  test("nothing is checked where that is switched off", async () => {
    const { workspace } = await closed({ rule: "off" });
    const plan = await workspace.plan();
    assert.deepEqual([kinds(plan), plan.problems], [["set-status done"], []]);
  });

  test("no code is read where no section closes", async () => {
    const { workspace } = await closed({ evidence: EVIDENCE });
    await workspace.sync();
    const opened: string[] = [];
    workspace.store.beforeRead = (path) => {
      opened.push(path);
      return undefined;
    };
    await workspace.plan();
    assert.ok(opened.includes(SPEC) && !opened.includes(CODE), opened.join(" "));
  });
});

/** A section in progress whose ticket somebody has just closed. */
async function closed({
  rule,
  evidence = "",
}: {
  readonly rule?: string;
  readonly evidence?: string;
}): Promise<{ readonly workspace: Workspace }> {
  const spec = `# Payments\n\n## 1. Keys\n<!-- canon:system:keys status:in_progress -->\n${evidence}\n\nWords.\n`;
  const config = rule === undefined ? "" : `specs:\n  verify_on_close: ${rule}\n`;
  const workspace = aWorkspace(spec, LOCAL_CONFIG + config);
  workspace.store.files.set(CODE, "export const key = 1;\n");
  await workspace.sync();
  workspace.edit(".canon/tickets/LOCAL-1.md", "status: in_progress", "status: done");
  return { workspace };
}

async function drafted(workspace: Workspace) {
  const run = { signal: NEVER_CANCELLED, progress: { report: () => undefined } };
  const options = { direction: "both", onConflict: "hold", asked: new Set<string>() } as const;
  const draft = await workspace.engine.draft(WHOLE_WORKSPACE, options, run);
  assert.ok(draft.ok);
  return (choice: "tracker" | "spec" | "hold") =>
    draft.value.planWith(new Map([[choiceKey({ file: SPEC, sectionIndex: 0 }, "status"), choice]]));
}

function kinds({ items }: Awaited<ReturnType<Workspace["plan"]>>): string[] {
  return items.map(({ kind, to }) => `${kind} ${to ?? ""}`);
}
