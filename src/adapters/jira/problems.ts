import { isRecord } from "../../core/kernel/json-fields.ts";
import { cutShort } from "../../core/kernel/cut-short.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import type { HttpFailure } from "../http/http.ts";

/** How an operation ended that did not end well. */
export interface Failed {
  readonly kind: "failed" | "unsure";
  readonly error: TrackerError;
}

export const CANCELLED: TrackerError = {
  code: "tracker/cancelled",
  message: "Cancelled before Jira was asked. Start again when you are ready.",
};

export function failed(error: TrackerError): Failed {
  return { kind: "failed", error };
}

export function notAKey(key: string): TrackerError {
  return rejected(
    `"${shown(key)}" is not the key of a Jira ticket, such as PAY-12. Nothing was read or changed. Correct the link.`,
  );
}

export function anotherIssue(key: string): TrackerError {
  return {
    code: "tracker/unreadable-answer",
    message: `Jira was asked for ${shown(key)} and answered with another ticket of the same project, so it was left alone. Sync again.`,
  };
}

export function noSuchTicket(key: string): TrackerError {
  return {
    code: "tracker/not-found",
    message: `Jira knows no ticket ${shown(key)}, or this account may not see it. Nothing was changed. Check the link and the permissions in the project.`,
  };
}

export function noSuchParent(key: string): TrackerError {
  return {
    code: "tracker/not-found",
    message: `The parent ${shown(key)} does not exist in Jira, or this account may not see it. Nothing was changed. Check the link of the section above.`,
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
      ? `The workflow of this project has no status "${shown(status)}", so no ticket was made. It has ${listOf(names)}.`
      : `${key} cannot be moved to "${shown(status)}" from where it is, so nothing was changed. From there it can be moved to ${listOf(names)}.`;
  return {
    code: "tracker/no-transition",
    message: `${what} Choose one of them in the status map, or change the workflow in Jira.`,
  };
}

export function missingOnTransition(
  key: string,
  status: string,
  fields: readonly string[],
): TrackerError {
  return {
    code: "tracker/no-transition",
    message: `Moving ${key} to "${shown(status)}" asks for ${listOf(fields)}, which Canon does not fill. The status was not changed. Move the ticket in Jira.`,
  };
}

export function noSuchType(type: string, names: readonly string[]): TrackerError {
  return rejected(
    `This project has no issue type "${shown(type)}", so no ticket was made. It has ${listOf(names)}. Name one of them under \`hierarchy\` in the configuration.`,
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
  return refused(what, said.length === 0 ? ["it gave no reason that Canon knows"] : said);
}

function refused(what: string, said: readonly string[]): TrackerError {
  return rejected(
    `Jira did not ${what}: ${said.join("; ")}. Change the section, or ask for the fields to be set up in the project.`,
  );
}

/** Jira's own sentences may quote the ticket, so only what they are about is passed on. */
function complaintsOf(body: unknown): readonly string[] {
  const errors = isRecord(body) && isRecord(body["errors"]) ? body["errors"] : {};
  return Object.entries(errors)
    .filter(([name]) => /^[A-Za-z][\w .-]{0,60}$/.test(name))
    .slice(0, 12)
    .map(([name, message]) => `"${name}" ${kindOf(message)}`);
}

function kindOf(message: unknown): string {
  if (typeof message !== "string") return "was refused";
  if (/appropriate screen|cannot be set/i.test(message)) return "is not on the screen for this";
  if (/less than|too long|exceed|limit/i.test(message)) return "is too long";
  return /required/i.test(message) ? "is required" : "was refused";
}

function listOf(names: readonly string[]): string {
  const safe = [...new Set(names.map(shown))].slice(0, 12).map((name) => `"${name}"`);
  return safe.length === 0 ? "none" : safe.join(", ");
}

/** Names from a tracker and keys from a file may hold anything; they are shown on one line. */
function shown(text: string): string {
  return cutShort(text.replace(/[^\p{L}\p{N} '\u2019_./&()+-]/gu, "?"), 60);
}
