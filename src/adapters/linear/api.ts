import { LinearGraphQLClient, type LinearRawResponse, parseLinearError } from "@linear/sdk";
import type * as z from "zod/mini";
import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { redactJson } from "../../core/redact/redact-json.ts";
import type { Redactor } from "../../core/redact/redact.ts";
import type { HttpConnection, HttpFailure } from "../http/http.ts";
import { path } from "../http/request-path.ts";
import {
  type Call,
  graphqlFailure,
  type LinearFailure,
  oddAnswer,
  plainFailure,
} from "./failures.ts";
import { graphqlAnswer } from "./wire.ts";

/** One request to Linear, and the form that its answer must have. */
export interface Question<Answer> {
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly answer: z.ZodMiniType<Answer>;
  readonly effect: "read" | "write";
  /** After "while": `reading tickets`. */
  readonly action: string;
}

export interface LinearApi {
  ask<Answer>(
    question: Question<Answer>,
    signal: CancelSignal,
  ): Promise<Result<Answer, LinearFailure>>;
  /** What the latest answer cost, in Linear's points; null while it has not said. */
  readonly lastCost: number | null;
}

/**
 * Asks Linear. An answer that holds errors beside its data, or that has another form than expected,
 * is a failure as a whole.
 */
export function createLinearApi(
  address: URL,
  connection: HttpConnection,
  redact: Redactor,
): LinearApi {
  let lastCost: number | null = null;
  return {
    get lastCost() {
      return lastCost;
    },
    async ask(question, signal) {
      const { effect, action } = question;
      const call = { effect, action, host: address.host };
      const client = new QueuedClient(address, { connection, redact, call, signal });
      try {
        const said = await client.rawRequest(question.document, question.variables);
        lastCost = costOf(said.headers) ?? lastCost;
        const answer = question.answer.safeParse(said.data);
        return answer.success ? ok(answer.data) : err(oddAnswer(call));
      } catch (error) {
        if (error instanceof Refused) return err(error.failure);
        throw error;
      }
    },
  };
}

interface WayOut {
  readonly connection: HttpConnection;
  readonly redact: Redactor;
  readonly call: Call;
  readonly signal: CancelSignal;
}

/** How a client of this kind says that there is no answer; never leaves this file. */
class Refused extends Error {
  readonly failure: LinearFailure;

  constructor(failure: LinearFailure) {
    super(failure.error.message);
    this.failure = failure;
  }
}

/**
 * Linear's client, made to send through the one way out of this machine: its own would not know
 * of the queue, the deadline, the redactor and the rule about redirects.
 */
class QueuedClient extends LinearGraphQLClient {
  readonly #way: WayOut;

  constructor(address: URL, way: WayOut) {
    super(address.href);
    this.#way = way;
  }

  override async rawRequest<Data>(
    query: string,
    variables?: Record<string, unknown>,
  ): Promise<LinearRawResponse<Data>> {
    const { connection, redact, call, signal } = this.#way;
    const body = redactJson({ query, variables }, redact);
    const { effect, action } = call;
    const sent = await connection.send(
      { method: "POST", path: path``, body, effect, action },
      signal,
    );
    if (!sent.ok) throw new Refused(refusedBy(sent.error, call));
    const { status, body: said } = sent.value;
    const answer = asAnswer<Data>(said);
    if (answer?.errors !== undefined) throw new Refused(failureIn(said, status, call));
    if (answer?.data == null) throw new Refused(oddAnswer(call));
    const cost = sent.value.header(COST);
    return {
      data: answer.data,
      status,
      headers: new Headers(cost === null ? {} : { [COST]: cost }),
    };
  }
}

const COST = "x-complexity";

function costOf(headers: Headers | undefined): number | null {
  const cost = Number(headers?.get(COST) ?? "");
  return Number.isFinite(cost) && cost > 0 ? cost : null;
}

/** Access, limits and faults of the server are said by the status; the rest is in the body. */
function refusedBy(failure: HttpFailure, call: Call): LinearFailure {
  const isRejection = failure.error.code === "tracker/rejected" && failure.executed === "no";
  const { status } = failure;
  const hasErrors = (asAnswer(failure.body)?.errors?.length ?? 0) > 0;
  if (!isRejection || status === null || !hasErrors) return plainFailure(failure);
  return failureIn(failure.body, status, call);
}

function failureIn(body: unknown, status: number, call: Call): LinearFailure {
  const answer = graphqlAnswer.safeParse(body);
  const errors = answer.data?.errors ?? [];
  const isPartial = Object.values(answer.data?.data ?? {}).some((value) => value !== null);
  if (errors.length === 0 || isPartial) return oddAnswer(call);
  const error = parseLinearError({ response: { ...asAnswer(body), status } });
  return graphqlFailure(error, errors, call, status >= 400);
}

/** Undefined when it is no GraphQL answer at all. */
function asAnswer<Data>(body: unknown): LinearRawResponse<Data> | undefined {
  return isAnswer<Data>(body) ? body : undefined;
}

function isAnswer<Data>(body: unknown): body is LinearRawResponse<Data> {
  return graphqlAnswer.safeParse(body).success;
}
