import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type {
  TicketDraft,
  TrackerCapabilities,
  TrackerError,
  TrackerProblem,
  WriteOutcome,
} from "../../core/model/ticket.ts";
import type { DirectAccess } from "../../ports/credentials.ts";
import type { TicketTracker } from "../../ports/ticket-tracker.ts";
import { addressOf, missingProject, type RemoteDeps } from "../http/remote-deps.ts";
import { path } from "../http/request-path.ts";
import { createAzureApi } from "./api.ts";
import { closeItem } from "./close-item.ts";
import { postComment, readComments } from "./comments.ts";
import { createItem } from "./create-item.ts";
import { anonymous, cancelled } from "./messages.ts";
import type { Place } from "./place.ts";
import { linkPullRequest } from "./pull-requests.ts";
import { changedSince, findByTag, listOpenTickets } from "./queries.ts";
import { azureRateLimit } from "./rate-limit.ts";
import { readTickets } from "./read-items.ts";
import { createTypeData } from "./type-data.ts";
import { updateItem } from "./update-item.ts";
import { connectionData } from "./wire.ts";
import { describeWorkflow, reachableStates } from "./workflow.ts";

const NAME = "Azure DevOps";

const CAPABILITIES: TrackerCapabilities = {
  texts: true,
  comments: true,
  changes: true,
  listing: true,
  createBatch: 1,
  parents: true,
  removal: false,
};

/**
 * Work items of Azure DevOps Services, or of a server of one's own.
 *
 * Errors: `config/bad-address`, and `config/missing-project` where the configuration names none.
 */
export function createAzureDevopsTracker({
  target,
  access,
  http,
  clock,
  redact,
}: RemoteDeps<DirectAccess>): Result<TicketTracker, TrackerProblem> {
  const address = addressOf(NAME, access.baseUrl);
  if (!address.ok) return address;
  const project = target.project?.trim() ?? "";
  if (!isProjectName(project)) return err(missingProject(target, "Payments"));
  const connection = http.connect({
    name: NAME,
    baseUrl: address.value,
    credential: {
      origin: address.value.origin,
      scheme: access.scheme,
      secret: access.secret,
    },
    rateLimit: azureRateLimit,
    signInPath: "/_signin",
  });
  const api = createAzureApi(address.value, connection, redact);
  const types = createTypeData(api, project);
  return ok(
    trackerOf({
      api,
      address: address.value,
      project,
      types,
      clock,
      seen: new Set(),
      textForm: "markdown",
    }),
  );
}

/** Source: Microsoft's naming rules for projects. */
function isProjectName(name: string): boolean {
  return name.length <= 64 && /^[^\p{Cc}\\/]+$/u.test(name) && !/^\.{1,2}$/.test(name);
}

function trackerOf(place: Place): TicketTracker {
  return {
    capabilities: CAPABILITIES,
    readTickets: (keys, signal) => readTickets(place, keys, signal),
    // A tag finds a lost work item, wherever its number lies.
    newestKey: (signal) => Promise.resolve(signal.aborted ? err(cancelled()) : ok(null)),
    findByMarker: (marker, signal) => findByTag(place, marker.id, signal),
    createTickets: (drafts, signal) => createOneByOne(place, drafts, signal),
    updateTicket: (key, change, revision, signal) =>
      updateItem(place, key, change, revision, signal),
    reachableStatuses: (keys, signal) => reachableStates(place, keys, signal),
    linkPullRequest: (key, pullRequest, signal) => linkPullRequest(place, key, pullRequest, signal),
    closeTicket: (key, closing, revision, signal) =>
      closeItem(place, key, closing, revision, signal),
    readComments: (key, signal) => readComments(place, key, signal),
    postComment: (key, comment, signal) => postComment(place, key, comment, signal),
    changedSince: (since, signal) => changedSince(place, since, signal),
    listOpenTickets: (signal) => listOpenTickets(place, signal),
    checkAccess: (signal) => checkAccess(place, signal),
    describeWorkflow: (signal, typesInUse) => describeWorkflow(place, signal, typesInUse),
  };
}

async function createOneByOne(
  place: Place,
  drafts: readonly TicketDraft[],
  signal: CancelSignal,
): Promise<readonly WriteOutcome[]> {
  const outcomes: WriteOutcome[] = [];
  for (const draft of drafts) outcomes.push(await createItem(place, draft, signal));
  return outcomes;
}

/** What Azure DevOps calls a caller without a credential. */
const NOBODY = "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa";

async function checkAccess(
  { api, address }: Place,
  signal: CancelSignal,
): Promise<Result<string, TrackerError>> {
  if (signal.aborted) return err(cancelled());
  const said = await api.ask(
    {
      method: "GET",
      path: path`_apis/connectionData`,
      query: { "api-version": "7.1-preview" },
      answer: connectionData,
      effect: "read",
      action: t("asking who the credential belongs to"),
    },
    signal,
  );
  if (!said.ok) return err(said.error.error);
  const { id, providerDisplayName } = said.value.authenticatedUser;
  return id === NOBODY ? err(anonymous(address.host)) : ok(providerDisplayName);
}
