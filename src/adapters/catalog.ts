import type { CancelSignal } from "../core/kernel/cancel.ts";
import type { Problem } from "../core/kernel/problem.ts";
import { err, ok, type Result } from "../core/kernel/result.ts";
import { t } from "../core/kernel/texts.ts";
import type { TrackerProblem, TrackerTarget } from "../core/model/ticket.ts";
import type { Redactor } from "../core/redact/redact.ts";
import type { Clock } from "../ports/clock.ts";
import type { Credentials, DirectAccess, ServerAccess } from "../ports/credentials.ts";
import type { GitHost } from "../ports/git-host.ts";
import type { FileStore } from "../ports/file-store.ts";
import type { RequestMeter } from "../ports/request-meter.ts";
import type { TicketTracker } from "../ports/ticket-tracker.ts";
import {
  foreignPullRequest,
  foreignRemote,
  gitHostOffline,
  pullRequestOffline,
  unknownPullRequest,
  unknownRemote,
} from "./git-host-problems.ts";
import { createHttp } from "./http/create-http.ts";
import type { RemoteDeps } from "./http/remote-deps.ts";
import { createLocalTracker, isKeyPrefix } from "./local/local-tracker.ts";

export interface TrackerDeps {
  readonly files: FileStore;
  readonly clock: Clock;
  readonly meter: RequestMeter;
  readonly redact: Redactor;
  readonly credentials: Credentials;
  /** When true, nothing leaves this machine. */
  readonly isOffline: () => boolean;
  /** How long an unreachable tracker may hold up a run, in milliseconds. */
  readonly patienceMs?: number;
}

/** Opens the tracker behind a configured system, or says why this is not possible. */
export type OpenTracker = (
  target: TrackerTarget,
  signal: CancelSignal,
) => Promise<Result<TicketTracker, TrackerProblem>>;

/** Trackers are opened on first use; the code of each is loaded then. */
export function createTrackerCatalog(deps: TrackerDeps): OpenTracker {
  const http = createHttp(deps);
  return async (target, signal) => {
    if (target.system === "local") return openLocal(target, deps);
    const access = await deps.credentials.find(target, signal);
    if (!access.ok) return access;
    const { clock, redact } = deps;
    return access.value.kind === "server"
      ? openProxy({ target, access: access.value, http, clock, redact })
      : openDirect({ target, access: access.value, http, clock, redact });
  };
}

/** Opens the repository behind the address of a git remote, or says why this is not possible. */
export type OpenGitHost = (
  remote: string,
  signal: CancelSignal,
) => Promise<Result<GitHost, Problem>>;

/** A pull request: the address of its page, or its number in the repository of a git remote. */
export type PullRequestName = string | { readonly remote: string; readonly number: number };

/** Opens the repository it lies in. `isServed` is false where its server stands in for github.com. */
export type OpenPullRequest = (
  name: PullRequestName,
  signal: CancelSignal,
) => Promise<
  Result<{ readonly host: GitHost; readonly number: number; readonly isServed: boolean }, Problem>
>;

/**
 * Git hosts are opened on first use, as trackers are.
 *
 * The address of a remote stands in a file that anybody may have written. It is used only where it
 * lies at the server that the person's credential was given for.
 */
export function createGitHostCatalog(deps: Omit<TrackerDeps, "files">): OpenGitHost {
  const open = createRepositoryOpener(deps);
  return async (remote, signal) => {
    if (deps.isOffline()) return err(gitHostOffline());
    const { isServedBy, parseRemoteAddress } = await import("./github/remote-address.ts");
    const address = parseRemoteAddress(remote);
    if (address === undefined) return err(unknownRemote());
    const isOwn = (baseUrl: string): boolean => isServedBy(address, baseUrl);
    return open(address.repository, isOwn, () => foreignRemote(address.host), signal);
  };
}

/**
 * The same for reading one pull request. Whoever named it, requests go to the server that the
 * person's credential was given for, and to no other.
 */
