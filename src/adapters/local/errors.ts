import { cutShort } from "../../core/kernel/cut-short.ts";
import { t } from "../../core/kernel/texts.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import type { FileProblem } from "../../ports/file-store.ts";
import type { Flaw } from "./layout.ts";

/** The disk said no. */
export function storageError(problem: FileProblem): TrackerError {
  return { code: "tracker/storage", message: problem.message };
}

/** A ticket file says something that Canon cannot understand. */
export function brokenTicket(path: string, flaw: Flaw): TrackerError {
  return {
    code: "tracker/unreadable-answer",
    message: t("{0}, line {1}: {2}. The ticket was left as it is.", path, flaw.line, flaw.what),
  };
}

/** A ticket file is fine to read, but cannot take a change. */
export function unchangeableTicket(path: string, flaw: Flaw): TrackerError {
  return { ...brokenTicket(path, flaw), code: "tracker/rejected" };
}

export function noSuchTicket(path: string): TrackerError {
  return {
    code: "tracker/not-found",
    message: t(
      "{0} does not exist, so nothing was changed. Bring the file back, or remove the link.",
      path,
    ),
  };
}

export function notAKey(key: string): TrackerError {
  return {
    code: "tracker/rejected",
    message: t(
      "{0} is not the key of a local ticket, such as LOCAL-12. Nothing was read or changed. Correct the link.",
      quoted(key),
    ),
  };
}

export function ownParent(key: string): TrackerError {
  return {
    code: "tracker/rejected",
    message: t("{0} cannot be its own parent. Nothing was changed. Choose another parent.", key),
  };
}

export function circularParent(parentKey: string, key: string): TrackerError {
  return {
    code: "tracker/rejected",
    message: t(
      "{0} stands below {1}, so it cannot be its parent as well. Nothing was changed. Choose another parent.",
      parentKey,
      key,
    ),
  };
}

export function unknownStatus(status: string, known: readonly string[]): TrackerError {
  return {
    code: "tracker/no-transition",
    message: t(
      "Local tickets have no status {0}, so nothing was changed. Use one of {1}, or add it to the configuration.",
      quoted(status),
      known.join(", "),
    ),
  };
}

export function tooLong(): TrackerError {
  return {
    code: "tracker/rejected",
    message: t(
      "The title and labels are too long for a ticket file, so no ticket was made. Shorten the heading.",
    ),
  };
}

export function busy(path: string): TrackerError {
  return {
    code: "tracker/storage",
    message: t("{0} changed at the same moment, so nothing was written. Try again.", path),
  };
}

export function cancelled(): TrackerError {
  return {
    code: "tracker/cancelled",
    message: t("Cancelled before the ticket was touched. Start again when you are ready."),
  };
}

/** Keys and statuses come from files that anybody may have written; show them on one line. */
function quoted(text: string): string {
  return `"${cutShort(text.replace(/[\p{Cc}\p{Cf}]/gu, "?"), 100)}"`;
}
