import assert from "node:assert/strict";
import { createProxyTracker } from "../../../src/adapters/canon-proxy/tracker.ts";
import { createHttp } from "../../../src/adapters/http/create-http.ts";
import { createRequestMeter } from "../../../src/adapters/request-meter.ts";
import type { TrackerTarget } from "../../../src/core/model/ticket.ts";
import { createRedactor } from "../../../src/core/redact/redact.ts";
import type { ServerAccess } from "../../../src/ports/credentials.ts";
import type { TicketTracker } from "../../../src/ports/ticket-tracker.ts";
import type { Bench } from "../../contract/tracker-contract.ts";
import { aTarget } from "../builders.ts";
import { createFixedClock, type FixedClock } from "../fixed-clock.ts";
import { startCanonServerDouble, type CanonServerDouble } from "./canon-server-double.ts";
import type { Tracker } from "./server-tickets.ts";

/** A Canon server, its time, and trackers that speak to it. */
export interface CanonServerBench extends Bench {
  readonly double: CanonServerDouble;
  readonly clock: FixedClock;
  readonly open: (target?: Partial<TrackerTarget>, access?: Partial<ServerAccess>) => TicketTracker;
}

const WORDS = {
  github: {
    missingKey: "999999",
    statuses: {
      fresh: "open|canon:todo",
      started: "open|canon:in-progress",
      done: "closed|canon:done",
    },
  },
  jira: {
    missingKey: "PAY-999999",
    statuses: { fresh: "To Do", started: "In Progress", done: "Done" },
  },
  linear: {
    missingKey: "PAY-999999",
    statuses: { fresh: "Todo", started: "In Progress", done: "Done" },
  },
} as const;

/** Runs a task on a server with `tracker` behind it. */
export async function withCanonServerBench(
  task: (bench: CanonServerBench) => Promise<void>,
  tracker: Tracker = "github",
): Promise<void> {
  const clock = createFixedClock();
  const double = await startCanonServerDouble(tracker);
  const redact = createRedactor([]);
  const ticketOf = (key: string) => double.behind.find(double.project, key);

  function open(
    target: Partial<TrackerTarget> = {},
    access: Partial<ServerAccess> = {},
  ): TicketTracker {
    const meter = createRequestMeter();
    const opened = createProxyTracker({
      target: aTarget({ name: "main", system: tracker, project: double.project, ...target }),
      access: { ...double.access, ...access },
      http: createHttp({ clock, meter, redact, isOffline: () => false }),
      clock,
      redact,
    });
    assert.ok(opened.ok, JSON.stringify(opened));
    return opened.value;
  }

  try {
    await task({
      double,
      clock,
      open,
      tracker: open(),
      other: open(),
      editDescription(key, change) {
        const ticket = ticketOf(key);
        ticket.description = change(ticket.description);
        return Promise.resolve();
      },
      description: (key) => Promise.resolve(ticketOf(key).description),
      spoil: (key) => Promise.resolve(void double.behind.spoiled.add(key)),
      now: () => clock.now(),
      sent: () => double.requests.length,
      countLinks: (key, url) =>
        Promise.resolve(ticketOf(key).comments.filter((one) => one.includes(`(${url})`)).length),
      findsMarkers: false,
      tellsMissing: false,
      seesLinks: false,
      words: { ...WORDS[tracker], type: null, childType: null },
    });
  } finally {
    await double.close();
  }
}
