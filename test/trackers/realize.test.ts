import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { approvePlan } from "../../src/core/plan/approve.ts";
import type { MergedWork } from "../../src/core/model/merged-work.ts";
import { UNATTENDED } from "../../src/sync/apply-plan.ts";
import type { ApplyReport } from "../../src/sync/report.ts";
import { aWork } from "../support/a-work.ts";
import { closing } from "../support/remote/close-words.ts";
import { onTracker, type RemoteWorkspace } from "../support/remote/remote-workspace.ts";
import { SYSTEMS, type TrackedSystem } from "../support/remote/systems.ts";
import { TWO_SECTIONS } from "../support/realization/two-sections.ts";

const MOST_REQUESTS = 40;

/** Plans and applies in a process of its own. */
async function realize(workspace: RemoteWorkspace, work: MergedWork): Promise<ApplyReport | null> {
  const engine = workspace.engine();
  const draft = await engine.draftRealization(work, { asked: new Set() }, UNATTENDED);
  assert.ok(draft.ok, JSON.stringify(draft));
  const report = await engine.apply(approvePlan(draft.value.plan), UNATTENDED);
  assert.ok(report.ok, JSON.stringify(report));
  return report.value;
}

async function begin(system: TrackedSystem, workspace: RemoteWorkspace): Promise<MergedWork> {
  workspace.store.files.set("src/keys.ts", "export const key = 1;\n");
  workspace.store.files.set("test/store.test.ts", 'test("an answer is stored beside its key")\n');
  await workspace.sync();
  const repository = system.system === "github" ? workspace.double.project : "acme/shop";
  const words = workspace.double.tickets().map(({ key }) => closing(system.system, key));
  return aWork({
    repository,
    url: `https://github.com/${repository}/pull/412`,
    body: words.join("\n"),
    files: ["src/keys.ts", "test/store.test.ts"].map((path) => ({
      path,
      previousPath: null,
      change: "added",
      lines: null,
    })),
  });
}

function check(system: TrackedSystem, { double, text }: RemoteWorkspace, at: string): void {
  const evidence = text().match(/canon:realized-in:PR#412[^>]*-->/g) ?? [];
  assert.equal(evidence.length, 3, `${at}\n${text()}`);
  assert.match(
    text(),
    /keys status:done -->\n<!-- canon:realized-in:PR#412 src\/keys\.ts test\/store\.test\.ts -->\n/,
  );
  assert.match(text(), /store status:in_progress/);
  assert.match(
    text(),
    /- \[x\] an answer is stored beside its key\n.*realized-in.*\n- \[ \] answers expire\n$/,
  );
  const [keys, store, ...others] = double.tickets();
  assert.equal(others.length, 0, at);
  assert.equal(keys?.status, system.statuses.done, at);
  assert.equal(store?.status, system.statuses.in_progress, at);
  if (!system.isDirect) return;
  for (const ticket of [keys, store]) {
    const told = ticket.comments.filter((one) => one.includes("Pull request 412"));
    assert.ok(told.length >= 1 && told.length <= 2, `${at}: ${JSON.stringify(ticket.comments)}`);
    const said = told.filter((one) => one.includes("Evidence"));
    assert.equal(said.length, 1, `${at}: ${JSON.stringify(ticket.comments)}`);
  }
}

suite("merged work, recorded", () => {
  for (const system of SYSTEMS) {
    test(`in ${system.name}: evidence, one comment, a closed ticket, and a second run that writes nothing`, () =>
      onTracker(system, TWO_SECTIONS, async (workspace) => {
        const work = await begin(system, workspace);
        const report = await realize(workspace, work);
        assert.deepEqual(
          report?.results.map(({ outcome, error }) => [outcome, error]),
          report?.results.map(() => ["done", null]),
        );
        check(system, workspace, system.name);
        const before = new Map(workspace.store.files);
        const again = await realize(workspace, work);
        assert.deepEqual(again?.results, []);
        assert.equal(workspace.cost().writes, 0);
        assert.deepEqual(new Map(workspace.store.files), before);
        await workspace.sync();
        check(system, workspace, `${system.name}, synced after that`);
      }));

    for (const kind of ["cut", "drop"] as const) {
      test(`in ${system.name}: whichever request is ${kind === "cut" ? "done but not answered" : "lost on the way"}, the next runs finish and double nothing`, async () => {
        for (let nth = 0; nth < MOST_REQUESTS; nth++) {
          if (!(await spoil(system, kind, nth))) return;
        }
        assert.fail(`it made more than ${String(MOST_REQUESTS)} requests`);
      }).timeout(300_000);
    }
  }
});

/** False when there were fewer requests than that. */
async function spoil(system: TrackedSystem, kind: "cut" | "drop", nth: number): Promise<boolean> {
  let wasHit = false;
  await onTracker(system, TWO_SECTIONS, async (workspace) => {
    const work = await begin(system, workspace);
    let requests = 0;
    workspace.double.faultFor = () => {
      requests += 1;
      if (requests !== nth + 1) return undefined;
      wasHit = true;
      return { kind };
    };
    await realize(workspace, work);
    if (!wasHit) return;
    workspace.double.faultFor = () => undefined;
    for (let again = 0; again < 3; again++) await realize(workspace, work);
    const at = `${system.name}, request ${String(nth + 1)} ${kind}`;
    check(system, workspace, at);
    const last = await realize(workspace, work);
    assert.deepEqual(last?.results, [], at);
  });
  return wasHit;
}
