import assert from "node:assert/strict";
import { createTrackerCatalog } from "../../../src/adapters/catalog.ts";
import { createLiveRedactor } from "../../../src/adapters/http/live-redactor.ts";
import { createRequestMeter } from "../../../src/adapters/request-meter.ts";
import { ok } from "../../../src/core/kernel/result.ts";
import { approvePlan } from "../../../src/core/plan/approve.ts";
import type { ChangePlan, PlanOptions } from "../../../src/core/plan/plan.ts";
import type { RequestCount } from "../../../src/ports/request-meter.ts";
import type { TicketMemory } from "../../../src/ports/ticket-memory.ts";
import { UNATTENDED } from "../../../src/sync/apply-plan.ts";
import { createEngine } from "../../../src/sync/create-engine.ts";
import { WHOLE_WORKSPACE, type Engine } from "../../../src/sync/engine.ts";
import type { ApplyReport } from "../../../src/sync/report.ts";
import { createFixedClock, type FixedClock } from "../fixed-clock.ts";
import { createMemoryFileStore, type MemoryFileStore } from "../memory-file-store.ts";
import { createRecordingLog } from "../recording-log.ts";
import type { RemoteDouble } from "./double.ts";
import { BOTH_WAYS, SPEC } from "../workspace.ts";
import type { TrackedSystem } from "./systems.ts";

type AnyDouble = Awaited<ReturnType<TrackedSystem["start"]>>;

/** A workspace in memory whose specs go to one tracker behind the wire. */
export interface RemoteWorkspace {
  readonly store: MemoryFileStore;
  readonly double: AnyDouble;
  readonly text: () => string;
  /** An engine that has just started, for all that is neither a plan nor a sync. */
  engine(): Engine;
  plan(options?: Partial<PlanOptions>): Promise<ChangePlan>;
  sync(options?: Partial<PlanOptions>): Promise<ApplyReport>;
  /** What the last plan or sync cost. */
  cost(): RequestCount;
}

export function configOf(
  { system, hierarchy }: TrackedSystem,
  { project }: Pick<RemoteDouble, "project">,
): string {
  return [
    "version: 1",
    "ticket_systems:",
    "  main:",
    `    system: ${system}`,
    `    project: ${project}`,
    hierarchy + "routing:",
    "  - match:",
    "      default: true",
    "    target: main",
    "",
  ].join("\n");
}

interface WorkspaceParts {
  readonly patienceMs?: number;
  /** The time of the tracker as well; absent: that of the tracker is the machine's. */
  readonly clock?: FixedClock;
  readonly ticketMemory?: TicketMemory;
  /** Called before anything is asked of the tracker. */
  readonly prepare?: (double: AnyDouble) => void;
}

/** Runs a task on a fresh tracker and a workspace that holds one spec. */
export async function onTracker(
  system: TrackedSystem,
  spec: string,
  task: (workspace: RemoteWorkspace) => Promise<void>,
  parts: WorkspaceParts = {},
): Promise<void> {
  const { clock } = parts;
  const double = await system.start(clock && (() => Date.parse(clock.now())));
  parts.prepare?.(double);
  try {
    await task(aRemoteWorkspace(system, double, spec, parts));
  } finally {
    await double.close();
  }
}

function aRemoteWorkspace(
  system: TrackedSystem,
  double: AnyDouble,
  spec: string,
  { patienceMs, clock = createFixedClock(), ticketMemory }: WorkspaceParts,
): RemoteWorkspace {
  const store = createMemoryFileStore({
    "CANON.yaml": configOf(system, double),
    [SPEC]: spec,
  });
  let meter = createRequestMeter();

  /** Every run is a process of its own: nothing is remembered but what is on disk. */
  function fresh() {
    meter = createRequestMeter();
    const { redact, hold } = createLiveRedactor();
    hold(double.access.secret);
    const credentials = { find: () => Promise.resolve(ok(double.access)) };
    const deps = { files: store, clock, meter, redact, credentials, isOffline: () => false };
    const openTracker = createTrackerCatalog(
      patienceMs === undefined ? deps : { ...deps, patienceMs },
    );
    return createEngine({
      files: store,
      openTracker,
      clock,
      log: createRecordingLog(),
      meter,
      redact,
      ...(ticketMemory === undefined ? {} : { ticketMemory }),
    });
  }

  return {
    store,
    double,
    text: () => store.files.get(SPEC) ?? "",
    engine: fresh,
    async plan(options = {}) {
      const plan = await fresh().plan(WHOLE_WORKSPACE, { ...BOTH_WAYS, ...options }, UNATTENDED);
      assert.ok(plan.ok, JSON.stringify(plan));
      return plan.value;
    },
    async sync(options = {}) {
      clock.advance(60_000);
      const engine = fresh();
      const plan = await engine.plan(WHOLE_WORKSPACE, { ...BOTH_WAYS, ...options }, UNATTENDED);
      assert.ok(plan.ok, JSON.stringify(plan));
      const report = await engine.apply(approvePlan(plan.value), UNATTENDED);
      assert.ok(report.ok, JSON.stringify(report));
      return report.value;
    },
    cost: () => meter.total(),
  };
}
