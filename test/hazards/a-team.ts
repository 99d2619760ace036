import {
  createMemoryTicketTracker,
  JIRA_STATES,
  type MemoryTicketTracker,
  type MemoryTrackerOptions,
} from "../support/memory-ticket-tracker.ts";
import { configFor, onTracker, type Workspace } from "../support/workspace.ts";

/** A spec in a workspace, and the Jira project that its tickets live in. */
export interface Team {
  readonly workspace: Workspace;
  readonly jira: MemoryTicketTracker;
  /** The status word of each section, by its id. */
  readonly statuses: () => Readonly<Record<string, string>>;
}

export function aTeam(spec: string, more = "", options: MemoryTrackerOptions = {}): Team {
  const jira = createMemoryTicketTracker({
    system: "jira",
    prefix: "PAY",
    states: JIRA_STATES,
    ...options,
  });
  const workspace = onTracker(jira, spec, configFor("jira", "PAY", more));
  return {
    workspace,
    jira,
    statuses: () =>
      Object.fromEntries(
        [...workspace.text().matchAll(/canon:system:(\S+) status:(\S+)/g)].map(
          ([, id = "", status = ""]) => [id, status],
        ),
      ),
  };
}

/** A spec of open sections, one for each body. */
export function aSpecOf(sections: Readonly<Record<string, string>>): string {
  const parts = Object.entries(sections).map(
    ([id, body]) => `## ${id}\n<!-- canon:system:${id} status:todo -->\n\n${body}\n`,
  );
  return `# Payments\n\n${parts.join("\n")}`;
}
