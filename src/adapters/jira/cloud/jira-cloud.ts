import type { Client, SendRequestOptions } from "jira.js/core";
import * as z from "zod/mini";
import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../../core/kernel/result.ts";
import { t } from "../../../core/kernel/texts.ts";
import { redactJson } from "../../../core/redact/redact-json.ts";
import type { Redactor } from "../../../core/redact/redact.ts";
import type { DirectAccess } from "../../../ports/credentials.ts";
import type { HttpConnection, HttpFailure, HttpRequest, RateLimitReader } from "../../http/http.ts";
import { retryAfterMs } from "../../http/rate-limit.ts";
import type { RemoteDeps } from "../../http/remote-deps.ts";
import { builtPath } from "../../http/request-path.ts";

/** What a call does, whatever its method, and how a message about it names it. */
export interface JiraCall {
  readonly effect: HttpRequest["effect"];
  /** For messages, after "while": `reading tickets`. */
  readonly action: string;
}

/** One Jira Cloud site, spoken to with the functions of jira.js over Canon's own transport. */
export interface JiraCloud {
  /** Where people see the tickets; ends in a slash. */
  readonly baseUrl: URL;
  /**
   * Runs one function of jira.js and reads its answer.
   *
   * Errors: what http found, and an answer of another form than the schema's.
   */
  ask<Schema extends z.core.$ZodType>(
    schema: Schema,
    call: JiraCall,
    run: (client: Client) => Promise<unknown>,
    signal: CancelSignal,
  ): Promise<Result<z.infer<Schema>, HttpFailure>>;
}

export function createJiraCloud(deps: RemoteDeps<DirectAccess>, baseUrl: URL): JiraCloud {
  const { access, redact } = deps;
  const connection = deps.http.connect({
    name: "Jira",
    baseUrl,
    credential: { origin: baseUrl.origin, scheme: access.scheme, secret: access.secret },
    rateLimit: cloudLimit,
  });
  return {
    baseUrl,
    async ask(schema, call, run, signal) {
      const answer = await settle(run(clientFor(connection, redact, call, signal)));
      if (!answer.ok) return answer;
      const parsed = z.safeParse(schema, answer.value);
      return parsed.success ? ok(parsed.data) : err(unreadable(baseUrl, call));
    },
  };
}

/** Carries a failed request through jira.js, which knows failures only as exceptions. */
class Unsuccessful extends Error {
  readonly failure: HttpFailure;

  constructor(failure: HttpFailure) {
    super(failure.error.message);
    this.failure = failure;
  }
}

async function settle(run: Promise<unknown>): Promise<Result<unknown, HttpFailure>> {
  try {
    return ok(await run);
  } catch (error) {
    if (error instanceof Unsuccessful) return err(error.failure);
    throw error;
  }
}

function clientFor(
  connection: HttpConnection,
  redact: Redactor,
  { effect, action }: JiraCall,
  signal: CancelSignal,
): Client {
  return {
    async sendRequest<T>(options: SendRequestOptions<T>): Promise<T> {
      const { url, method = "GET", searchParams, body } = options;
      const request: HttpRequest = {
        method: methodOf(method),
        path: builtPath(url),
        query: queryOf(searchParams),
        effect,
        action,
      };
      const sent = await connection.send(
        body === undefined ? request : { ...request, body: redactJson(body, redact) },
        signal,
      );
      if (!sent.ok) throw new Unsuccessful(sent.error);
      // Nothing is known of it yet; whoever asked looks at its form.
      return sent.value.body as T;
    },
  };
}

const METHODS: readonly HttpRequest["method"][] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

function methodOf(method: string): HttpRequest["method"] {
  const known = METHODS.find((one) => one === method);
  if (known === undefined) throw new Error(`Canon sends no ${method} requests`);
  return known;
}

function queryOf(params: Readonly<Record<string, unknown>> = {}): Record<string, string> {
  const given = Object.entries(params).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}

/** Jira says how long to wait in `Retry-After`, or when its window opens again. */
const cloudLimit: RateLimitReader = (answer, nowMs) => {
  if (answer.status !== 429) return undefined;
  const opensAt = Date.parse(answer.header("x-ratelimit-reset") ?? "");
  const untilReset = Number.isNaN(opensAt) ? null : Math.max(0, opensAt - nowMs);
  return { waitMs: retryAfterMs(answer, nowMs) ?? untilReset };
};

function unreadable(baseUrl: URL, { effect, action }: JiraCall): HttpFailure {
  const message = t(
    "The answer of Jira at {0} while {1} was not of the form that Canon knows. Check that the address is that of Jira itself, and sync again.",
    baseUrl.host,
    action,
  );
  return {
    error: { code: "tracker/unreadable-answer", message },
    status: 200,
    executed: effect === "write" ? "unknown" : "no",
    retryAfterMs: null,
    body: null,
  };
}
