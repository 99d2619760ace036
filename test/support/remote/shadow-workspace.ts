import assert from "node:assert/strict";
import { createTrackerCatalog } from "../../../src/adapters/catalog.ts";
import { createLiveRedactor } from "../../../src/adapters/http/live-redactor.ts";
import { createRequestMeter } from "../../../src/adapters/request-meter.ts";
import { ok } from "../../../src/core/kernel/result.ts";
import type { RequestCount } from "../../../src/ports/request-meter.ts";
import type { ApplyReport } from "../../../src/sync/report.ts";
import { createFixedClock } from "../fixed-clock.ts";
import { createMemoryFileStore, type MemoryFileStore } from "../memory-file-store.ts";
import { onStore, SPEC } from "../workspace.ts";
import type { TrackedSystem } from "./systems.ts";

type AnyDouble = Awaited<ReturnType<TrackedSystem["start"]>>;

/** A workspace in memory with tickets in one place and copies in a tracker behind the wire. */
export interface RemoteShadows {
  readonly store: MemoryFileStore;
  readonly copies: AnyDouble;
  /** Null where the tickets are those of the embedded tracker. */
  readonly tickets: AnyDouble | null;
  text(): string;
  edit(from: string, to: string): void;
  /** Every sync is a process of its own: nothing is remembered but what is on disk. */
  sync(): Promise<ApplyReport>;
  cost(): RequestCount;
}

/** Runs a task on fresh trackers; the tickets are embedded where `primary` is null. */
export async function withRemoteShadows(
  primary: TrackedSystem | null,
  shadow: TrackedSystem,
  spec: string,
  task: (workspace: RemoteShadows) => Promise<void>,
): Promise<void> {
  const [tickets, copies] = [await primary?.start(), await shadow.start()];
  try {
    const own = primary === null ? "system: local" : connection(primary, tickets?.project ?? "");
    const config = `ticket_systems:
  desk: {${own}}
  mirror: {${connection(shadow, copies.project)}}
routing:
  - match: {default: true}
    target: desk
    shadow_targets: [mirror]
`;
    const store = createMemoryFileStore({ "CANON.yaml": config, [SPEC]: spec });
    await task(aWorkspace(store, tickets ?? null, copies));
  } finally {
    await tickets?.close();
    await copies.close();
  }
}

function connection({ system }: TrackedSystem, project: string): string {
  return `system: ${system}, project: ${JSON.stringify(project)}`;
}

function aWorkspace(
  store: MemoryFileStore,
  tickets: AnyDouble | null,
  copies: AnyDouble,
): RemoteShadows {
  const clock = createFixedClock();
  let meter = createRequestMeter();

  function fresh() {
    meter = createRequestMeter();
    const { redact, hold } = createLiveRedactor();
    const credentials = {
      find: ({ name }: { readonly name: string }) => {
        const double = name === "mirror" ? copies : tickets;
        assert.ok(double !== null, "the embedded tracker needs no credential");
        hold(double.access.secret);
        return Promise.resolve(ok(double.access));
      },
    };
    const deps = { files: store, clock, meter, redact, credentials, isOffline: () => false };
    const openTracker = createTrackerCatalog(deps);
    return onStore(store, clock, { openTracker, meter, redact });
  }

  return {
    store,
    copies,
    tickets,
    text: () => store.files.get(SPEC) ?? "",
    edit(from, to) {
      fresh().edit(SPEC, from, to);
    },
    async sync() {
      clock.advance(60_000);
      return fresh().sync();
    },
    cost: () => meter.total(),
  };
}
