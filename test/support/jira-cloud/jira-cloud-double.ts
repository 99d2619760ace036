import { Secret } from "../../../src/core/kernel/secret.ts";
import type { DoubleTicket, RemoteDouble, SeenRequest } from "../remote/double.ts";
import { type Answer, startFaultServer } from "../remote/fault-server.ts";
import { wordsIn } from "./jira-json.ts";
import { checkAnswer, type Models, MODELS, requestProblem } from "./jira-models.ts";
import * as routes from "./jira-routes.ts";
import { type IssueRecord, JiraState, type Json } from "./jira-state.ts";
import { TYPES } from "./workflow.ts";

const EMAIL = "ada@example.com";
/** Made here, so that no text of the project looks like a credential. */
const API_TOKEN = ["ATATT3xFfGF0", "k8Qw2vRz7LmN4pTs"].join("");
/** How long its limits last. */
const LIMIT_MS = 9000;
const START = Date.parse("2026-01-05T10:00:00.000Z");

/** Jira Cloud as a server on a loopback port. */
export interface JiraCloudDouble extends RemoteDouble {
  readonly state: JiraState;
  readonly email: string;
  readonly apiToken: string;
}

interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly name: keyof typeof MODELS;
  readonly isRead?: boolean;
  /** Jira answers a visitor too, as if nothing were there. */
  readonly isOpen?: boolean;
}

const ISSUE = "/rest/api/3/issue/([A-Za-z0-9_-]+)";
const ROUTES: readonly Route[] = [
  { method: "POST", path: at("/rest/api/3/issue/bulk"), name: "createMany" },
  {
    method: "POST",
    path: at("/rest/api/3/issue/bulkfetch"),
    name: "fetchMany",
    isRead: true,
    isOpen: true,
  },
  { method: "GET", path: at(ISSUE), name: "getOne" },
  { method: "PUT", path: at(ISSUE), name: "editOne" },
  { method: "GET", path: at(`${ISSUE}/transitions`), name: "listTransitions" },
  { method: "POST", path: at(`${ISSUE}/transitions`), name: "transition" },
  { method: "GET", path: at(`${ISSUE}/comment`), name: "listComments" },
  { method: "POST", path: at(`${ISSUE}/comment`), name: "addComment" },
  { method: "POST", path: at("/rest/api/3/comment/list"), name: "commentsByIds", isRead: true },
  { method: "GET", path: at(`${ISSUE}/remotelink`), name: "listLinks" },
  { method: "POST", path: at(`${ISSUE}/remotelink`), name: "putLink" },
  {
    method: "POST",
    path: at("/rest/api/3/search/jql"),
    name: "search",
    isRead: true,
    isOpen: true,
  },
  { method: "GET", path: at("/rest/api/3/project/([^/]+)/statuses"), name: "projectStatuses" },
  {
    method: "GET",
    path: at("/rest/api/3/issue/createmeta/([^/]+)/issuetypes/([^/]+)"),
    name: "createFields",
  },
  { method: "GET", path: at("/rest/api/3/myself"), name: "myself" },
];

/**
 * Starts a small Jira with one project, PAY.
 *
 * Shape:  `search` is how its index behaves; `frozen`, which it is unless told, means that it
 *         never learns of anything. `now` is its time, which stands still unless told.
 */
export async function startJiraCloudDouble({
  search = "frozen",
  now = () => START,
}: {
  readonly search?: "live" | "frozen";
  readonly now?: () => number;
} = {}): Promise<JiraCloudDouble> {
  const state = new JiraState(now, search);
  const server = await startFaultServer({
    isWrite: (method, url) => isWrite(method, pathOf(url)),
    answer: (request) => answer(state, server.origin, request),
    refuse: (status) => refuse(status, state),
  });

  return {
    state,
    email: EMAIL,
    apiToken: API_TOKEN,
    access: {
      kind: "direct",
      baseUrl: server.origin,
      graphqlUrl: null,
      scheme: { kind: "basic", account: EMAIL },
      secret: new Secret(API_TOKEN),
    },
    project: state.project,
    origin: server.origin,
    env: { JIRA_HOST: server.origin, JIRA_EMAIL: EMAIL, JIRA_API_TOKEN: API_TOKEN },
    requests: server.requests,
    get faultFor() {
      return server.faultFor;
    },
    set faultFor(fault) {
      server.faultFor = fault;
    },
    tickets: () => state.issues.map((issue) => toDoubleTicket(state, issue)),
    seed: (count) =>
      Array.from(
        { length: count },
        (_, index) => state.create({ typeId: "10100", summary: `Part ${index + 1}` }).key,
      ),
    move: (key, status) => {
      state.moveToStatus(key, status);
    },
    close: () => server.close(),
  };
}

function answer(state: JiraState, origin: string, request: SeenRequest): Answer {
  const { method, url, headers } = request;
  const route = ROUTES.find((one) => one.method === method && one.path.test(pathOf(url)));
  const expected = `Basic ${Buffer.from(`${EMAIL}:${API_TOKEN}`).toString("base64")}`;
  const isKnown = headers["authorization"] === expected;
  if (!isKnown && route?.isOpen !== true) return refuse(401, state);
  if (route === undefined) return { status: 404, body: { errorMessages: ["no such resource"] } };
  const models: Models = MODELS[route.name];
  const body = bodyOf(request);
  const problem = body === undefined ? "no JSON" : requestProblem(models, body);
  if (body === undefined || problem !== undefined) return routes.refusal(400, [problem ?? ""]);
  const said = routes[route.name]({
    state,
    origin,
    parts: route.path.exec(pathOf(url))?.slice(1) ?? [],
    query: new URL(url, origin).searchParams,
    body,
    isKnown,
  });
  if (said.status < 300) checkAnswer(models, said.body);
  return said;
}

/** A body of a request, `{}` where it needs none. */
function bodyOf({ method, body, headers }: SeenRequest): Json | undefined {
  if (method === "GET") return body === "" ? {} : undefined;
  if (headers["content-type"] !== "application/json") return undefined;
  try {
    const value = JSON.parse(body) as unknown;
    return typeof value === "object" && value !== null ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}

function refuse(status: number, state: JiraState): Answer {
  const message =
    status === 401 ? "Client must be authenticated to access this resource." : "Refused.";
  const { body } = routes.refusal(status, [message]);
  const limit = {
    "RateLimit-Reason": "jira-burst-based",
    "X-RateLimit-Reset": new Date(state.now() + LIMIT_MS).toISOString(),
  };
  return { status, body, headers: status === 429 ? limit : {} };
}

function isWrite(method: string, path: string): boolean {
  const route = ROUTES.find((one) => one.method === method && one.path.test(path));
  return method !== "GET" && route?.isRead !== true;
}

function pathOf(url: string): string {
  return url.replace(/\?.*$/s, "");
}

function at(template: string): RegExp {
  return new RegExp(`^${template}$`);
}

function toDoubleTicket(state: JiraState, issue: IssueRecord): DoubleTicket {
  const { key, summary, description, status, typeId, parentKey, comments } = issue;
  return {
    key,
    title: summary,
    description: wordsIn(description),
    status,
    type: TYPES.find(({ id }) => id === typeId)?.name ?? null,
    parentKey: parentKey === null ? null : state.issue(parentKey).key,
    comments: comments.map(({ body }) => wordsIn(body)),
  };
}
