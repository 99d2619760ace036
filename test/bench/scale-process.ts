// Syncs a workspace on the disk once with the trackers that the environment names, and prints what
// it took. Each run is a process of its own, so that nothing of an earlier one counts.
//
//   node --expose-gc test/bench/scale-process.ts ROOT
import { createTrackerCatalog } from "../../src/adapters/catalog.ts";
import { environmentAccess } from "../../src/adapters/credentials/environment.ts";
import { createNodeFileStore } from "../../src/adapters/files/node-file-store.ts";
import { createLiveRedactor } from "../../src/adapters/http/live-redactor.ts";
import { createRequestMeter } from "../../src/adapters/request-meter.ts";
import { SYSTEM_CLOCK } from "../../src/adapters/clock/system-clock.ts";
import { approvePlan } from "../../src/core/plan/approve.ts";
import { UNATTENDED } from "../../src/sync/apply-plan.ts";
import { createEngine } from "../../src/sync/create-engine.ts";
import { WHOLE_WORKSPACE } from "../../src/sync/engine.ts";
import { createRecordingLog } from "../support/recording-log.ts";
import { BOTH_WAYS } from "../support/workspace.ts";
import type { ScaleRun } from "./scale-workspace.ts";

/** Often enough to see the top of a run that takes seconds. */
const LOOK_EVERY_MS = 20;

const [root = "."] = process.argv.slice(2);

function emptyHeap(): number {
  if (globalThis.gc === undefined) throw new Error("Run this with --expose-gc.");
  for (let round = 0; round < 4; round++) globalThis.gc();
  return process.memoryUsage().heapUsed;
}

const meter = createRequestMeter();
const files = createNodeFileStore(root);
const { redact, hold } = createLiveRedactor();
const openTracker = createTrackerCatalog({
  files,
  clock: SYSTEM_CLOCK,
  meter,
  redact,
  isOffline: () => false,
  credentials: {
    find(target) {
      const access = environmentAccess(target, process.env);
      if (access === undefined) throw new Error(`No credential for ${target.name}.`);
      if (access.ok) hold(access.value.secret);
      return Promise.resolve(access);
    },
  },
});
const engine = createEngine({
  files,
  openTracker,
  clock: SYSTEM_CLOCK,
  log: createRecordingLog(),
  meter,
  redact,
});

const empty = emptyHeap();
let top = empty;
const look = setInterval(() => {
  top = Math.max(top, process.memoryUsage().heapUsed);
}, LOOK_EVERY_MS);
const startedAt = performance.now();
const plan = await engine.plan(WHOLE_WORKSPACE, BOTH_WAYS, UNATTENDED);
if (!plan.ok) throw new Error(JSON.stringify(plan.error));
const plannedAt = performance.now();
const report = await engine.apply(approvePlan(plan.value), UNATTENDED);
if (!report.ok) throw new Error(JSON.stringify(report.error));
const ms = performance.now() - startedAt;
clearInterval(look);
top = Math.max(top, process.memoryUsage().heapUsed);
// What the run holds on to counts without the garbage that nobody has collected yet.
const held = emptyHeap() - empty;
const run: ScaleRun = {
  ms,
  planMs: plannedAt - startedAt,
  topBytes: top - empty,
  heldBytes: held,
  items: report.value.results.length,
  failed: report.value.results.filter(({ outcome }) => outcome !== "done").length,
  held: report.value.held.length,
  requests: meter.total(),
};
process.stdout.write(JSON.stringify(run));
// The plan is what a caller would still have in its hands.
if (plan.value.items.length !== report.value.results.length) process.exitCode = 1;
