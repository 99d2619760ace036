import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type {
  CreateMarker,
  Ticket,
  TrackerCapabilities,
  TrackerError,
  TrackerProblem,
  WorkflowDescription,
} from "../../core/model/ticket.ts";
import type { DirectAccess } from "../../ports/credentials.ts";
import type { TicketTracker } from "../../ports/ticket-tracker.ts";
import { addressOf, missingProject, type RemoteDeps } from "../http/remote-deps.ts";
import { createLinearApi, type LinearApi } from "./api.ts";
import { changedSince } from "./changed-since.ts";
import { listOpenTickets } from "./list-open.ts";
import { closeIssue, linkPullRequest } from "./close-issue.ts";
import { postComment, readComments } from "./comments.ts";
import { createIssues } from "./create-issues.ts";
import { VIEWER } from "./documents.ts";
import { canonicalKey, isChosenId, splitKey } from "./keys.ts";
import { toStatus, toTicket } from "./mapping.ts";
import { cancelled } from "./messages.ts";
import { linearRateLimit } from "./rate-limit.ts";
import { readIssue } from "./read-issue.ts";
import { readTickets } from "./read-issues.ts";
import { createTeamData, type TeamData } from "./team-data.ts";
import { updateIssue } from "./update-issue.ts";
import { viewerAnswer } from "./wire.ts";

const CAPABILITIES: TrackerCapabilities = {
  texts: true,
  comments: true,
  changes: true,
  listing: true,
  createBatch: 50,
  parents: true,
  // Linear keeps deleted issues in a trash for a month, so nothing is gone for good.
  removal: false,
};

/** Opens the tickets of one team in Linear; the project of the target is its key or its name. */
export function createLinearTracker(
  deps: RemoteDeps<DirectAccess>,
): Result<TicketTracker, TrackerProblem> {
  const { target, access, http, redact } = deps;
  const project = target.project?.trim() ?? "";
  if (project === "") return err(missingProject(target, "ENG"));
  const address = addressOf("Linear", access.baseUrl);
  if (!address.ok) return address;
  const connection = http.connect({
    name: "Linear",
    baseUrl: address.value,
    credential: { origin: address.value.origin, scheme: access.scheme, secret: access.secret },
    rateLimit: linearRateLimit,
  });
  const api = createLinearApi(address.value, connection, redact);
  return ok(trackerOver(api, createTeamData(api, project)));
}

function trackerOver(api: LinearApi, teams: TeamData): TicketTracker {
  /** The key of an issue that moved still names the team that it came from. */
  const teamByKey = new Map<string, string>();
  const teamOf = (key: string): string | undefined => {
    const canonical = canonicalKey(key);
    return teamByKey.get(key) ?? (canonical && splitKey(canonical).team);
  };
  return {
    capabilities: CAPABILITIES,
    async readTickets(keys, signal) {
      const readings = await readTickets(api, keys, signal);
      for (const [key, reading] of readings) {
        if (reading.kind === "found") teamByKey.set(key, splitKey(reading.ticket.ref.key).team);
      }
      return readings;
    },
    // A ticket is found by the id that we chose for it, without a hint where to look.
    newestKey: (signal) => Promise.resolve(signal.aborted ? err(cancelled()) : ok(null)),
    findByMarker: (marker, signal) => findByMarker(api, marker, signal),
    createTickets: (drafts, signal) => createIssues(api, teams, drafts, signal),
    updateTicket: (key, change, revision, signal) =>
      updateIssue(api, teams, key, change, revision, signal),
    reachableStatuses: (keys, signal) => reachableStatuses(teams, teamOf, keys, signal),
    linkPullRequest: (key, pullRequest, signal) => linkPullRequest(api, key, pullRequest, signal),
    closeTicket: (key, closing, revision, signal) =>
      closeIssue(api, teams, key, closing, revision, signal),
    readComments: (key, signal) => readComments(api, key, signal),
    postComment: (key, comment, signal) => postComment(api, key, comment, signal),
    changedSince: (since, signal) => changedSince(api, teams, since, signal),
    listOpenTickets: (signal) => listOpenTickets(api, teams, signal),
    checkAccess: (signal) => checkAccess(api, signal),
    describeWorkflow: (signal) => describeWorkflow(teams, signal),
  };
}

/** A ticket in the trash was made too, so it is given back: creating it again would be wrong. */
async function findByMarker(
  api: LinearApi,
  { id }: CreateMarker,
  signal: CancelSignal,
): Promise<Result<Ticket | undefined, TrackerError>> {
  if (signal.aborted) return err(cancelled());
  if (!isChosenId(id)) return ok(undefined);
  const issue = await readIssue(api, id, signal);
  if (issue.ok) return ok(toTicket(issue.value));
  return issue.error.reason === "missing" ? ok(undefined) : err(issue.error.error);
}

/** Every state of its team can be reached from every other. */
async function reachableStatuses(
  teams: TeamData,
  teamOf: (key: string) => string | undefined,
  keys: readonly string[],
  signal: CancelSignal,
): Promise<ReadonlyMap<string, readonly string[] | null>> {
  const reachable = new Map<string, readonly string[] | null>();
  for (const key of keys) {
    const team = signal.aborted ? undefined : teamOf(key);
    const states = team === undefined ? undefined : await teams.states(team, signal);
    const names = states?.ok === true ? states.value.map(({ name }) => name) : [];
    // A team without states is one that this account does not see, or that has another key now.
    reachable.set(key, names.length === 0 ? null : names);
  }
  return reachable;
}

async function checkAccess(
  api: LinearApi,
  signal: CancelSignal,
): Promise<Result<string, TrackerError>> {
  if (signal.aborted) return err(cancelled());
  const said = await api.ask(
    {
      document: VIEWER,
      variables: {},
      answer: viewerAnswer,
      effect: "read",
      action: t("asking whose credential this is"),
    },
    signal,
  );
  return said.ok ? ok(said.value.viewer.name) : err(said.error.error);
}

async function describeWorkflow(
  teams: TeamData,
  signal: CancelSignal,
): Promise<Result<WorkflowDescription, TrackerError>> {
  if (signal.aborted) return err(cancelled());
  const team = await teams.team(signal);
  if (!team.ok) return team;
  const states = await teams.states(team.value.key, signal);
  if (!states.ok) return states;
  return ok({ types: [{ name: null, states: states.value.map(toStatus), requiredFields: [] }] });
}