export function createPullRequestCatalog(deps: Omit<TrackerDeps, "files">): OpenPullRequest {
  const open = createRepositoryOpener(deps);
  return async (name, signal) => {
    if (deps.isOffline()) return err(pullRequestOffline());
    const { isAskedAt, isServedBy, toPullRequestAddress } =
      await import("./github/remote-address.ts");
    const address = toPullRequestAddress(name);
    if (address === undefined) return err(unknownPullRequest());
    let isServed = false;
    const isOwn = (baseUrl: string): boolean => {
      isServed = isServedBy(address, baseUrl);
      return isAskedAt(address, baseUrl);
    };
    const refusal = (): Problem => foreignPullRequest(address.host);
    const host = await open(address.repository, isOwn, refusal, signal);
    return host.ok ? ok({ host: host.value, number: address.number, isServed }) : host;
  };
}

/** The repository on github.com that a git remote leads to, as `owner/name`; null for another one. */
export async function publicRepository(remote: string): Promise<string | null> {
  const { isPublic, parseRemoteAddress } = await import("./github/remote-address.ts");
  const address = parseRemoteAddress(remote);
  if (address === undefined || !isPublic(address)) return null;
  return `${address.repository.owner}/${address.repository.name}`;
}

type OpenRepository = (
  repository: { readonly owner: string; readonly name: string },
  isOwn: (baseUrl: string) => boolean,
  refusal: () => Problem,
  signal: CancelSignal,
) => Promise<Result<GitHost, Problem>>;

function createRepositoryOpener(deps: Omit<TrackerDeps, "files">): OpenRepository {
  const http = createHttp(deps);
  const { clock, redact, credentials } = deps;
  return async ({ owner, name }, isOwn, refusal, signal) => {
    const { createGithubHost } = await import("./github/git-host.ts");
    const target: TrackerTarget = {
      name: t("pull requests"),
      system: "github",
      project: `${owner}/${name}`,
      host: null,
      extraStates: [],
    };
    const access = await credentials.find(target, signal);
    if (!access.ok) return access;
    if (access.value.kind === "server" || !isOwn(access.value.baseUrl)) return err(refusal());
    return createGithubHost({ target, access: access.value, http, clock, redact });
  };
}

function openLocal(
  target: TrackerTarget,
  { files, clock }: TrackerDeps,
): Result<TicketTracker, TrackerProblem> {
  if (target.project === null || isKeyPrefix(target.project)) {
    return ok(createLocalTracker({ files, clock, target }));
  }
  return err({
    code: "config/tracker-unavailable",
    severity: "error",
    line: null,
    message: t(
      '"{0}" cannot begin the keys of local tickets, so nothing was read or changed. Write a word such as PAY as the project of "{1}" in the configuration, or as `ticket_project` in the spec\'s front matter.',
      target.project,
      target.name,
    ),
  });
}

async function openDirect(
  deps: RemoteDeps<DirectAccess>,
): Promise<Result<TicketTracker, TrackerProblem>> {
  switch (deps.target.system) {
    case "jira": {
      if (deps.access.scheme.kind === "basic") {
        const { createJiraCloudTracker } = await import("./jira/cloud/tracker.ts");
        return createJiraCloudTracker(deps);
      }
      const { createJiraDataCenterTracker } = await import("./jira/data-center/tracker.ts");
      return createJiraDataCenterTracker(deps);
    }
    case "linear": {
      const { createLinearTracker } = await import("./linear/tracker.ts");
      return createLinearTracker(deps);
    }
    case "github": {
      const { createGithubTracker } = await import("./github/tracker.ts");
      return createGithubTracker(deps);
    }
    case "azure-devops": {
      const { createAzureDevopsTracker } = await import("./azure-devops/tracker.ts");
      return createAzureDevopsTracker(deps);
    }
    case "local":
      throw new Error("The embedded tracker needs no credential");
  }
}

async function openProxy(
  deps: RemoteDeps<ServerAccess>,
): Promise<Result<TicketTracker, TrackerProblem>> {
  const { createProxyTracker } = await import("./canon-proxy/tracker.ts");
  return createProxyTracker(deps);
}
