import { cutShort } from "../../core/kernel/cut-short.ts";
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
    message: `${path}, line ${flaw.line}: ${flaw.what}. The ticket was left as it is.`,
  };
}

/** A ticket file is fine to read, but cannot take a change. */
export function unchangeableTicket(path: string, flaw: Flaw): TrackerError {
  return { ...brokenTicket(path, flaw), code: "tracker/rejected" };
}

export function noSuchTicket(path: string): TrackerError {
  return {
    code: "tracker/not-found",
    message: `${path} does not exist, so nothing was changed. Bring the file back, or remove the link.`,
  };
}

export function notAKey(key: string): TrackerError {
  return {
    code: "tracker/rejected",
    message: `${quoted(key)} is not the key of a local ticket, such as LOCAL-12. Nothing was read or changed. Correct the link.`,
  };
}

export function ownParent(key: string): TrackerError {
  return {
    code: "tracker/rejected",
    message: `${key} cannot be its own parent. Nothing was changed. Choose another parent.`,
  };
}

export function circularParent(parentKey: string, key: string): TrackerError {
  return {
    code: "tracker/rejected",
    message: `${parentKey} stands below ${key}, so it cannot be its parent as well. Nothing was changed. Choose another parent.`,
  };
}

export function unknownStatus(status: string, known: readonly string[]): TrackerError {
  return {
    code: "tracker/no-transition",
    message: `Local tickets have no status ${quoted(status)}, so nothing was changed. Use one of ${known.join(", ")}, or add it to the configuration.`,
  };
}

export function tooLong(): TrackerError {
  return {
    code: "tracker/rejected",
    message:
      "The title and labels are too long for a ticket file, so no ticket was made. Shorten the heading.",
  };
}

export function busy(path: string): TrackerError {
  return {
    code: "tracker/storage",
    message: `${path} changed at the same moment, so nothing was written. Try again.`,
  };
}

export const CANCELLED: TrackerError = {
  code: "tracker/cancelled",
  message: "Cancelled before the ticket was touched. Start again when you are ready.",
};

/** Keys and statuses come from files that anybody may have written; show them on one line. */
function quoted(text: string): string {
  return `"${cutShort(text.replace(/[\p{Cc}\p{Cf}]/gu, "?"), 100)}"`;
}
