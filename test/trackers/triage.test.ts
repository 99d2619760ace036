import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { approvePlan } from "../../src/core/plan/approve.ts";
import { UNATTENDED } from "../../src/sync/apply-plan.ts";
import type { Triage } from "../../src/sync/triage-report.ts";
import { catchUp } from "../support/remote/catch-up.ts";
import { onTracker, type RemoteWorkspace } from "../support/remote/remote-workspace.ts";
import { rewriteDescription } from "../support/remote/rewrite-description.ts";
import { DIRECT_SYSTEMS, SYSTEMS } from "../support/remote/systems.ts";

const SPEC_TEXT = "# Payments\n\n## 1. Retry\n<!-- canon:system:retry status:draft -->\n";

/** The same words as each tracker stores them. */
const STORED: Readonly<Record<string, string>> = {
  "Jira Cloud": JSON.stringify({
    type: "doc",
    version: 1,
    content: [
      { type: "paragraph", content: [{ type: "text", text: "Money goes back." }] },
      {
        type: "bulletList",
        content: ["by card", "by cheque"].map((text) => ({
          type: "listItem",
          content: [{ type: "paragraph", content: [{ type: "text", text }] }],
        })),
      },
    ],
  }),
  "Jira Data Center": "Money goes back.\n\n* by card\n* by cheque",
  Linear: "Money goes back.\n\n* by card\n* by cheque",
  GitHub: "Money goes back.\n\n- by card\n- by cheque",
  "Azure DevOps": "<div>Money goes back.</div><ul><li>by card</li><li>by cheque</li></ul>",
};

async function triage(workspace: RemoteWorkspace): Promise<Triage> {
  // What people wrote long ago is in the index by now.
  catchUp(workspace.double);
  const looked = await workspace.engine().triage(UNATTENDED);
  assert.ok(looked.ok, JSON.stringify(looked));
  return looked.value;
}

suite("tickets without a section, over the wire", () => {
  for (const system of DIRECT_SYSTEMS) {
    test(`of ${system.name} become sections that leave the next sync nothing to do`, () =>
      onTracker(system, SPEC_TEXT, async (workspace) => {
        const [key = ""] = workspace.double.seed(1);
        rewriteDescription(system, workspace, () => STORED[system.name] ?? "");
        const [found] = (await triage(workspace)).tickets;
        assert.equal(found?.ticket.ref.key, key);
        const engine = workspace.engine();
        const plan = await engine.planSection(found.ref, null, UNATTENDED);
        assert.ok(plan.ok, JSON.stringify(plan));
        const report = await engine.apply(approvePlan(plan.value), UNATTENDED);
        assert.ok(report.ok, JSON.stringify(report));
        const ends = report.value.results.map(({ outcome, error }) => [outcome, error]);
        assert.deepEqual(ends, [["done", null]]);
        assert.match(workspace.text(), /\nMoney goes back\.\n\n[-*] by card\n[-*] by cheque\n$/);
        const { items, held } = await workspace.plan();
        assert.deepEqual([items, held], [[], []]);
        assert.deepEqual((await triage(workspace)).tickets, []);
      }));

    test(`of ${system.name} are found with about two requests for a hundred`, () =>
      onTracker(system, SPEC_TEXT, async (workspace) => {
        workspace.double.seed(300);
        const { tickets, requests, problems } = await triage(workspace);
        assert.deepEqual([tickets.length, problems], [300, []]);
        assert.ok(requests.total <= 12, JSON.stringify(requests));
        assert.equal(requests.writes, 0);
      }));
  }

  for (const system of SYSTEMS.filter(({ isDirect }) => !isDirect)) {
    test(`of ${system.name} are said to be unknown`, () =>
      onTracker(system, SPEC_TEXT, async (workspace) => {
        workspace.double.seed(1);
        const { tickets, problems } = await triage(workspace);
        assert.deepEqual(tickets, []);
        assert.deepEqual(
          problems.map(({ code }) => code),
          ["triage/not-offered"],
        );
      }));
  }
});
