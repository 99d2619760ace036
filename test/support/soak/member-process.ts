import { createTrackerCatalog } from "../../../src/adapters/catalog.ts";
import type { LiveRedactor } from "../../../src/adapters/http/live-redactor.ts";
import { createRequestMeter } from "../../../src/adapters/request-meter.ts";
import { ok } from "../../../src/core/kernel/result.ts";
import type { SpecCache } from "../../../src/core/spec/spec-cache.ts";
import type { RequestMeter } from "../../../src/ports/request-meter.ts";
import { createEngine } from "../../../src/sync/create-engine.ts";
import type { Engine } from "../../../src/sync/engine.ts";
import type { Clone } from "../histories/commands.ts";
import { Life, mortalClock, mortalStore } from "../histories/mortal.ts";
import type { MemoryFileStore } from "../memory-file-store.ts";
import { createRecordingLog, type RecordingLog } from "../recording-log.ts";
import type { TeamTrackers } from "./team-trackers.ts";
import type { VirtualTime } from "./virtual-time.ts";

/** An editor that stays open all day, or a job that ends with its sync. */
export interface MemberProcess {
  readonly clone: Clone;
  readonly life: Life;
  readonly engine: Engine;
  readonly meter: RequestMeter;
  readonly log: RecordingLog;
  /** Until when each server asked it to send nothing, and since when it knows. */
  readonly waits: Map<string, { readonly toldAt: number; readonly until: number }>;
  /** What runs that have ended left behind, as far as anybody still holds on to it. */
  readonly leftovers: WeakRef<object>[];
  /** How many of its requests were spoiled. */
  faults: number;
}

interface Surroundings {
  readonly clone: Clone;
  readonly store: MemoryFileStore;
  readonly time: VirtualTime;
  readonly trackers: TeamTrackers;
  readonly parsed: SpecCache;
  readonly live: LiveRedactor;
}

export function startProcess({
  clone,
  store,
  time,
  trackers,
  parsed,
  live,
}: Surroundings): MemberProcess {
  const life = new Life(undefined);
  const files = mortalStore(store, life);
  const clock = mortalClock(time, life);
  const meter = createRequestMeter();
  const log = createRecordingLog();
  const { redact, hold } = live;
  const leftovers: WeakRef<object>[] = [];
  const open = createTrackerCatalog({
    files,
    clock,
    meter,
    redact,
    credentials: {
      find({ name }) {
        const tracker = trackers.remote.find((one) => one.name === name);
        if (tracker === undefined) throw new Error(`${name} needs no credential`);
        hold(tracker.double.access.secret);
        return Promise.resolve(ok(tracker.double.access));
      },
    },
    isOffline: () => false,
  });
  const engine = createEngine({
    files,
    clock,
    meter,
    log,
    redact,
    parsed,
    async openTracker(target, signal) {
      const opened = await open(target, signal);
      if (opened.ok) leftovers.push(new WeakRef(opened.value));
      return opened;
    },
  });
  return {
    clone,
    life,
    engine,
    meter,
    log,
    leftovers,
    waits: new Map(),
    faults: 0,
  };
}
