import * as z from "zod/mini";
import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../../core/kernel/result.ts";
import { t } from "../../../core/kernel/texts.ts";
import { redactJson } from "../../../core/redact/redact-json.ts";
import type { DirectAccess } from "../../../ports/credentials.ts";
import type { HttpFailure, HttpRequest, RateLimitReader } from "../../http/http.ts";
import { retryAfterMs } from "../../http/rate-limit.ts";
import type { RemoteDeps } from "../../http/remote-deps.ts";
import { path, type RequestPath } from "../../http/request-path.ts";
import { MYSELF } from "./wire.ts";

/** One request to Jira's REST API, version 2. */
export interface JiraRequest {
  readonly method: HttpRequest["method"];
  readonly path: RequestPath;
  readonly query?: HttpRequest["query"];
  readonly body?: unknown;
  readonly effect: HttpRequest["effect"];
  /** For messages, after "while": `reading tickets`. */
  readonly action: string;
}

/** Sends requests to one Jira and reads what it answers. */
export interface JiraApi {
  /** Where people see the tickets; ends in a slash. */
  readonly baseUrl: URL;
  /**
   * Errors: what http found, an answer of another form than the schema's, and an answer to nobody
   *         in particular, which Jira gives where a token is no longer good.
   */
  send<Schema extends z.core.$ZodType>(
    schema: Schema,
    request: JiraRequest,
    signal: CancelSignal,
  ): Promise<Result<z.infer<Schema>, HttpFailure>>;
}

/** The answer to a change that says nothing more; anything else came from somewhere else. */
export const NOTHING = z.null();

export function createJiraApi(deps: RemoteDeps<DirectAccess>, baseUrl: URL): JiraApi {
  const { access, redact } = deps;
  const connection = deps.http.connect({
    name: "Jira",
    baseUrl,
    credential: { origin: baseUrl.origin, scheme: access.scheme, secret: access.secret },
    rateLimit: bucketLimit,
    signInPath: new URL("login.jsp", baseUrl).pathname,
  });

  return {
    baseUrl,

    async send(schema, request, signal) {
      const { body, query = {}, ...rest } = request;
      const json = body === undefined ? {} : { body: redactJson(body, redact) };
      const sent = await connection.send({ ...rest, query, ...json }, signal);
      if (!sent.ok) return sent;
      const isNobody = sent.value.header("x-ausername") === "anonymous";
      if (isNobody) return err(answeredToNobody(baseUrl, request, sent.value.status));
      const parsed = z.safeParse(schema, sent.value.body);
      return parsed.success
        ? ok(parsed.data)
        : err(unreadable(baseUrl, request, sent.value.status));
    },
  };
}

/** Asks whose token it is; Jira refuses to say that to a visitor. */
export async function readMyself(
  api: JiraApi,
  signal: CancelSignal,
): Promise<Result<string, HttpFailure>> {
  const request: JiraRequest = {
    method: "GET",
    path: path`/rest/api/2/myself`,
    effect: "read",
    action: t("checking access"),
  };
  const answer = await api.send(MYSELF, request, signal);
  if (!answer.ok) return answer;
  return ok(answer.value.displayName ?? answer.value.name);
}

/** Jira's own limit says how often its bucket is filled, for when it does not say how long. */
const bucketLimit: RateLimitReader = (answer, nowMs) => {
  if (answer.status !== 429) return undefined;
  const interval = answer.header("x-ratelimit-interval-seconds") ?? "";
  const refillMs = /^\d{1,6}$/.test(interval) ? Number(interval) * 1000 : null;
  return { waitMs: retryAfterMs(answer, nowMs) ?? refillMs };
};

function answeredToNobody(baseUrl: URL, { effect }: JiraRequest, status: number): HttpFailure {
  const message = t(
    "Jira at {0} did not recognise the token and answered as to a visitor. Set the personal access token again; it may have expired or been revoked.",
    baseUrl.host,
  );
  return {
    error: { code: "tracker/unauthorized", message },
    status,
    executed: effect === "write" ? "unknown" : "no",
    retryAfterMs: null,
    body: null,
  };
}

function unreadable(baseUrl: URL, { effect, action }: JiraRequest, status: number): HttpFailure {
  const message = t(
    "The answer of Jira at {0} while {1} was not of the form that Canon knows ({2}). Check that the address is that of Jira itself, with its path if it has one, and sync again.",
    baseUrl.host,
    action,
    status,
  );
  return {
    error: { code: "tracker/unreadable-answer", message },
    status,
    executed: effect === "write" ? "unknown" : "no",
    retryAfterMs: null,
    body: null,
  };
}
