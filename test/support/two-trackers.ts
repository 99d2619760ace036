import assert from "node:assert/strict";
import { err, ok } from "../../src/core/kernel/result.ts";
import type { TicketTracker } from "../../src/ports/ticket-tracker.ts";
import { createFixedClock } from "./fixed-clock.ts";
import { createMemoryFileStore, type MemoryFileStore } from "./memory-file-store.ts";
import { createMemoryGithub } from "./memory-github.ts";
import {
  createMemoryTicketTracker,
  JIRA_STATES,
  type MemoryTicketTracker,
} from "./memory-ticket-tracker.ts";
import { onStore, SPEC, type Workspace } from "./workspace.ts";

/** Jira has the tickets, a GitHub repository the copies. */
export const SHADOW_CONFIG = `ticket_systems:
  engineering: {system: jira, project: PAY}
  oss: {system: github, project: acme/public}
routing:
  - match: {default: true}
    target: engineering
    shadow_targets: [oss]
`;

export interface ShadowWorkspace extends Workspace {
  readonly jira: MemoryTicketTracker;
  readonly github: MemoryTicketTracker;
}

/** A workspace with copies; `trackers` are further connections by their names. */
export function withShadows(
  spec: string,
  config = SHADOW_CONFIG,
  trackers: Readonly<Record<string, TicketTracker>> = {},
): ShadowWorkspace {
  const jira = createMemoryTicketTracker({ system: "jira", prefix: "PAY", states: JIRA_STATES });
  const github = createMemoryGithub().at("acme/public");
  const store = createMemoryFileStore({ "CANON.yaml": config, [SPEC]: spec });
  return restarted(store, { jira, github }, trackers);
}

/** The same files and trackers under an engine of its own, as after a restart. */
export function restarted(
  store: MemoryFileStore,
  own: Pick<ShadowWorkspace, "jira" | "github">,
  others: Readonly<Record<string, TicketTracker>> = {},
): ShadowWorkspace {
  const byName = new Map<string, TicketTracker>([
    ["engineering", own.jira],
    ["oss", own.github],
    ...Object.entries(others),
  ]);
  const workspace = onStore(store, createFixedClock(), {
    openTracker: ({ name }) => {
      const tracker = byName.get(name);
      const message = `There is no tracker for ${name}.`;
      const code = "config/tracker-unavailable";
      return Promise.resolve(
        tracker === undefined ? err({ code, severity: "error", line: null, message }) : ok(tracker),
      );
    },
  });
  return { ...workspace, ...own };
}

/** Whether another sync would do, hold or note anything. */
export async function assertAtRest(workspace: Workspace): Promise<void> {
  const { items, held, agreements, settledIntents } = await workspace.plan();
  assert.deepEqual([items, held, agreements, settledIntents], [[], [], [], []]);
}

/** The methods that change something, in the order in which they were called. */
export function writesOf(tracker: MemoryTicketTracker): string[] {
  const reads = ["readTickets", "reachableStatuses", "newestKey", "findByMarker"];
  return tracker.calls.map(({ method }) => method).filter((method) => !reads.includes(method));
}
