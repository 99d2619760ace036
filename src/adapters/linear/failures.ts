import { type LinearError, LinearErrorType } from "@linear/sdk";
import { t, textsBy } from "../../core/kernel/texts.ts";
import type { TrackerError, WriteOutcome } from "../../core/model/ticket.ts";
import type { HttpFailure } from "../http/http.ts";
import type { GraphqlError } from "./wire.ts";

/** Why Linear did not do something, with what the operations of this folder tell apart. */
export interface LinearFailure {
  readonly error: TrackerError;
  readonly executed: HttpFailure["executed"];
  /** `missing`: what was named does not exist. `taken`: the id that we chose exists already. */
  readonly reason: "missing" | "taken" | "too-complex" | "other";
}

/** What was being done, for messages and for what a lost answer means. */
export interface Call {
  readonly effect: "read" | "write";
  /** After "while": `reading tickets`. */
  readonly action: string;
  readonly host: string;
}

/** Takes over what the network or the server said, without a word of GraphQL in it. */
export function plainFailure({ error, executed }: HttpFailure): LinearFailure {
  return { error, executed, reason: "other" };
}

export function oddAnswer({ effect, action, host }: Call): LinearFailure {
  return {
    error: {
      code: "tracker/unreadable-answer",
      message: t(
        "The answer of Linear at {0} while {1} was incomplete or of an unknown form. Sync again; if it stays, check the address.",
        host,
        action,
      ),
    },
    executed: effect === "write" ? "unknown" : "no",
    reason: "other",
  };
}

/**
 * Understands the errors of a GraphQL answer. What was done before them is taken for unknown when
 * Linear itself failed, and for nothing when it refused.
 */
export function graphqlFailure(
  error: LinearError,
  errors: readonly GraphqlError[],
  call: Call,
  isRefused: boolean,
): LinearFailure {
  const reason = reasonOf(errors);
  const fault = faultOf(error.type, reason, isRefused);
  if (fault === undefined) {
    const message = t(
      "Linear at {0} failed while {1}. This is a fault at the server; sync again in a while.",
      call.host,
      call.action,
    );
    return {
      error: { code: "tracker/unreachable", message },
      executed: call.effect === "write" ? "unknown" : "no",
      reason,
    };
  }
  const { code, text } = fault;
  const message = t("Linear at {0} {1} while {2}. {3}", call.host, text, call.action, advice(code));
  return { error: { code, message }, executed: "no", reason };
}

export function failedOrUnsure({ error, executed }: LinearFailure): WriteOutcome {
  return { kind: executed === "unknown" ? "unsure" : "failed", error };
}

/** Linear gives no codes for these; only the beginning of the message tells. */
function reasonOf(errors: readonly GraphqlError[]): LinearFailure["reason"] {
  const [first] = errors;
  if (first === undefined) return "other";
  // That a team or an organisation is not found says nothing about the ticket.
  if (/^Entity not found(?!: (?!Issue\b))/.test(first.message)) return "missing";
  if (/^conflict on insert of /i.test(first.message)) return "taken";
  return first.message.startsWith("Query too complex") ? "too-complex" : "other";
}

type Refusal = Parameters<typeof advice>[0];

const advice = textsBy({
  "tracker/unauthorized": "Set it again; it may have expired or been revoked.",
  "tracker/forbidden": "Ask for access to the team, or use a key that has it.",
  "tracker/rate-limited": "Sync again in a while.",
  "tracker/not-found": "Check the link and the access of this account.",
  "tracker/rejected": "Check the title, the text and the parent, and sync again.",
});

/** What Linear refused; undefined when it did not refuse but failed. */
function faultOf(
  type: LinearErrorType | undefined,
  reason: LinearFailure["reason"],
  isRefused: boolean,
): { readonly code: Refusal; readonly text: string } | undefined {
  if (reason === "missing") {
    return { code: "tracker/not-found", text: t("did not find what it was asked for") };
  }
  switch (type) {
    case LinearErrorType.AuthenticationError:
      return { code: "tracker/unauthorized", text: t("did not accept the credential") };
    case LinearErrorType.Forbidden:
    case LinearErrorType.FeatureNotAccessible:
      return { code: "tracker/forbidden", text: t("does not allow this account to go on") };
    case LinearErrorType.Ratelimited:
      return { code: "tracker/rate-limited", text: t("asked for patience") };
    case LinearErrorType.UsageLimitExceeded:
      return { code: "tracker/rejected", text: t("has reached a limit of its plan") };
    case LinearErrorType.InvalidInput:
    case LinearErrorType.UserError:
    case LinearErrorType.GraphqlError:
      return { code: "tracker/rejected", text: t("refused the request") };
    default:
      return isRefused ? { code: "tracker/rejected", text: t("refused the request") } : undefined;
  }
}
