import assert from "node:assert/strict";
import { openTracker } from "../../src/adapters/catalog.ts";
import { createRequestMeter } from "../../src/adapters/request-meter.ts";
import { approvePlan } from "../../src/core/plan/approve.ts";
import type { ChangePlan, PlanOptions } from "../../src/core/plan/plan.ts";
import { createEngine } from "../../src/sync/create-engine.ts";
import { WHOLE_WORKSPACE, type Engine } from "../../src/sync/engine.ts";
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
}

export function aWorkspace(spec: string, config = LOCAL_CONFIG): Workspace {
  return onStore(createMemoryFileStore({ "CANON.yaml": config, [SPEC]: spec }));
}

/** An engine of its own on files that are already there, as after a restart. */
export function onStore(store: MemoryFileStore, clock = createFixedClock()): Workspace {
  const meter = createRequestMeter();
  const engine = createEngine({
    files: store,
    openTracker: (target) => openTracker(target, { files: store, clock, meter }),
    clock,
    log: createRecordingLog(),
    meter,
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
      const report = await engine.apply(approvePlan(await workspace.plan(options)), UNATTENDED);
      assert.ok(report.ok, JSON.stringify(report));
      return report.value;
    },
  };
  return workspace;
}
