import assert from "node:assert/strict";
import { createHttp } from "../../../src/adapters/http/create-http.ts";
import { createLinearTracker } from "../../../src/adapters/linear/tracker.ts";
import { createRequestMeter } from "../../../src/adapters/request-meter.ts";
import type { TrackerTarget } from "../../../src/core/model/ticket.ts";
import { redact } from "../../../src/core/redact/redact.ts";
import type { TicketTracker } from "../../../src/ports/ticket-tracker.ts";
import type { Bench } from "../../contract/tracker-contract.ts";
import { aTarget } from "../builders.ts";
import { createFixedClock, type FixedClock } from "../fixed-clock.ts";
import { harshMarkdown } from "./harsh-markdown.ts";
import { type LinearDouble, startLinearDouble } from "./linear-double.ts";

/** A small Linear, its time, and trackers that speak to it. */
export interface LinearBench extends Bench {
  readonly double: LinearDouble;
  readonly clock: FixedClock;
  /** One more client, as another window or run would be. */
  open(target?: Partial<TrackerTarget>): TicketTracker;
}

export async function withLinearBench(task: (bench: LinearBench) => Promise<void>): Promise<void> {
  const clock = createFixedClock();
  const double = await startLinearDouble({ now: () => Date.parse(clock.now()) });
  const { workspace } = double;
  const spoiled = new Set<string>();
  double.rewrite = (answer) => spoil(answer, spoiled);
  const open = (target: Partial<TrackerTarget> = {}): TicketTracker =>
    openLinearTracker(double, clock, target);
  try {
    await task({
      double,
      clock,
      open,
      tracker: open(),
      other: open(),
      editDescription(key, change) {
        const issue = workspace.issue(key);
        issue.description = harshMarkdown(change(issue.description ?? ""));
        issue.updatedAt = workspace.tick();
        return Promise.resolve();
      },
      description: (key) => Promise.resolve(workspace.issue(key).description ?? ""),
      spoil: (key) => Promise.resolve(void spoiled.add(key)),
      keepsBytes: false,
      now: () => clock.now(),
      sent: () => double.requests.length,
      words: {
        missingKey: "NOPE-9",
        statuses: { fresh: "Todo", started: "In Progress", done: "Done" },
        type: null,
        childType: null,
      },
    });
  } finally {
    await double.close();
  }
}

function openLinearTracker(
  { access, project }: LinearDouble,
  clock: FixedClock,
  target: Partial<TrackerTarget>,
): TicketTracker {
  const meter = createRequestMeter();
  const http = createHttp({ clock, meter, redact, isOffline: () => false });
  const opened = createLinearTracker({
    target: aTarget({ system: "linear", project, ...target }),
    access,
    http,
    clock,
    redact,
  });
  assert.ok(opened.ok, "the tracker opens");
  return opened.value;
}

/** Gives the issues of some keys a form that nobody expects, wherever they stand in an answer. */
function spoil(value: unknown, keys: ReadonlySet<string>): unknown {
  if (keys.size === 0 || value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((one) => spoil(one, keys));
  const entries = Object.entries(value).map(([name, one]) => [name, spoil(one, keys)] as const);
  const isSpoiled = entries.some(([name, one]) => name === "identifier" && keys.has(String(one)));
  return Object.fromEntries(
    entries.map(([name, one]) => [name, isSpoiled && name === "title" ? 42 : one]),
  );
}
