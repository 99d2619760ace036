import type { Snapshot } from "../../src/core/plan/snapshot.ts";
import { buildPlan } from "../../src/core/plan/build-plan.ts";
import { UNATTENDED } from "../../src/sync/apply-plan.ts";
import { WHOLE_WORKSPACE } from "../../src/sync/engine.ts";
import { aWorkspace, BOTH_WAYS, type Workspace } from "../support/workspace.ts";
import { atMost, milliseconds, plainCount, type Row } from "./row.ts";
import { sampleSpec } from "./sample-spec.ts";
import { median, time } from "./statistics.ts";

const SECTIONS = 1000;
const ROUNDS = 21;

/** Planning over 1,000 sections, and what a sync of an unchanged workspace touches. */
export async function measurePlan(): Promise<Row[]> {
  const workspace = aWorkspace(sampleSpec({ sections: SECTIONS, linked: false }));
  const unlinked = await snapshotOf(workspace);
  const first = await workspace.sync();
  const created = first.results.filter(({ item }) => item.kind === "create-ticket").length;
  if (created !== SECTIONS)
    throw new Error(`The first sync made ${created} of ${SECTIONS} tickets.`);
  const linked = await snapshotOf(workspace);
  return [
    planRow("plan 1,000 linked sections", linked),
    planRow("plan 1,000 sections without tickets", unlinked),
    ...(await unchangedSync(workspace)),
  ];
}

function planRow(metric: string, snapshot: Snapshot): Row {
  const plan = (): unknown => buildPlan(snapshot, BOTH_WAYS);
  const samples = Array.from({ length: ROUNDS }, () => time(plan));
  return atMost({ metric, value: median(samples), limit: 20, show: milliseconds });
}

async function unchangedSync(workspace: Workspace): Promise<Row[]> {
  const { writes } = workspace.store;
  const before = new Map(workspace.store.files);
  const report = await workspace.sync();
  const changed = [...workspace.store.files].filter(([path, text]) => before.get(path) !== text);
  const what = "unchanged sync of 1,000 linked sections";
  const limit = 0;
  const show = plainCount;
  return [
    atMost({ metric: `${what}: planned items`, value: report.results.length, limit, show }),
    atMost({ metric: `${what}: writes`, value: workspace.store.writes - writes, limit, show }),
    atMost({ metric: `${what}: changed files`, value: changed.length, limit, show }),
    atMost({ metric: `${what}: network requests`, value: report.requests.total, limit, show }),
  ];
}

async function snapshotOf({ engine }: Workspace): Promise<Snapshot> {
  const taken = await engine.snapshot(WHOLE_WORKSPACE, UNATTENDED);
  if (!taken.ok) throw new Error(`No snapshot: ${JSON.stringify(taken.error)}`);
  return taken.value;
}
