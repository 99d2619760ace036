import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type {
  TrackerCapabilities,
  TrackerError,
  TrackerProblem,
  WriteOutcome,
} from "../../core/model/ticket.ts";
import type { ServerAccess } from "../../ports/credentials.ts";
import type { TicketTracker } from "../../ports/ticket-tracker.ts";
import { addressOf, type RemoteDeps } from "../http/remote-deps.ts";
import { askStatuses, type Proxy } from "./calls.ts";
import { closeTicket, linkPullRequest, updateTicket } from "./change-ticket.ts";
import { createTicket, lookYourself } from "./create-ticket.ts";
import { notOffered } from "./errors.ts";
import { workflowOf } from "./mapping.ts";
import { placeOf } from "./place.ts";
import { readTickets } from "./read-tickets.ts";

/**
 * A tracker behind a Canon server, for people who are logged in there.
 *
 * The server gives back statuses only: texts are written when a ticket is created, and what was
 * created without an answer cannot be looked up.
 */
export function createProxyTracker(
  deps: RemoteDeps<ServerAccess>,
): Result<TicketTracker, TrackerProblem> {
  const { target, access, http, redact } = deps;
  const place = placeOf(target, access.organization);
  if (!place.ok) return place;
  const baseUrl = addressOf(t("the Canon server"), access.baseUrl);
  if (!baseUrl.ok) return baseUrl;
  const connection = http.connect({
    name: t("Canon server"),
    baseUrl: baseUrl.value,
    credential: {
      origin: baseUrl.value.origin,
      scheme: { kind: "bearer" },
      secret: access.secret,
      renew: (signal) => access.renew(signal),
    },
    signInPath: "/auth/login",
  });
  const { host } = baseUrl.value;
  return ok(trackerOf({ connection, place: place.value, host, redact, shown: new Set() }));
}

/** Parents are given to Jira at creation; none can be read back or changed. */
const CAPABILITIES: TrackerCapabilities = {
  texts: false,
  comments: false,
  changes: false,
  listing: false,
  createBatch: 1,
  parents: false,
  removal: false,
};

function trackerOf(proxy: Proxy): TicketTracker {
  const { place, host } = proxy;
  return {
    capabilities: CAPABILITIES,
    readTickets: (keys, signal) => readTickets(proxy, keys, signal),
    newestKey: (signal) => Promise.resolve(signal.aborted ? err(cancelled()) : ok(null)),
    findByMarker: ({ id }, { aborted }) =>
      Promise.resolve(err(aborted ? cancelled() : notToBeFound(id))),
    async createTickets(drafts, signal) {
      const outcomes: WriteOutcome[] = [];
      for (const draft of drafts) outcomes.push(await createTicket(proxy, draft, signal));
      return outcomes;
    },
    updateTicket: (...args) => updateTicket(proxy, ...args),
    reachableStatuses: (keys) => Promise.resolve(new Map(keys.map((key) => [key, null]))),
    linkPullRequest: (...args) => linkPullRequest(proxy, ...args),
    closeTicket: (...args) => closeTicket(proxy, ...args),
    readComments: () => Promise.resolve(err(notOffered("comments"))),
    postComment: () => Promise.resolve({ kind: "failed", error: notOffered("comments") }),
    changedSince: () => Promise.resolve(err(notOffered(t("list of changed tickets")))),
    listOpenTickets: () => Promise.resolve(err(notOffered(t("list of open tickets")))),
    async checkAccess(signal) {
      const first = place.repo === null ? `${place.project}-1` : "1";
      const asked = await askStatuses(proxy, place.repo, [first], signal);
      return asked.ok ? ok(t("{0} at {1}", place.organization, host)) : asked;
    },
    describeWorkflow: (signal) =>
      Promise.resolve(signal.aborted ? err(cancelled()) : ok(workflowOf(place.system))),
  };
}

function cancelled(): TrackerError {
  return {
    code: "tracker/cancelled",
    message: t("The run was cancelled before this request."),
  };
}

function notToBeFound(marker: string): TrackerError {
  return {
    code: "tracker/unreadable-answer",
    message: t("The answer to an earlier create was lost. {0}", lookYourself(marker)),
  };
}
