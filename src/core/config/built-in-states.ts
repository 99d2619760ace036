import type { SpecState } from "../model/status.ts";
import type { SystemName } from "../model/ticket-ref.ts";
import type { StatusCategory } from "../model/ticket.ts";

/** Ticket states by spec state: the first is written, all are read. */
export type StateNames = Readonly<Record<SpecState, readonly string[]>>;

/**
 * What holds without a `status_map`.
 *
 * Source: the Canon documentation for Jira, Linear and GitHub. Azure DevOps names its states by
 * process (Agile, Scrum, Basic, CMMI), so several names are read for each spec state.
 */
export const BUILT_IN_STATES: Readonly<Record<SystemName, StateNames>> = {
  jira: {
    draft: ["Backlog"],
    todo: ["To Do"],
    in_progress: ["In Progress"],
    done: ["Done"],
    blocked: ["Blocked"],
    deprecated: ["Won't Do", "Won't Fix", "Canceled", "Cancelled"],
  },
  linear: {
    draft: ["Backlog"],
    todo: ["Todo"],
    in_progress: ["In Progress"],
    done: ["Done"],
    blocked: ["In Progress", "Blocked"],
    deprecated: ["Canceled", "Cancelled", "Duplicate"],
  },
  github: {
    draft: ["open|canon:draft"],
    todo: ["open|canon:todo"],
    in_progress: ["open|canon:in-progress"],
    done: ["closed|canon:done"],
    blocked: ["open|canon:blocked"],
    deprecated: ["closed|canon:deprecated"],
  },
  "azure-devops": {
    draft: ["New", "To Do", "Proposed"],
    todo: ["New", "To Do", "Proposed", "Approved"],
    in_progress: ["Active", "Doing", "In Progress", "Committed", "Resolved"],
    done: ["Closed", "Done", "Completed"],
    blocked: ["Active", "Doing", "In Progress", "Committed", "Blocked"],
    deprecated: ["Removed"],
  },
  local: {
    draft: ["draft"],
    todo: ["todo"],
    // The embedded tracker has one state more than a spec has words.
    in_progress: ["in_progress", "in_review"],
    done: ["done"],
    blocked: ["blocked"],
    deprecated: ["deprecated"],
  },
};

/** What a tracker's own grouping means where no name is known. */
export const STATE_BY_CATEGORY: Readonly<Record<StatusCategory, SpecState>> = {
  triage: "draft",
  backlog: "draft",
  unstarted: "todo",
  started: "in_progress",
  completed: "done",
  canceled: "deprecated",
};
