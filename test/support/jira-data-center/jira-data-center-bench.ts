import assert from "node:assert/strict";
import { createHttp } from "../../../src/adapters/http/create-http.ts";
import { createJiraDataCenterTracker } from "../../../src/adapters/jira/data-center/tracker.ts";
import { createRequestMeter } from "../../../src/adapters/request-meter.ts";
import { redact } from "../../../src/core/redact/redact.ts";
import type { DirectAccess } from "../../../src/ports/credentials.ts";
import type { TicketTracker } from "../../../src/ports/ticket-tracker.ts";
import type { Bench } from "../../contract/tracker-contract.ts";
import { aTarget } from "../builders.ts";
import { createFixedClock, type FixedClock } from "../fixed-clock.ts";
import { startJiraDataCenterDouble, type JiraDataCenterDouble } from "./jira-data-center-double.ts";
import type { StoredIssue } from "./store.ts";

/** A small Jira Data Center, its time, and trackers that speak to it. */
export interface DataCenterBench extends Bench {
  readonly double: JiraDataCenterDouble;
  readonly clock: FixedClock;
  /** One more client, as another window or run would be. */
  readonly open: (access?: Partial<DirectAccess>) => TicketTracker;
  readonly issue: (key: string) => StoredIssue;
}

export async function withJiraDataCenterBench(
  task: (bench: DataCenterBench) => Promise<void>,
): Promise<void> {
  const clock = createFixedClock();
  const double = await startJiraDataCenterDouble(() => clock.now());
  const open = (access: Partial<DirectAccess> = {}) => openTracker(double, clock, access);
  const issue = (key: string): StoredIssue => {
    const found = double.store.find(key);
    assert.ok(found !== undefined, `the double has no ticket ${key}`);
    return found;
  };
  try {
    await task({
      double,
      clock,
      open,
      issue,
      tracker: open(),
      other: open(),
      editDescription(key, change) {
        const edited = issue(key);
        edited.description = change(edited.description ?? "");
        double.store.touch(edited);
        return Promise.resolve();
      },
      description: (key) => Promise.resolve(issue(key).description ?? ""),
      spoil(key) {
        issue(key).summary = 42 as unknown as string;
        return Promise.resolve();
      },
      words: {
        missingKey: "NOPE-9",
        statuses: { fresh: "To Do", started: "In Progress", done: "Done" },
        type: "Epic",
        childType: "Story",
      },
      crowd: 30,
      now: () => clock.now(),
      sent: () => double.requests.length,
      countLinks: (key, url) =>
        Promise.resolve(issue(key).links.filter((link) => link.url === url).length),
    });
  } finally {
    await double.close();
  }
}

function openTracker(
  double: JiraDataCenterDouble,
  clock: FixedClock,
  access: Partial<DirectAccess>,
): TicketTracker {
  const meter = createRequestMeter();
  const opened = createJiraDataCenterTracker({
    target: aTarget({ system: "jira", project: double.project }),
    access: { ...double.access, ...access },
    http: createHttp({ clock, meter, redact, isOffline: () => false }),
    clock,
    redact,
  });
  assert.ok(opened.ok, "the tracker opens");
  return opened.value;
}
