import assert from "node:assert/strict";
import { createTrackerCatalog, type TrackerDeps } from "../../src/adapters/catalog.ts";
import { createRequestMeter } from "../../src/adapters/request-meter.ts";
import { ok } from "../../src/core/kernel/result.ts";
import type { SystemName } from "../../src/core/model/ticket-ref.ts";
import { approvePlan } from "../../src/core/plan/approve.ts";
import type { ChangePlan, PlanOptions } from "../../src/core/plan/plan.ts";
import { redact } from "../../src/core/redact/redact.ts";
import { createEngine } from "../../src/sync/create-engine.ts";
import type { EngineDeps } from "../../src/sync/engine-deps.ts";
import { WHOLE_WORKSPACE, type Engine } from "../../src/sync/engine.ts";
import type { TicketTracker } from "../../src/ports/ticket-tracker.ts";
import { UNATTENDED } from "../../src/sync/apply-plan.ts";
import type { ApplyReport } from "../../src/sync/report.ts";
import { createFixedClock, type FixedClock } from "./fixed-clock.ts";
import { createMemoryFileStore, type MemoryFileStore } from "./memory-file-store.ts";
import { createRecordingLog } from "./recording-log.ts";

export const SPEC = "docs/specs/payments.md";

export const LOCAL_CONFIG = "version: 1\nsync:\n  system: local\n";

export const BOTH_WAYS: PlanOptions = {
  direction: "both",
  onConflict: "tracker",
  asked: new Set(),
};

/** What a catalog needs besides, where nothing but the embedded tracker is ever opened. */
export const LOCAL_ONLY: Pick<TrackerDeps, "redact" | "credentials" | "isOffline"> = {
  redact,
  credentials: { find: () => Promise.reject(new Error("no credential is needed here")) },
  isOffline: () => true,
};

/** A workspace in memory with the embedded tracker, and an engine on it. */
export interface Workspace {
  readonly store: MemoryFileStore;
  readonly engine: Engine;
  readonly clock: FixedClock;
  text(path?: string): string;
  /** Replaces a part of a file, as a person would; the part must be there. */
  edit(path: string, from: string, to: string): void;
  plan(options?: Partial<PlanOptions>): Promise<ChangePlan>;
  sync(options?: Partial<PlanOptions>): Promise<ApplyReport>;
  apply(plan: ChangePlan): Promise<ApplyReport>;
}

export function aWorkspace(spec: string, config = LOCAL_CONFIG): Workspace {
  return onStore(createMemoryFileStore({ "CANON.yaml": config, [SPEC]: spec }));
}

/** Sends all specs to one connection, called `main`. */
export function configFor(system: SystemName, project: string, more = ""): string {
  return `version: 1
ticket_systems:
  main:
    system: ${system}
    project: ${project}
${more}routing:
  - match:
      default: true
    target: main
`;
}

/** A workspace whose specs go to trackers that a test made. */
export function onTracker(
  tracker: TicketTracker,
  spec: string,
  config: string,
  parts: Partial<EngineDeps> = {},
): Workspace {
  const store = createMemoryFileStore({ "CANON.yaml": config, [SPEC]: spec });
  return onStore(store, createFixedClock(), {
    openTracker: () => Promise.resolve(ok(tracker)),
    ...parts,
  });
}

/** An engine of its own on files that are already there, as after a restart. */
export function onStore(
  store: MemoryFileStore,
  clock = createFixedClock(),
  parts: Partial<EngineDeps> = {},
): Workspace {
  const meter = createRequestMeter();
  const deps = { files: store, clock, meter, ...LOCAL_ONLY };
  const engine = createEngine({
    files: store,
    openTracker: createTrackerCatalog(deps),
    clock,
    log: createRecordingLog(),
    meter,
    redact,
    ...parts,
  });
  const workspace: Workspace = {
    store,
    engine,
    clock,
    text(path = SPEC) {
      const text = store.files.get(path);
      assert.ok(text !== undefined, `${path} does not exist`);
      return text;
    },
    edit(path, from, to) {
      const text = workspace.text(path);
      assert.ok(text.includes(from), `${path} does not hold ${JSON.stringify(from)}:\n${text}`);
      store.files.set(
        path,
        text.replace(from, () => to),
      );
    },
    async plan(options = {}) {
      const plan = await engine.plan(WHOLE_WORKSPACE, { ...BOTH_WAYS, ...options }, UNATTENDED);
      assert.ok(plan.ok, JSON.stringify(plan));
      return plan.value;
    },
    async sync(options = {}) {
      return workspace.apply(await workspace.plan(options));
    },
    async apply(plan) {
      const report = await engine.apply(approvePlan(plan), UNATTENDED);
      assert.ok(report.ok, JSON.stringify(report));
      return report.value;
    },
  };
  return workspace;
}
