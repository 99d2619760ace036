import { Secret } from "../../../src/core/kernel/secret.ts";
import type { Fault, RemoteDouble, SeenRequest } from "../remote/double.ts";
import { startFaultServer, type Answer } from "../remote/fault-server.ts";
import { createGithubState, type GithubState, type StoredIssue } from "./github-state.ts";
import { answerGraphql } from "./graphql-api.ts";
import { answerRest } from "./rest-api.ts";
import { refusal } from "./rest-request.ts";

export interface GithubDouble extends RemoteDouble {
  readonly state: GithubState;
  /** Called with each answer as it was meant, before any fault. */
  onAnswer: (request: SeenRequest, answer: Answer) => void;
  /** The next requests are told to wait, in one of GitHub's ways. */
  limit(kind: LimitKind, times: number): void;
}

export type LimitKind = "primary" | "secondary" | "graphql";

const PROJECT = "acme/shop";
const REST = "/api/v3";
const GRAPHQL = "/api/graphql";
/** Made when the tests run, so that no scanner takes it for a real one. */
const TOKEN = ["ghp", "a1B2".repeat(9)].join("_");

export interface GithubDoubleOptions {
  readonly nowMs?: () => number;
}

/** A GitHub Enterprise Server with two repositories of the organisation `acme`. */
export async function startGithubDouble({
  nowMs = () => Date.now(),
}: GithubDoubleOptions = {}): Promise<GithubDouble> {
  const state = createGithubState(nowMs);
  const limits: LimitKind[] = [];
  const server = await startFaultServer({
    isWrite: (method, url) => method !== "GET" && url !== GRAPHQL,
    async answer(request) {
      const answer = await answerOf(request);
      double.onAnswer(request, answer);
      return { ...answer, headers: { ...rateHeaders(nowMs()), ...answer.headers } };
    },
    refuse: (status) => refusal(status),
  });

  async function answerOf(request: SeenRequest): Promise<Answer> {
    if (request.headers["authorization"] !== `Bearer ${TOKEN}`) return refusal(401);
    const limit = limits.shift();
    if (limit !== undefined) return limited(limit, nowMs());
    const { pathname } = new URL(request.url, server.origin);
    if (pathname === GRAPHQL && request.method === "POST")
      return answerGraphql(state, request.body);
    return answerRest(state, `${server.origin}${REST}`, request);
  }

  const double: GithubDouble = {
    access: {
      kind: "direct",
      baseUrl: `${server.origin}${REST}`,
      graphqlUrl: null,
      scheme: { kind: "bearer" },
      secret: new Secret(TOKEN),
    },
    project: PROJECT,
    origin: server.origin,
    env: {
      GITHUB_TOKEN: TOKEN,
      GITHUB_API_URL: `${server.origin}${REST}`,
      GITHUB_GRAPHQL_URL: `${server.origin}${GRAPHQL}`,
    },
    requests: server.requests,
    get faultFor() {
      return server.faultFor;
    },
    set faultFor(faultFor: (request: SeenRequest, index: number) => Fault | undefined) {
      server.faultFor = faultFor;
    },
    tickets: () =>
      state.issues
        .filter((one) => one.repository === PROJECT && !one.isPullRequest && !one.isDeleted)
        .map((one) => ({
          key: String(one.number),
          title: one.title,
          description: one.body,
          status: statusOf(one),
          type: one.type,
          parentKey: parentKeyOf(state, one),
          comments: one.comments.map(({ body }) => body),
        })),
    seed: (count) =>
      Array.from({ length: count }, (_, index) => {
        const issue = state.add(PROJECT, { title: `Seeded ${index + 1}`, labels: ["canon:todo"] });
        return String(issue.number);
      }),
    move(key, status) {
      const issue = state.find(PROJECT, Number(key));
      if (issue === undefined) throw new Error(`No issue ${key}`);
      const [word, label] = status.split("|");
      const others = issue.labels.filter((one) => !one.startsWith("canon:"));
      issue.labels = label === undefined ? others : [...others, label];
      issue.state = word === "closed" ? "closed" : "open";
      issue.reason = issue.state === "open" ? null : "completed";
      state.touch(issue);
    },
    close: () => server.close(),
    state,
    onAnswer: () => undefined,
    limit(kind, times) {
      limits.push(...Array.from({ length: times }, () => kind));
    },
  };
  return double;
}

function limited(kind: LimitKind, nowMs: number): Answer {
  const reset = String(Math.floor(nowMs / 1000) + 2);
  const spent = { "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": reset };
  switch (kind) {
    case "primary":
      return { ...refusal(403, "API rate limit exceeded for user ID 1."), headers: spent };
    case "secondary":
      return { ...refusal(403, SECONDARY), headers: { "Retry-After": "2" } };
    case "graphql": {
      const message = "API rate limit already exceeded for user ID 1.";
      return { status: 200, body: { errors: [{ type: "RATE_LIMIT", message }] }, headers: spent };
    }
  }
}

const SECONDARY =
  "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";

function rateHeaders(nowMs: number): Record<string, string> {
  return {
    "X-RateLimit-Limit": "5000",
    "X-RateLimit-Remaining": "4000",
    "X-RateLimit-Used": "1000",
    "X-RateLimit-Reset": String(Math.floor(nowMs / 1000) + 3600),
  };
}

function statusOf({ state, labels }: StoredIssue): string {
  const label = labels.find((one) => one.startsWith("canon:"));
  return label === undefined ? state : `${state}|${label}`;
}

function parentKeyOf(state: GithubState, { parentId }: StoredIssue): string | null {
  const parent = state.issues.find((one) => one.id === parentId);
  if (parent === undefined) return null;
  return parent.repository === PROJECT
    ? String(parent.number)
    : `${parent.repository}#${parent.number}`;
}
