import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../../core/kernel/result.ts";
import type { TicketReading, TrackerError, TrackerProblem } from "../../../core/model/ticket.ts";
import type { DirectAccess } from "../../../ports/credentials.ts";
import type { TicketTracker } from "../../../ports/ticket-tracker.ts";
import { addressOf, type RemoteDeps } from "../../http/remote-deps.ts";
import { projectKeyOf, toKey } from "../keys.ts";
import { cancelled, notAKey } from "../problems.ts";
import { changedSince } from "./changed-since.ts";
import { listOpenTickets } from "./list-open.ts";
import { closeIssue } from "./close-issue.ts";
import { postComment, readComments } from "./comments.ts";
import { createIssues } from "./create-issues.ts";
import { readCustomFields } from "./custom-fields.ts";
import { findByMarker } from "./find-by-marker.ts";
import { createJiraApi, readMyself } from "./jira-api.ts";
import { askOnce, type Jira } from "./jira.ts";
import { newestKey } from "./newest-key.ts";
import { readTypes } from "./project-types.ts";
import { reachableStatuses } from "./reachable-statuses.ts";
import { readIssues, type IssueReading } from "./read-issues.ts";
import { linkPullRequest } from "./remote-links.ts";
import { updateIssue } from "./update-issue.ts";
import { describeWorkflow } from "./workflow.ts";
import { ticketOf } from "./write-issue.ts";

/**
 * The tickets of one project in a Jira that an organisation runs itself (Data Center, Server).
 *
 * Source: Jira's REST API, version 2, which writes texts as wiki markup.
 */
export function createJiraDataCenterTracker(
  deps: RemoteDeps<DirectAccess>,
): Result<TicketTracker, TrackerProblem> {
  const { target, access, clock } = deps;
  const project = projectKeyOf(target);
  if (!project.ok) return project;
  const address = addressOf("Jira", access.baseUrl);
  if (!address.ok) return address;
  const api = createJiraApi(deps, address.value);
  const jira: Jira = {
    api,
    clock,
    project: project.value,
    customFields: askOnce((signal) => readCustomFields(api, signal)),
    types: askOnce((signal) => readTypes(api, project.value, signal)),
    seen: new Map(),
  };
  return ok(trackerOf(jira));
}

function trackerOf(jira: Jira): TicketTracker {
  return {
    capabilities: {
      texts: true,
      comments: true,
      changes: true,
      listing: true,
      createBatch: 50,
      parents: true,
      removal: false,
    },
    readTickets: (keys, signal) => readTickets(jira, keys, signal),
    newestKey: (signal) => newestKey(jira, signal),
    findByMarker: (marker, signal) => findByMarker(jira, marker, signal),
    createTickets: (drafts, signal) => createIssues(jira, drafts, signal),
    updateTicket: (key, change, revision, signal) =>
      updateIssue(jira, key, change, revision, signal),
    reachableStatuses: (keys, signal) => reachableStatuses(jira, keys, signal),
    linkPullRequest: (key, pullRequest, signal) => linkPullRequest(jira, key, pullRequest, signal),
    closeTicket: (key, closing, revision, signal) =>
      closeIssue(jira, key, closing, revision, signal),
    readComments: (key, signal) => readComments(jira, key, signal),
    postComment: (key, comment, signal) => postComment(jira, key, comment, signal),
    changedSince: (since, signal) => changedSince(jira, since, signal),
    listOpenTickets: (signal) => listOpenTickets(jira, signal),
    checkAccess: (signal) => checkAccess(jira, signal),
    describeWorkflow: (signal, typesInUse) => describeWorkflow(jira, signal, typesInUse),
  };
}

async function readTickets(
  jira: Jira,
  keys: readonly string[],
  signal: CancelSignal,
): Promise<ReadonlyMap<string, TicketReading>> {
  const own = new Map(keys.map((key) => [key, toKey(key)]));
  const distinct = [...new Set([...own.values()].filter((key) => key !== undefined))];
  const readings = await readIssues(jira, signal.aborted ? [] : distinct, signal);
  const tickets = [...own].map(async ([asked, key]): Promise<[string, TicketReading]> => {
    if (key === undefined) return [asked, { kind: "unreadable", error: notAKey(asked) }];
    return [asked, await toReading(jira, key, readings.get(key), signal)];
  });
  return new Map(await Promise.all(tickets));
}

async function toReading(
  jira: Jira,
  key: string,
  reading: IssueReading | undefined,
  signal: CancelSignal,
): Promise<TicketReading> {
  if (reading === undefined) return { kind: "unreadable", error: cancelled() };
  if (reading.kind !== "found") return reading;
  return { kind: "found", ticket: await ticketOf(jira, reading.issue, key, signal) };
}

async function checkAccess(
  jira: Jira,
  signal: CancelSignal,
): Promise<Result<string, TrackerError>> {
  if (signal.aborted) return err(cancelled());
  const name = await readMyself(jira.api, signal);
  return name.ok ? name : err(name.error.error);
}
