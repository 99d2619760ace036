import { fieldsOf } from "../../core/kernel/json-fields.ts";
import { cutShort } from "../../core/kernel/cut-short.ts";
import { t, textsBy } from "../../core/kernel/texts.ts";
import type { CommentOutcome, TrackerError, WriteOutcome } from "../../core/model/ticket.ts";
import type { HttpFailure, HttpRequest } from "../http/http.ts";
import { placeName, type IssuePlace, type Repository } from "./issue-place.ts";
import type { GraphqlError } from "./wire.ts";

/** The error of a failed request, with what GitHub's own codes say about it. */
export function explain({ error, status, body }: HttpFailure): TrackerError {
  if (status === 403 && mentions(body, /\bSAML\b/)) return ssoNeeded();
  if (status === 410 && mentions(body, /issues (?:has been|are) disabled/i)) {
    return { code: "tracker/rejected", message: issuesOffText() };
  }
  if (status !== 422) return error;
  const fields = refusedFields(body);
  if (fields.length === 0) return error;
  const hints = fields.map((field) => fieldHint(field)).filter((hint) => hint !== "");
  const objection = t("{0} It objects to: {1}.", error.message, fields.join(", "));
  return {
    ...error,
    message: hints.reduce((text, hint) => t("{0} {1}", text, hint), objection),
  };
}

/** How a write ended whose request failed. */
export function failedWrite(failure: HttpFailure): WriteOutcome & CommentOutcome {
  const kind = failure.executed === "unknown" ? "unsure" : "failed";
  return { kind, error: explain(failure) };
}

export function failed(error: TrackerError): WriteOutcome & CommentOutcome {
  return { kind: "failed", error };
}

/** The error that a part of a query came back with, or the whole of it. */
export function queryError(action: string, error: GraphqlError | undefined): TrackerError {
  const type = error?.type ?? "";
  if (error?.extensions?.["saml_failure"] === true) return ssoNeeded();
  if (type === "FORBIDDEN" || type === "INSUFFICIENT_SCOPES") {
    return {
      code: "tracker/forbidden",
      message: t(
        "GitHub does not allow this account to go on while {0}. Use a credential that may read and write issues there.",
        action,
      ),
    };
  }
  const why = /^[A-Z_]{1,40}$/.test(type) ? ` (${type})` : "";
  return {
    code: "tracker/unreadable-answer",
    message: t("GitHub gave no full answer while {0}{1}. Sync again.", action, why),
  };
}

export function unknownShape(action: string): TrackerError {
  return {
    code: "tracker/unreadable-answer",
    message: t(
      "GitHub answered in a form that Canon does not know while {0}. Check the address; a proxy may stand in between.",
      action,
    ),
  };
}

/** The failure of a request that succeeded with an answer of no known shape. */
export function unknownAnswer({
  action,
  effect,
}: Pick<HttpRequest, "action" | "effect">): HttpFailure {
  const executed = effect === "write" ? "unknown" : "no";
  return { error: unknownShape(action), status: null, executed, retryAfterMs: null, body: null };
}

export function refusedTooOften(): TrackerError {
  return {
    code: "tracker/rate-limited",
    message: t("GitHub asks to wait before the next request. Sync again in a few minutes."),
  };
}

export function hiddenRepository({ owner, name }: Repository): TrackerError {
  return {
    code: "tracker/not-found",
    message: t(
      "GitHub shows no repository {0}/{1} to this account. Check the project in the configuration, and that the credential may see it.",
      owner,
      name,
    ),
  };
}

export function issuesAreOff({ owner, name }: Repository): TrackerError {
  return { code: "tracker/rejected", message: t("{0}: {1}", `${owner}/${name}`, issuesOffText()) };
}

export function noSuchIssue(place: IssuePlace): TrackerError {
  return {
    code: "tracker/not-found",
    message: t(
      "GitHub has no issue {0}, so nothing was changed. Correct or remove the link.",
      placeName(place),
    ),
  };
}

