import { isRecord } from "../../core/kernel/json-fields.ts";
import { cutShort } from "../../core/kernel/cut-short.ts";
import { t } from "../../core/kernel/texts.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import type { HttpFailure } from "../http/http.ts";

/** How an operation ended that did not end well. */
export interface Failed {
  readonly kind: "failed" | "unsure";
  readonly error: TrackerError;
}

export function cancelled(): TrackerError {
  return {
    code: "tracker/cancelled",
    message: t("Cancelled before Jira was asked. Start again when you are ready."),
  };
}

export function failed(error: TrackerError): Failed {
  return { kind: "failed", error };
}

export function notAKey(key: string): TrackerError {
  return rejected(
    t(
      '"{0}" is not the key of a Jira ticket, such as PAY-12. Nothing was read or changed. Correct the link.',
      shown(key),
    ),
  );
}

export function anotherIssue(key: string): TrackerError {
  return {
    code: "tracker/unreadable-answer",
    message: t(
      "Jira was asked for {0} and answered with another ticket of the same project, so it was left alone. Sync again.",
      shown(key),
    ),
  };
}

export function noSuchTicket(key: string): TrackerError {
  return {
    code: "tracker/not-found",
    message: t(
      "Jira knows no ticket {0}, or this account may not see it. Nothing was changed. Check the link and the permissions in the project.",
      shown(key),
    ),
  };
}

export function noSuchParent(key: string): TrackerError {
  return {
    code: "tracker/not-found",
    message: t(
      "The parent {0} does not exist in Jira, or this account may not see it. Nothing was changed. Check the link of the section above.",
      shown(key),
    ),
  };
}

/** `names` are those that would do; `key` is null for a ticket that was to be made. */
export function noSuchStatus(
  status: string,
  key: string | null,
  names: readonly string[],
): TrackerError {
  const what =
    key === null
      ? t(
          'The workflow of this project has no status "{0}", so no ticket was made. It has {1}.',
          shown(status),
          listOf(names),
        )
      : t(
          '{0} cannot be moved to "{1}" from where it is, so nothing was changed. From there it can be moved to {2}.',
          key,
          shown(status),
          listOf(names),
        );
  return {
    code: "tracker/no-transition",
    message: t("{0} Choose one of them in the status map, or change the workflow in Jira.", what),
  };
}

export function missingOnTransition(
  key: string,
  status: string,
  fields: readonly string[],
): TrackerError {
  return {
    code: "tracker/no-transition",
    message: t(
      'Moving {0} to "{1}" asks for {2}, which Canon does not fill. The status was not changed. Move the ticket in Jira.',
      key,
      shown(status),
      listOf(fields),
    ),
  };
}

export function noSuchType(type: string, names: readonly string[]): TrackerError {
  return rejected(
    t(
      'This project has no issue type "{0}", so no ticket was made. It has {1}. Name one of them under `hierarchy` in the configuration.',
      shown(type),
      listOf(names),
    ),
  );
}

export function rejected(message: string): TrackerError {
  return { code: "tracker/rejected", message };
}

/**
 * What to say about a request that Jira did not carry out.
 *
 * Shape: `what` ends a sentence that begins with "Jira did not".
 */
export function failureOf(failure: HttpFailure, what: string): Failed {
  const said = failure.status === 400 ? complaintsOf(failure.body) : [];
  if (said.length > 0) return failed(refused(what, said));
  return { kind: failure.executed === "unknown" ? "unsure" : "failed", error: failure.error };
}

/** The same for one draft among many; `complaints` is what Jira says about that draft. */
export function refusalOf(complaints: unknown, what: string): TrackerError {
  const said = complaintsOf(complaints);
  return refused(what, said.length === 0 ? [t("it gave no reason that Canon knows")] : said);
}

function refused(what: string, said: readonly string[]): TrackerError {
  return rejected(
    t(
      "Jira did not {0}: {1}. Change the section, or ask for the fields to be set up in the project.",
      what,
      said.reduce((all, one) => t("{0}; {1}", all, one)),
    ),
  );
}

/** Jira's own sentences may quote the ticket, so only what they are about is passed on. */
function complaintsOf(body: unknown): readonly string[] {
  const errors = isRecord(body) && isRecord(body["errors"]) ? body["errors"] : {};
  return Object.entries(errors)
    .filter(([name]) => /^[A-Za-z][\w .-]{0,60}$/.test(name))
    .slice(0, 12)
    .map(([name, message]) => complaintOf(name, message));
}

function complaintOf(name: string, complaint: unknown): string {
  const message = typeof complaint === "string" ? complaint : "";
  if (/appropriate screen|cannot be set/i.test(message)) {
    return t('"{0}" is not on the screen for this', name);
  }
  if (/less than|too long|exceed|limit/i.test(message)) return t('"{0}" is too long', name);
  return /required/i.test(message) ? t('"{0}" is required', name) : t('"{0}" was refused', name);
}

function listOf(names: readonly string[]): string {
  const safe = [...new Set(names.map(shown))].slice(0, 12).map((name) => `"${name}"`);
  return safe.length === 0 ? t("none") : safe.join(", ");
}

/** Names from a tracker and keys from a file may hold anything; they are shown on one line. */
function shown(text: string): string {
  return cutShort(text.replace(/[^\p{L}\p{N} '\u2019_./&()+-]/gu, "?"), 60);
}
