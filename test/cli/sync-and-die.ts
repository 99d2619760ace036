// Syncs a workspace on the real disk and dies, as by `kill -9`, right before or right after the
// N-th change to a file:
//
//   node test/cli/sync-and-die.ts ROOT N before|after
import { createTrackerCatalog } from "../../src/adapters/catalog.ts";
import { createRequestMeter } from "../../src/adapters/request-meter.ts";
import { SYSTEM_CLOCK } from "../../src/adapters/clock/system-clock.ts";
import { approvePlan } from "../../src/core/plan/approve.ts";
import { redact } from "../../src/core/redact/redact.ts";
import { UNATTENDED } from "../../src/sync/apply-plan.ts";
import { createEngine } from "../../src/sync/create-engine.ts";
import { WHOLE_WORKSPACE } from "../../src/sync/engine.ts";
import { createRecordingLog } from "../support/recording-log.ts";
import { LOCAL_ONLY } from "../support/workspace.ts";
import { countedStore } from "../support/counted-store.ts";

const [root = ".", step = "0", when = "before"] = process.argv.slice(2);
let changes = 0;

function dieIf(moment: string): void {
  if (moment === when && changes === Number(step)) process.kill(process.pid, "SIGKILL");
}

async function counted<T>(change: () => Promise<T>): Promise<T> {
  changes += 1;
  dieIf("before");
  const result = await change();
  dieIf("after");
  return result;
}

const files = countedStore(root, counted);
const meter = createRequestMeter();
const engine = createEngine({
  files,
  openTracker: createTrackerCatalog({ files, clock: SYSTEM_CLOCK, meter, ...LOCAL_ONLY }),
  clock: SYSTEM_CLOCK,
  log: createRecordingLog(),
  meter,
  redact,
});
const options = { direction: "both", onConflict: "tracker", asked: new Set<string>() } as const;
const plan = await engine.plan(WHOLE_WORKSPACE, options, UNATTENDED);
if (!plan.ok) throw new Error(JSON.stringify(plan.error));
const report = await engine.apply(approvePlan(plan.value), UNATTENDED);
if (!report.ok) throw new Error(JSON.stringify(report.error));
console.log(changes);
