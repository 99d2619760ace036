import {
  type DocumentNode,
  execute,
  type ExecutionResult,
  GraphQLError,
  parse,
  validate,
} from "graphql";
import { Secret } from "../../../src/core/kernel/secret.ts";
import type { DoubleTicket, RemoteDouble, SeenRequest } from "../remote/double.ts";
import { type Answer, startFaultServer } from "../remote/fault-server.ts";
import { costOf } from "./cost.ts";
import { LinearWorkspace } from "./linear-workspace.ts";
import { identifierOf, type IssueRecord } from "./records.ts";
import { refusal } from "./refusal.ts";
import { loadSchema, rootOf } from "./schema.ts";

const HOUR_MS = 3_600_000;
/** Made here, so that no text of the project looks like a credential. */
const API_KEY = ["lin", "api", "0123456789abcdef0123456789abcdef01234567"].join("_");

/** Linear as a server on a loopback port. */
export interface LinearDouble extends RemoteDouble {
  readonly workspace: LinearWorkspace;
  readonly url: string;
  readonly apiKey: string;
  /** The status of an answer that holds nothing but errors; both are seen in the field. */
  refusalStatus: 200 | 400;
  /** Documents that cost more points are refused. */
  highestCost: number;
  /** What Linear charges for a point of ours; its own reckoning is not public in every detail. */
  pointPrice: number;
  /** What each answer said that it cost. */
  readonly costs: readonly number[];
  /** Says something else than the rules would; for answers that Linear should not give. */
  rewrite: (answer: ExecutionResult) => unknown;
}

export async function startLinearDouble({
  now = Date.now,
}: { readonly now?: () => number } = {}): Promise<LinearDouble> {
  const schema = loadSchema();
  const workspace = new LinearWorkspace(now);
  const root = rootOf(workspace);
  const documents = new Map<string, DocumentNode>();
  const costs: number[] = [];

  const server = await startFaultServer({
    isWrite: (_method, _url, body) => /^\s*mutation\b/.test(readBody(body)?.query ?? ""),
    answer,
    refuse,
  });
  const url = `${server.origin}/graphql`;

  const double: LinearDouble = {
    workspace,
    url,
    apiKey: API_KEY,
    refusalStatus: 200,
    highestCost: 10_000,
    pointPrice: 1,
    costs,
    rewrite: (result) => result,
    access: {
      kind: "direct",
      baseUrl: url,
      graphqlUrl: null,
      scheme: { kind: "plain" },
      secret: new Secret(API_KEY),
    },
    project: "ENG",
    origin: server.origin,
    env: { LINEAR_API_KEY: API_KEY, LINEAR_API_URL: url },
    requests: server.requests,
    get faultFor() {
      return server.faultFor;
    },
    set faultFor(fault) {
      server.faultFor = fault;
    },
    tickets: () => workspace.issues.filter(({ trashed }) => trashed !== true).map(toDoubleTicket),
    seed(count) {
      const team = workspace.teams[0];
      const state = workspace.states.find(({ name }) => name === "Todo");
      return Array.from({ length: count }, (_, index) =>
        identifierOf(
          workspace.create({
            teamId: team?.id ?? "",
            stateId: state?.id ?? null,
            title: `Part ${index + 1}`,
          }),
        ),
      );
    },
    move: (key, status) => {
      workspace.moveToState(key, status);
    },
    close: () => server.close(),
  };
  return double;

  async function answer(request: SeenRequest): Promise<Answer> {
    if (request.url !== "/graphql") return { status: 404, body: { error: "Not Found" } };
    if (request.headers["authorization"] !== API_KEY) return refuse(401);
    const body = readBody(request.body);
    if (request.method !== "POST" || body === undefined) {
      return failed(400, refusal("Bad Request", undefined, "graphql error", "BAD_REQUEST"));
    }
    const document = understand(body.query);
    if (document instanceof GraphQLError) return failed(400, document);
    const cost = Math.ceil(costOf(document, schema, body.variables) * double.pointPrice);
    costs.push(cost);
    if (cost > double.highestCost) {
      const detail = `The query is too complex. Complexity: ${cost}. Maximum allowed complexity: ${double.highestCost}.`;
      return failed(400, refusal("Query too complex", detail), cost);
    }
    const result = await execute({
      schema,
      document,
      rootValue: root,
      variableValues: body.variables,
    });
    const isEmpty = result.data == null;
    const status = isEmpty && result.errors !== undefined ? double.refusalStatus : 200;
    return { status, body: double.rewrite(result), headers: headers(cost) };
  }

  /** The same few documents come again and again. */
  function understand(query: string): DocumentNode | GraphQLError {
    const known = documents.get(query);
    if (known !== undefined) return known;
    try {
      const document = parse(query);
      const [problem] = validate(schema, document);
      if (problem !== undefined) {
        return refusal(problem.message, undefined, "graphql error", "GRAPHQL_VALIDATION_FAILED");
      }
      documents.set(query, document);
      return document;
    } catch (error) {
      return refusal(String(error), undefined, "graphql error", "GRAPHQL_PARSE_FAILED");
    }
  }

  function refuse(status: number): Answer {
    if (status === 429) {
      const text = "Rate limit exceeded. Only 2500 requests are allowed per 1 hour.";
      return failed(400, refusal("Rate limit exceeded", text, "ratelimited", "RATELIMITED"));
    }
    if (status === 401) {
      const text = "You need to authenticate to access this operation.";
      return failed(
        401,
        refusal(
          "Authentication required, not authenticated",
          text,
          "authentication error",
          "AUTHENTICATION_ERROR",
        ),
      );
    }
    if (status === 403) {
      return failed(403, refusal("Forbidden", undefined, "forbidden", "FORBIDDEN"));
    }
    return { status, body: { error: "Something went wrong" }, headers: headers(0) };
  }

  function failed(status: number, error: GraphQLError, cost = 0): Answer {
    return { status, body: { errors: [error.toJSON()] }, headers: headers(cost) };
  }

  function headers(cost: number): Readonly<Record<string, string>> {
    const reset = String(now() + HOUR_MS);
    return {
      "x-complexity": String(cost),
      "x-ratelimit-requests-limit": "2500",
      "x-ratelimit-requests-remaining": String(Math.max(0, 2500 - server.requests.length)),
      "x-ratelimit-requests-reset": reset,
      "x-ratelimit-complexity-limit": "3000000",
      "x-ratelimit-complexity-remaining": "2990000",
      "x-ratelimit-complexity-reset": reset,
    };
  }
}

interface Body {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

function readBody(text: string): Body | undefined {
  try {
    const body = JSON.parse(text) as { query?: unknown; variables?: unknown };
    if (typeof body.query !== "string") return undefined;
    return { query: body.query, variables: { ...(body.variables as object | undefined) } };
  } catch {
    return undefined;
  }
}

function toDoubleTicket(issue: IssueRecord): DoubleTicket {
  return {
    key: identifierOf(issue),
    title: issue.title,
    description: issue.description ?? "",
    status: issue.state.name,
    type: null,
    parentKey: issue.parent && identifierOf(issue.parent),
    comments: issue.comments.map(({ body }) => body),
  };
}
