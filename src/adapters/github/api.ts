import { Octokit } from "@octokit/rest";
import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import type { Redactor } from "../../core/redact/redact.ts";
import { redactJson } from "../../core/redact/redact-json.ts";
import type { HttpAnswer, HttpConnection, HttpFailure, HttpRequest } from "../http/http.ts";
import { builtPath, path } from "../http/request-path.ts";
import { explain, refusedTooOften, unknownShape } from "./errors.ts";
import { graphqlAnswer, type GraphqlAnswer } from "./wire.ts";

/** GitHub's own client builds the requests; this is how they travel. */
export type Travel = { readonly fetch: (address: string, init: FetchInit) => Promise<Response> };

type FetchInit = {
  readonly method: HttpRequest["method"];
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
};

export type Task = Pick<HttpRequest, "action" | "effect">;

/** The two ways to ask GitHub. */
export interface GithubApi {
  /** Sends what one method of the client builds; hand it `travel` as its `request`. */
  rest(
    task: Task,
    ask: (client: Octokit["rest"], travel: Travel) => Promise<unknown>,
    signal: CancelSignal,
  ): Promise<Result<HttpAnswer, HttpFailure>>;
  /**
   * Runs a query.
   *
   * Shape:  what came back, with the errors of its parts; a limit that was met is no answer.
   */
  query(
    action: string,
    query: string,
    variables: Readonly<Record<string, string>>,
    signal: CancelSignal,
  ): Promise<Result<GraphqlAnswer, TrackerError>>;
}

export interface GithubApiDeps {
  readonly rest: HttpConnection;
  readonly graphql: HttpConnection;
  readonly restUrl: URL;
  readonly redact: Redactor;
}

const QUERY_ATTEMPTS = 3;
const SILENT = { debug: ignore, info: ignore, warn: ignore, error: ignore };

/**
 * The client library keeps the addresses and parameters; it neither repeats, logs nor reads
 * anything. Answers go past it as values, because it would throw for half of them.
 */
export function createGithubApi({ rest, graphql, restUrl, redact }: GithubApiDeps): GithubApi {
  const root = restUrl.href.replace(/\/$/, "");
  const client = new Octokit({ baseUrl: root, log: SILENT });

  function toRequest(task: Task, address: string, init: FetchInit): HttpRequest {
    const url = new URL(address);
    const below = url.pathname.slice(new URL(root).pathname.replace(/\/$/, "").length);
    const etag = init.headers["if-none-match"];
    return {
      ...task,
      method: init.method,
      path: builtPath(below),
      query: Object.fromEntries(url.searchParams),
      ...(init.body === undefined
        ? {}
        : { body: redactJson(JSON.parse(init.body) as unknown, redact) }),
      ...(etag === undefined ? {} : { headers: { "If-None-Match": etag } }),
    };
  }

  return {
    async rest(task, ask, signal) {
      const sent: Result<HttpAnswer, HttpFailure>[] = [];
      await ask(client.rest, {
        async fetch(address, init) {
          sent.push(await rest.send(toRequest(task, address, init), signal));
          return new Response(null, { status: 204 });
        },
      });
      const [answer] = sent;
      if (answer === undefined) throw new Error("The client library sent no request");
      return answer;
    },

    async query(action, query, variables, signal) {
      const body = redactJson({ query, variables }, redact);
      for (let attempt = 1; attempt <= QUERY_ATTEMPTS; attempt++) {
        const request = { method: "POST", path: path``, body, effect: "read", action } as const;
        const sent = await graphql.send(request, signal);
        if (!sent.ok) return err(explain(sent.error));
        const answer = graphqlAnswer.safeParse(sent.value.body);
        if (!answer.success) return err(unknownShape(action));
        // The connection has noted how long to wait, and does so before the next attempt.
        if (!isLimited(answer.data)) return ok(answer.data);
      }
      return err(refusedTooOften());
    },
  };
}

function isLimited({ errors = [] }: GraphqlAnswer): boolean {
  return errors.some(({ type }) => type === "RATE_LIMITED" || type === "RATE_LIMIT");
}

function ignore(): void {
  // Nothing of a request belongs into a log.
}
