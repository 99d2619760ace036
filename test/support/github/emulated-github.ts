import assert from "node:assert/strict";
import { createEmulator } from "emulate";
import { NEVER_CANCELLED } from "../../../src/core/kernel/cancel.ts";
import { Secret } from "../../../src/core/kernel/secret.ts";
import { restComments, restIssues } from "../../../src/adapters/github/wire.ts";
import type { DirectAccess } from "../../../src/ports/credentials.ts";
import type { Bench } from "../../contract/tracker-contract.ts";
import { createFixedClock } from "../fixed-clock.ts";
import { freePort } from "../remote/free-port.ts";
import { startFaultServer } from "../remote/fault-server.ts";
import { GITHUB_WORDS, openGithubTracker } from "./github-bench.ts";
import { createGithubState, type GithubState } from "./github-state.ts";
import { answerGraphql } from "./graphql-api.ts";

const PROJECT = "acme/shop";
const TOKEN = ["emulated", "token"].join("-");

/**
 * A GitHub that others wrote, which speaks REST alone.
 *
 * Its issues are shown through our GraphQL as an older server would, so that all that is written
 * and listed goes to the foreign one. It knows neither issue types nor sub-issues.
 */
export async function withEmulatedGithub(task: (bench: Bench) => Promise<void>): Promise<void> {
  const port = await freePort();
  const root = `http://127.0.0.1:${port}`;
  const emulator = await createEmulator({
    service: "github",
    port,
    baseUrl: root,
    seed: {
      tokens: { [TOKEN]: { login: "ada", scopes: ["repo"] } },
      github: {
        users: [{ login: "ada" }],
        orgs: [{ login: "acme" }],
        repos: [{ owner: "acme", name: "shop", auto_init: false }],
      },
    },
  });
  const spoiled = new Set<number>();
  const graphql = await startFaultServer({
    isWrite: () => false,
    answer: async ({ body }) => answerGraphql(await readState(root, spoiled), body),
    refuse: (status) => ({ status }),
  });
  const access: DirectAccess = {
    kind: "direct",
    baseUrl: root,
    graphqlUrl: graphql.origin,
    scheme: { kind: "bearer" },
    secret: new Secret(TOKEN),
  };
  try {
    await task(await benchOf(root, access, spoiled));
  } finally {
    await graphql.close();
    await emulator.close();
  }
}

async function benchOf(root: string, access: DirectAccess, spoiled: Set<number>): Promise<Bench> {
  const clock = createFixedClock();
  const open = () => openGithubTracker({ access, project: PROJECT }, clock, {});
  const [tracker, other] = [open(), open()];
  // The first look shows that this server is an old one.
  for (const one of [tracker, other]) await one.readTickets(["1"], NEVER_CANCELLED);
  const description = async (key: string): Promise<string> => {
    const issues = await listIssues(root);
    return issues.find((one) => one.number === Number(key))?.body ?? "";
  };
  return {
    tracker,
    other,
    description,
    async editDescription(key, change) {
      const body = change(await description(key));
      await send(root, "PATCH", `/repos/${PROJECT}/issues/${key}`, { body });
    },
    spoil(key) {
      spoiled.add(Number(key));
      return Promise.resolve();
    },
    async countLinks(key, url) {
      const path = `/repos/${PROJECT}/issues/${key}/comments?per_page=100`;
      const comments = restComments.parse(await send(root, "GET", path));
      return comments.filter(({ body }) => body?.includes(`${url} `) === true).length;
    },
    crowd: 20,
    words: { ...GITHUB_WORDS, type: null, childType: null },
  };
}

/** What the foreign server holds, as the parts of our double know it. */
async function readState(root: string, spoiled: ReadonlySet<number>): Promise<GithubState> {
  const state = createGithubState(() => 0);
  state.switches.isOldServer = true;
  for (const issue of await listIssues(root)) {
    state.issues.push({
      ...issue,
      repository: PROJECT,
      page: issue.html_url,
      isPullRequest: issue.pull_request != null,
      author: "ada",
      createdAt: issue.created_at,
      updatedAt: issue.updated_at,
      body: issue.body ?? "",
      reason: reasonOf(issue.state_reason),
      labels: issue.labels.map((label) => (typeof label === "string" ? label : (label.name ?? ""))),
      type: null,
      parentId: null,
      assignee: issue.assignee?.login ?? null,
      isDeleted: false,
      isSpoiled: spoiled.has(issue.number),
      closedBy: [],
      comments: [],
    });
  }
  return state;
}

function reasonOf(reason: string | null | undefined) {
  const known = ["completed", "not_planned", "duplicate", "reopened"] as const;
  return known.find((one) => one === reason) ?? null;
}

async function listIssues(root: string) {
  const pages = [1, 2].map((page) =>
    send(root, "GET", `/repos/${PROJECT}/issues?state=all&per_page=100&page=${page}`),
  );
  return (await Promise.all(pages)).flatMap((page) => restIssues.parse(page));
}

async function send(root: string, method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(root + path, {
    method,
    headers: { Authorization: `Bearer ${TOKEN}`, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  assert.ok(response.ok, `${method} ${path}: ${response.status}`);
  return response.json();
}
