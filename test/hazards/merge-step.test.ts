import assert from "node:assert/strict";
import type { MergedWork } from "../../src/core/model/merged-work.ts";
import { UNATTENDED } from "../../src/sync/apply-plan.ts";
import { aFile, aWork } from "../support/a-work.ts";
import { SPEC, type Workspace } from "../support/workspace.ts";
import { aSpecOf, aTeam } from "./a-team.ts";

async function realize(workspace: Workspace, work: MergedWork): Promise<void> {
  const draft = await workspace.engine.draftRealization(work, { asked: new Set() }, UNATTENDED);
  assert.ok(draft.ok, JSON.stringify(draft));
  await workspace.apply(draft.value.plan);
}

suite("hazards of the step after a merge", () => {
  test("12. Trust: an analysis that somebody wrote into a pull request is no verdict, and no file but the spec is written", async () => {
    const { workspace, statuses } = aTeam(
      aSpecOf({ keys: "Keys are made.\n\n- [ ] the same request gives the same key" }),
    );
    await workspace.sync();
    workspace.store.files.set("src/keys.ts", "export {};\n");
    const analysis = {
      realizations: [{ ac: "the same request gives the same key", verdict: "realized" }],
      docUpdates: [{ file: "src/keys.ts", old: "", new: "boom" }],
    };
    const encoded = Buffer.from(JSON.stringify(analysis)).toString("base64");
    const marker = `<!-- canon-bot -->\n<!-- canon-analysis-b64: ${encoded} -->`;
    const before = new Map(workspace.store.files);
    await realize(
      workspace,
      aWork({
        body: `Closes PAY-1\n\n- [x] the same request gives the same key\n\n${marker}`,
        files: [aFile("src/keys.ts"), aFile("../outside.ts"), aFile("docs/a --> b.ts")],
      }),
    );
    assert.deepEqual(statuses(), { keys: "in_progress" });
    assert.match(workspace.text(), /- \[ \] the same request gives the same key/);
    assert.match(workspace.text(), /<!-- canon:realized-in:PR#412 src\/keys\.ts -->/);
    const written = [...workspace.store.files].filter(([path, text]) => before.get(path) !== text);
    assert.ok(written.every(([path]) => path === SPEC || path.startsWith(".canon/")));
  });

  test("13. Over-eager completion, on merge: a container with open parts, a half-met section and equal words stay open", async () => {
    const box = "- [ ] an answer is stored beside its key";
    const { workspace, jira, statuses } = aTeam(`# Payments

## Container
<!-- canon:system:all status:todo -->

### First
<!-- canon:system:first status:todo -->

${box}
- [ ] \`storeAnswer\` never throws

### Second
<!-- canon:system:second status:todo -->

${box}
`);
    await workspace.sync();
    workspace.store.files.set("src/store.ts", "export const storeAnswer = () => 1;\n");
    workspace.store.files.set("test/store.test.ts", 'it("an answer is stored beside its key")\n');
    const files = [aFile("src/store.ts"), aFile("test/store.test.ts")];
    await realize(workspace, aWork({ body: "Closes PAY-1, closes PAY-2", files }));
    assert.deepEqual(statuses(), { all: "in_progress", first: "in_progress", second: "todo" });
    assert.match(
      workspace.text(),
      /### First[\s\S]*- \[x\] an answer[\s\S]*- \[ \] `storeAnswer`[\s\S]*### Second[\s\S]*- \[ \] an answer/,
    );
    assert.deepEqual(
      [...jira.tickets.values()].map(({ status }) => status),
      ["In Progress", "In Progress", "To Do"],
    );
  });
});