export function cancelled(): TrackerError {
  return {
    code: "tracker/cancelled",
    message: t("The run was cancelled before GitHub was asked."),
  };
}

export function notAKey(key: string): TrackerError {
  return {
    code: "tracker/rejected",
    message: t(
      '"{0}" is not the number of an issue, such as 42 or acme/shop#42. Nothing was read or changed. Correct the link.',
      shown(key),
    ),
  };
}

export function notAMarker(): TrackerError {
  return {
    code: "tracker/rejected",
    message: t("The marker of this write is not a plain id, so nothing was sent. Sync again."),
  };
}

export function unknownStatus(status: string, known: readonly string[]): TrackerError {
  return {
    code: "tracker/no-transition",
    message: t(
      'An issue on GitHub has no status "{0}", so nothing was changed. Use one of {1}, or open or closed with a bar and a label.',
      shown(status),
      known.slice(0, 12).map(shown).join(", "),
    ),
  };
}

export function ownParent(place: IssuePlace): TrackerError {
  return {
    code: "tracker/rejected",
    message: t(
      "{0} cannot be its own parent. Nothing was changed. Choose another parent.",
      placeName(place),
    ),
  };
}

export function notASubIssue(child: IssuePlace, parent: IssuePlace): TrackerError {
  return {
    code: "tracker/rejected",
    message: t(
      "GitHub did not take {0} as a sub-issue of {1} (422). An issue can have 100 sub-issues and stand 8 levels deep, and it cannot stand below itself. Choose another parent.",
      placeName(child),
      placeName(parent),
    ),
  };
}

export function noSubIssues(): TrackerError {
  return {
    code: "tracker/rejected",
    message: t(
      "This GitHub server has no sub-issues, so no parent was set. Switch parents off for it with `auto_parent: false` in the configuration.",
    ),
  };
}

export function notAnAddress(): TrackerError {
  return {
    code: "tracker/rejected",
    message: t("The pull request has no web address, so it was not linked."),
  };
}

export function notATime(): TrackerError {
  return {
    code: "tracker/rejected",
    message: t("The time of the last look is not readable, so GitHub was not asked. Sync again."),
  };
}

export function tooManyToSearch({ owner, name }: Repository): TrackerError {
  return {
    code: "tracker/unreadable-answer",
    message: t(
      "Too many issues of {0}/{1} changed to say whether the ticket was made. Look there, and link it by hand if it exists.",
      owner,
      name,
    ),
  };
}

function issuesOffText(): string {
  return t(
    "Issues are switched off in this repository. Switch them on in its settings, or choose another repository.",
  );
}

const fieldHint = textsBy<string>({
  title: "A title can have 256 characters.",
  body: "A text can have 65,536 characters.",
  type: "Name an issue type that the organisation has, or none.",
  labels: "A label can have 50 characters.",
});

function ssoNeeded(): TrackerError {
  return {
    code: "tracker/forbidden",
    message: t(
      "The organisation on GitHub wants single sign-on for this credential. Authorise the token for it in your GitHub settings, then sync again.",
    ),
  };
}

/** Names of fields from a refusal; nothing else of its text is repeated. */
function refusedFields(body: unknown): string[] {
  const { errors } = fieldsOf(body);
  if (!Array.isArray(errors)) return [];
  const names = errors.map((one) => fieldsOf(one)["field"]);
  return [...new Set(names)]
    .filter((name) => typeof name === "string")
    .filter((name) => /^[a-z][a-z_]{0,40}$/.test(name))
    .slice(0, 5);
}

function mentions(body: unknown, words: RegExp): boolean {
  return words.test(String(fieldsOf(body)["message"]));
}

/** Keys and statuses come from files that anybody may have written; show them on one line. */
function shown(text: string): string {
  return cutShort(text.replace(/[\p{Cc}\p{Cf}]/gu, "?"), 100);
}
