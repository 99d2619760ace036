import { err, ok, type Result } from "../../core/kernel/result.ts";
import type { TrackerProblem, WriteOutcome } from "../../core/model/ticket.ts";
import type { DirectAccess } from "../../ports/credentials.ts";
import type { TicketTracker } from "../../ports/ticket-tracker.ts";
import { addressOf, missingProject, type RemoteDeps } from "../http/remote-deps.ts";
import { changedSince } from "./changes.ts";
import { listOpenTickets } from "./list-open.ts";
import { closeIssue, linkPullRequest } from "./close-issue.ts";
import { postComment, readComments } from "./comments.ts";
import { connectGithub } from "./connect.ts";
import type { GithubContext } from "./context.ts";
import { createIssue } from "./create-issue.ts";
import { failed, notAKey } from "./errors.ts";
import { findByMarker } from "./find-by-marker.ts";
import { createIssueFields } from "./issue-fields.ts";
import { parseIssueKey, parseRepository, type Repository } from "./issue-place.ts";
import { createKeyNames } from "./key-names.ts";
import { newestKey } from "./newest-key.ts";
import { readTickets } from "./read-issues.ts";
import { createStatusWords } from "./statuses.ts";
import { updateIssue } from "./update-issue.ts";
import { checkAccess, describeWorkflow } from "./workflow.ts";

/**
 * The issues of one repository on GitHub, or on a GitHub Enterprise Server.
 *
 * Shape: reads go through GraphQL, a hundred issues in one request; writes through REST, one
 *        after the other. The two addresses came with the credential, and neither is told the
 *        credential of the other.
 */
export function createGithubTracker(
  deps: RemoteDeps<DirectAccess>,
): Result<TicketTracker, TrackerProblem> {
  const { access, target } = deps;
  const restUrl = addressOf("GitHub", access.baseUrl);
  if (!restUrl.ok) return restUrl;
  const graphqlUrl = addressOf("GitHub", access.graphqlUrl ?? graphqlBeside(restUrl.value));
  if (!graphqlUrl.ok) return graphqlUrl;
  const project = parseRepository(target.project ?? "");
  if (project === undefined) return err(missingProject(target, "acme/shop"));
  return ok(openTracker(createContext(deps, restUrl.value, graphqlUrl.value, project)));
}

/** Always at the same server: `…/api/v3` has `…/api/graphql` beside it. */
function graphqlBeside({ href }: URL): string {
  return /\/api\/v3\/$/.test(href) ? href.replace(/v3\/$/, "graphql") : `${href}graphql`;
}

function createContext(
  deps: RemoteDeps<DirectAccess>,
  restUrl: URL,
  graphqlUrl: URL,
  project: Repository,
): GithubContext {
  const { target, clock } = deps;
  return {
    api: connectGithub(deps, restUrl, graphqlUrl),
    clock,
    project,
    words: createStatusWords(target.extraStates),
    names: createKeyNames(project),
    fields: createIssueFields(),
    known: new Set(),
    memory: { newest: null, look: null },
  };
}

function openTracker(context: GithubContext): TicketTracker {
  const { project, fields } = context;
  return {
    capabilities: {
      texts: true,
      comments: true,
      changes: true,
      listing: true,
      createBatch: 1,
      // Older servers have no sub-issues; the first read finds out.
      get parents() {
        return fields.knows("parent");
      },
      removal: false,
    },
    readTickets: (keys, signal) => readTickets(context, keys, signal),
    newestKey: (signal) => newestKey(context, signal),
    findByMarker: (marker, signal) => findByMarker(context, marker, signal),
    async createTickets(drafts, signal) {
      const outcomes: WriteOutcome[] = [];
      for (const draft of drafts) outcomes.push(await createIssue(context, draft, signal));
      return outcomes;
    },
    updateTicket: (key, change, expectedRevision, signal) =>
      updateIssue(context, key, change, expectedRevision, signal),
    // Every state of an issue can be reached from every other.
    reachableStatuses: (keys) => Promise.resolve(new Map(keys.map((key) => [key, null]))),
    linkPullRequest: (key, pullRequest, signal) =>
      linkPullRequest(context, key, pullRequest, signal),
    closeTicket: (key, closing, expectedRevision, signal) =>
      closeIssue(context, key, closing, expectedRevision, signal),
    async readComments(key, signal) {
      const place = parseIssueKey(key, project);
      return place === undefined ? err(notAKey(key)) : readComments(context, place, signal);
    },
    async postComment(key, comment, signal) {
      const place = parseIssueKey(key, project);
      if (place === undefined) return failed(notAKey(key));
      return postComment(context, place, comment, null, signal);
    },
    changedSince: (since, signal) => changedSince(context, since, signal),
    listOpenTickets: (signal) => listOpenTickets(context, signal),
    checkAccess: (signal) => checkAccess(context, signal),
    describeWorkflow: (signal) => describeWorkflow(context, signal),
  };
}
