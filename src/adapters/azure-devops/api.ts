import type * as z from "zod/mini";
import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import type { TrackerError, WriteOutcome } from "../../core/model/ticket.ts";
import { redactJson } from "../../core/redact/redact-json.ts";
import type { Redactor } from "../../core/redact/redact.ts";
import type { HttpConnection, HttpFailure, HttpRequest } from "../http/http.ts";
import { noSuchProject, oddAnswer, oldServer, refusedValues, signInPage } from "./messages.ts";
import { refusal } from "./wire.ts";

/** One request to Azure DevOps, and the form that its answer must have. */
export interface Question<Answer> extends Omit<HttpRequest, "body" | "query"> {
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  /** Redacted and written as JSON on its way out. */
  readonly body?: unknown;
  readonly answer: z.ZodMiniType<Answer>;
}

export interface AzureApi {
  ask<Answer>(
    question: Question<Answer>,
    signal: CancelSignal,
  ): Promise<Result<Answer, HttpFailure>>;
}

/** The version of the interface that all requests speak, unless they name another. */
const VERSION = "7.1";

/** Asks Azure DevOps. An answer of another form than expected is a failure, never an absence. */
export function createAzureApi(
  address: URL,
  connection: HttpConnection,
  redact: Redactor,
): AzureApi {
  return {
    async ask({ answer, body, query, ...request }, signal) {
      const sent = await connection.send(
        {
          ...request,
          query: { "api-version": VERSION, ...query },
          ...(body === undefined ? {} : { body: redactJson(body, redact) }),
        },
        signal,
      );
      if (!sent.ok) return err(explained(sent.error, address, request.action));
      const understood = answer.safeParse(sent.value.body);
      if (understood.success) return ok(understood.data);
      return err({
        error: oddAnswer(address.host, request.action),
        status: sent.value.status,
        executed: request.effect === "write" ? "unknown" : "no",
        retryAfterMs: null,
        body: null,
      });
    },
  };
}

/** The kind of refusal, by the name that Azure DevOps has for it; empty where it gives none. */
export function kindOf(failure: HttpFailure): string {
  return refusal.safeParse(failure.body).data?.typeKey ?? "";
}

/** A write that failed, or whose answer was lost. */
export function failedOrUnsure({ executed, error }: HttpFailure): WriteOutcome {
  return { kind: executed === "unknown" ? "unsure" : "failed", error };
}

function explained(failure: HttpFailure, { host }: URL, action: string): HttpFailure {
  if (isSignIn(failure, host)) {
    return { ...failure, error: signInPage(host), executed: "no" };
  }
  const error = explanationOf(failure, host, action);
  return error === undefined ? failure : { ...failure, error };
}

/**
 * For a credential that it does not accept, Azure DevOps shows its sign-in page under the status
 * 203, or sends to another host of its own. Nothing of the request was carried out then.
 */
function isSignIn({ error, status }: HttpFailure, host: string): boolean {
  if (error.code !== "tracker/unreadable-answer" || status === null) return false;
  const isService = host === "dev.azure.com" || host.endsWith(".visualstudio.com");
  return status === 203 || (isService && (status === 302 || status === 303));
}

function explanationOf(
  failure: HttpFailure,
  host: string,
  action: string,
): TrackerError | undefined {
  const said = refusal.safeParse(failure.body).data;
  switch (said?.typeKey) {
    case "VssVersionOutOfRangeException":
      return oldServer(host);
    case "ProjectDoesNotExistException":
    case "ProjectDoesNotExistWithNameException":
      return noSuchProject(host);
    case "RuleValidationException":
      return refusedValues(
        action,
        said.customProperties.RuleValidationErrors.map((one) => one.fieldReferenceName),
      );
    default:
      return undefined;
  }
}
