import type { SeenRequest } from "../remote/double.ts";
import type { Answer } from "../remote/fault-server.ts";
import { GIT_ROUTES } from "./git-routes.ts";
import type { GithubState, StoredIssue } from "./github-state.ts";
import { pageOf } from "./paging.ts";
import { refusal, type RestRequest } from "./rest-request.ts";
import { commentJson, issueJson, publicUserJson } from "./rest-json.ts";
import { addSubIssue, createIssue, patchIssue, removeSubIssue } from "./rest-writes.ts";

type Handler = (request: RestRequest) => Answer;

const REPOSITORY = "/repos/([^/]+/[^/]+)/issues";

const ROUTES: readonly (readonly [string, RegExp, Handler])[] = [
  ["GET", /^\/user$/, getUser],
  ["GET", /^\/search\/issues$/, searchNothing],
  ["GET", new RegExp(`^${REPOSITORY}$`), listIssues],
  ["POST", new RegExp(`^${REPOSITORY}$`), createIssue],
  ["GET", new RegExp(`^${REPOSITORY}/(\\d+)$`), existing(getIssue)],
  ["PATCH", new RegExp(`^${REPOSITORY}/(\\d+)$`), existing(patchIssue)],
  ["GET", new RegExp(`^${REPOSITORY}/(\\d+)/comments$`), existing(listComments)],
  ["POST", new RegExp(`^${REPOSITORY}/(\\d+)/comments$`), existing(createComment)],
  ["POST", new RegExp(`^${REPOSITORY}/(\\d+)/sub_issues$`), existing(addSubIssue)],
  ["DELETE", new RegExp(`^${REPOSITORY}/(\\d+)/sub_issue$`), existing(removeSubIssue)],
];

/** Answers what lies below the address of the REST interface. */
export function answerRest(state: GithubState, root: string, request: SeenRequest): Answer {
  const url = new URL(request.url, root);
  const path = url.pathname.slice(new URL(root).pathname.length);
  if (request.headers["x-github-api-version"] !== "2022-11-28") return refusal(400);
  const git = answerGit(state, root, path, request, url.searchParams);
  if (git !== undefined) return git;
  for (const [method, pattern, handler] of ROUTES) {
    const match = method === request.method ? pattern.exec(path) : null;
    if (match === null) continue;
    const repository = decodeURIComponent(match[1] ?? "").toLowerCase();
    if (repository !== "" && !state.repositories.has(repository)) return refusal(404);
    const body = readBody(request.body);
    if (body === undefined) return { status: 400, body: { message: "Problems parsing JSON" } };
    const number = Number(match[2] ?? "0");
    const issue = state.find(repository, number);
    const isGone = state.issues.some(
      (one) => one.repository === repository && one.number === number && one.isDeleted,
    );
    if (isGone) return refusal(410, "This issue was deleted");
    return handler({ state, root, repository, issue, query: url.searchParams, body, request });
  }
  return refusal(404);
}

/** Undefined for what is about issues or no repository at all. */
function answerGit(
  state: GithubState,
  root: string,
  path: string,
  request: SeenRequest,
  query: URLSearchParams,
): Answer | undefined {
  const [, name = "", below = ""] = /^\/repos\/([^/]+\/[^/]+)(.*)$/.exec(path) ?? [];
  const repository = state.repositories.get(name.toLowerCase())?.git;
  const route = GIT_ROUTES.map(([method, pattern, handler]) => ({
    handler,
    match: method === request.method ? pattern.exec(decodeURIComponent(below)) : null,
  })).find(({ match }) => match !== null);
  if (name === "" || route?.match == null) return undefined;
  if (repository === undefined) return refusal(404);
  const isWrite = request.method !== "GET";
  if (!state.switches.mayTouchFiles) return refusal(isWrite ? 403 : 404);
  const body = readBody(request.body);
  if (body === undefined) return refusal(400);
  const number = nextNumber(state, name, request);
  return route.handler({
    repository,
    root,
    name,
    query,
    body,
    number,
    parts: route.match.slice(1),
    now: state.now(),
    request,
  });
}

/** Issues and pull requests share the numbers of a repository. */
function nextNumber(state: GithubState, name: string, { method, url }: SeenRequest): number {
  const isPull = method === "POST" && url.endsWith("/pulls");
  return isPull ? state.add(name.toLowerCase(), { isPullRequest: true }).number : 0;
}

function existing(
  handler: (request: RestRequest & { readonly issue: StoredIssue }) => Answer,
): Handler {
  return (request) => {
    const { issue } = request;
    return issue === undefined ? refusal(404) : handler({ ...request, issue });
  };
}

function getUser({ state, root }: RestRequest): Answer {
  if (state.switches.isApp) return refusal(403, "Resource not accessible by integration");
  return { status: 200, body: publicUserJson(root, state.viewer) };
}

/** The index never catches up; whoever relies on it makes duplicates. */
function searchNothing(): Answer {
  return { status: 200, body: { total_count: 0, incomplete_results: false, items: [] } };
}

function getIssue({ state, root, issue }: RestRequest & { readonly issue: StoredIssue }): Answer {
  return { status: 200, body: issueJson(state, root, issue) };
}

function listIssues({ state, root, repository, query, request }: RestRequest): Answer {
  if (!state.switches.hasIssues)
    return refusal(410, "Issues has been disabled in this repository.");
  const since = Date.parse(query.get("since") ?? "1970-01-01T00:00:00Z");
  const wanted = query.get("state") ?? "open";
  const byUpdate = query.get("sort") === "updated";
  const turn = query.get("direction") === "asc" ? 1 : -1;
  const end = state.switches.listEndsAt ?? Infinity;
  const items = state.issues
    .filter((one) => one.repository === repository && !one.isDeleted && one.number <= end)
    .filter((one) => wanted === "all" || one.state === wanted)
    .filter((one) => Date.parse(one.updatedAt) >= since)
    .sort((a, b) => {
      const [first, second] = byUpdate ? [a.updatedAt, b.updatedAt] : [a.createdAt, b.createdAt];
      return turn * (first === second ? a.number - b.number : first < second ? -1 : 1);
    });
  return pageOf(
    items.map((one) => issueJson(state, root, one)),
    query,
    request,
    root,
    true,
  );
}

function listComments({
  root,
  issue,
  query,
  request,
}: RestRequest & { readonly issue: StoredIssue }): Answer {
  return pageOf(
    issue.comments.map((one) => commentJson(root, issue, one)),
    query,
    request,
    root,
    false,
  );
}

function createComment({
  state,
  root,
  issue,
  body,
}: RestRequest & { readonly issue: StoredIssue }): Answer {
  const text = body["body"];
  if (typeof text !== "string" || text === "" || Object.keys(body).length > 1) {
    return {
      status: 422,
      body: { message: "Validation Failed", errors: [{ field: "body", code: "missing_field" }] },
    };
  }
  const comment = state.addComment(issue, state.viewer, text);
  return { status: 201, body: commentJson(root, issue, comment) };
}

function readBody(text: string): Record<string, unknown> | undefined {
  if (text === "") return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
