import assert from "node:assert/strict";
import { createGithubTracker } from "../../../src/adapters/github/tracker.ts";
import { createHttp } from "../../../src/adapters/http/create-http.ts";
import { createRequestMeter } from "../../../src/adapters/request-meter.ts";
import { redact } from "../../../src/core/redact/redact.ts";
import type { TrackerTarget } from "../../../src/core/model/ticket.ts";
import type { TicketTracker } from "../../../src/ports/ticket-tracker.ts";
import type { Bench } from "../../contract/tracker-contract.ts";
import { aTarget } from "../builders.ts";
import { createFixedClock, type FixedClock } from "../fixed-clock.ts";
import { startGithubDouble, type GithubDouble } from "./github-double.ts";

/** A small GitHub, its time, and trackers that speak to it. */
export interface GithubBench extends Bench {
  readonly double: GithubDouble;
  readonly clock: FixedClock;
  /** One more client, as another window or run would be. */
  readonly open: (target?: Partial<TrackerTarget>) => TicketTracker;
}

export const GITHUB_WORDS = {
  missingKey: "999999",
  statuses: {
    fresh: "open|canon:todo",
    started: "open|canon:in-progress",
    done: "closed|canon:done",
  },
};

export async function withGithubBench(task: (bench: GithubBench) => Promise<void>): Promise<void> {
  const clock = createFixedClock();
  const double = await startGithubDouble({ nowMs: () => Date.parse(clock.now()) });
  const open = (target: Partial<TrackerTarget> = {}): TicketTracker =>
    openGithubTracker(double, clock, target);
  const issueOf = (key: string) => {
    const issue = double.state.find(double.project, Number(key));
    assert.ok(issue !== undefined, `no issue ${key}`);
    return issue;
  };
  try {
    await task({
      double,
      clock,
      open,
      tracker: open(),
      other: open(),
      editDescription(key, change) {
        const issue = issueOf(key);
        issue.body = change(issue.body);
        double.state.touch(issue);
        return Promise.resolve();
      },
      description: (key) => Promise.resolve(issueOf(key).body),
      spoil(key) {
        issueOf(key).isSpoiled = true;
        return Promise.resolve();
      },
      now: () => clock.now(),
      sent: () => double.requests.length,
      countLinks(key, url) {
        const links = issueOf(key).comments.filter(({ body }) => body.includes(`${url} `));
        return Promise.resolve(links.length);
      },
      words: { ...GITHUB_WORDS, type: "Task", childType: "Task" },
    });
  } finally {
    await double.close();
  }
}

export function openGithubTracker(
  { access, project }: Pick<GithubDouble, "access" | "project">,
  clock: FixedClock,
  target: Partial<TrackerTarget>,
): TicketTracker {
  const meter = createRequestMeter();
  const http = createHttp({ clock, meter, redact, isOffline: () => false });
  const opened = createGithubTracker({
    target: aTarget({ system: "github", project, ...target }),
    access,
    http,
    clock,
    redact,
  });
  assert.ok(opened.ok, "the tracker opens");
  return opened.value;
}
