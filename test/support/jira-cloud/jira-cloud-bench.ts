import assert from "node:assert/strict";
import { createHttp } from "../../../src/adapters/http/create-http.ts";
import { createJiraCloudTracker } from "../../../src/adapters/jira/cloud/tracker.ts";
import { createRequestMeter } from "../../../src/adapters/request-meter.ts";
import type { TrackerTarget } from "../../../src/core/model/ticket.ts";
import { redact } from "../../../src/core/redact/redact.ts";
import type { DirectAccess } from "../../../src/ports/credentials.ts";
import type { TicketTracker } from "../../../src/ports/ticket-tracker.ts";
import type { Bench } from "../../contract/tracker-contract.ts";
import { aTarget } from "../builders.ts";
import { createFixedClock, type FixedClock } from "../fixed-clock.ts";
import { type JiraCloudDouble, startJiraCloudDouble } from "./jira-cloud-double.ts";
import { wordsIn } from "./jira-json.ts";
import type { Json } from "./jira-state.ts";

/** A small Jira, its time, and trackers that speak to it. */
export interface JiraCloudBench extends Bench {
  readonly double: JiraCloudDouble;
  readonly clock: FixedClock;
  /** One more client, as another window or run would be. */
  open(target?: Partial<TrackerTarget>, access?: DirectAccess): TicketTracker;
}

export async function withJiraCloudBench(
  task: (bench: JiraCloudBench) => Promise<void>,
): Promise<void> {
  const clock = createFixedClock();
  const now = (): number => Date.parse(clock.now());
  const double = await startJiraCloudDouble({ search: "live", now });
  const { state } = double;
  const open: JiraCloudBench["open"] = (target = {}, access = double.access) =>
    openJiraCloudTracker(double, clock, target, access);
  try {
    await task({
      double,
      clock,
      open,
      tracker: open(),
      other: open(),
      editDescription(key, change) {
        const issue = state.issue(key);
        issue.description = edited(issue.description, change);
        state.touch(issue);
        return Promise.resolve();
      },
      description: (key) => Promise.resolve(wordsIn(state.issue(key).description)),
      spoil(key) {
        state.issue(key).isSpoiled = true;
        return Promise.resolve();
      },
      keepsBytes: false,
      now: () => clock.now(),
      sent: () => double.requests.length,
      countLinks(key, url) {
        const links = state.issue(key).links.filter(({ object }) => object["url"] === url);
        return Promise.resolve(links.length);
      },
      words: {
        missingKey: "NOPE-9",
        statuses: { fresh: "To Do", started: "In Progress", done: "Done" },
        type: "Epic",
        childType: "Story",
      },
    });
  } finally {
    await double.close();
  }
}

function openJiraCloudTracker(
  { project }: JiraCloudDouble,
  clock: FixedClock,
  target: Partial<TrackerTarget>,
  access: DirectAccess,
): TicketTracker {
  const meter = createRequestMeter();
  const http = createHttp({ clock, meter, redact, isOffline: () => false });
  const opened = createJiraCloudTracker({
    target: aTarget({ system: "jira", project, ...target }),
    access,
    http,
    clock,
    redact,
  });
  assert.ok(opened.ok, "the tracker opens");
  return opened.value;
}

/** What a person does in the editor: a paragraph more at the end, or another text altogether. */
function edited(description: Json | null, change: (text: string) => string): Json {
  const before = wordsIn(description);
  const after = change(before);
  const kept = after.startsWith(before) ? ((description?.["content"] ?? []) as unknown[]) : [];
  const added = (kept.length > 0 ? after.slice(before.length) : after).trim();
  const paragraph = { type: "paragraph", content: [{ type: "text", text: added }] };
  return { type: "doc", version: 1, content: [...kept, paragraph] };
}
