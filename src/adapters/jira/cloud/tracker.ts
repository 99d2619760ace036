import { ok, err, type Result } from "../../../core/kernel/result.ts";
import type { TrackerProblem } from "../../../core/model/ticket.ts";
import type { DirectAccess } from "../../../ports/credentials.ts";
import type { TicketTracker } from "../../../ports/ticket-tracker.ts";
import { addressOf, type RemoteDeps } from "../../http/remote-deps.ts";
import { projectKeyOf } from "../keys.ts";
import { cancelled } from "../problems.ts";
import { changedSince } from "./changed-since.ts";
import { listOpenTickets } from "./list-open.ts";
import { closeIssue } from "./close-issue.ts";
import { postComment, readComments } from "./comments.ts";
import { type CloudContext, createContext } from "./context.ts";
import { createIssues } from "./create-issues.ts";
import { findByMarker, newestKey } from "./find-by-marker.ts";
import { createJiraCloud } from "./jira-cloud.ts";
import { linkPullRequest } from "./pull-request-link.ts";
import { readMyself, readTickets } from "./read-issues.ts";
import { updateIssue } from "./update-issue.ts";
import { describeWorkflow, reachableStatuses } from "./workflow.ts";

/** Jira makes no more tickets in one request. */
const CREATE_BATCH = 50;

/**
 * The tickets of one project on Jira Cloud, through its REST API, version 3.
 *
 * Shape: reads go by key, a hundred tickets in one request; creates fifty. Nothing relies on the
 *        search index but the questions for what changed and for a hint at the newest key.
 */
export function createJiraCloudTracker(
  deps: RemoteDeps<DirectAccess>,
): Result<TicketTracker, TrackerProblem> {
  const baseUrl = addressOf("Jira", deps.access.baseUrl);
  if (!baseUrl.ok) return baseUrl;
  const project = projectKeyOf(deps.target);
  if (!project.ok) return project;
  return ok(open(createContext(createJiraCloud(deps, baseUrl.value), project.value, deps.clock)));
}

function open(context: CloudContext): TicketTracker {
  return {
    capabilities: {
      texts: true,
      comments: true,
      changes: true,
      listing: true,
      createBatch: CREATE_BATCH,
      parents: true,
      removal: false,
    },
    readTickets: (keys, signal) => readTickets(context, keys, signal),
    newestKey: (signal) => newestKey(context, signal),
    findByMarker: (marker, signal) => findByMarker(context, marker, signal),
    createTickets: (drafts, signal) => createIssues(context, drafts, signal),
    updateTicket: (key, change, revision, signal) =>
      updateIssue(context, key, change, revision, signal),
    reachableStatuses: (keys, signal) => reachableStatuses(context, keys, signal),
    linkPullRequest: (key, pullRequest, signal) =>
      linkPullRequest(context, key, pullRequest, signal),
    closeTicket: (key, closing, revision, signal) =>
      closeIssue(context, key, closing, revision, signal),
    readComments: (key, signal) => readComments(context, key, signal),
    postComment: (key, comment, signal) => postComment(context, key, comment, signal),
    changedSince: (since, signal) => changedSince(context, since, signal),
    describeWorkflow: (signal, typesInUse) => describeWorkflow(context, signal, typesInUse),
    listOpenTickets: (signal) => listOpenTickets(context, signal),
    async checkAccess(signal) {
      if (signal.aborted) return err(cancelled());
      const name = await readMyself(context, signal);
      return name.ok ? name : err(name.error.error);
    },
  };
}
