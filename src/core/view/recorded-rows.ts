import { capital } from "../kernel/capital.ts";
import { parseSpecStatus } from "../model/status.ts";
import type { RecordedItem } from "../plan/recorded-item.ts";
import { plainLine } from "./plain-text.ts";
import { recordedReason } from "./reason-words.ts";
import { specStatusLabel, ticketStatusLabel } from "./status-words.ts";

/** One item of a finished run as a history shows it. All texts are fit for one line. */
export interface RecordedRow {
  readonly id: string;
  /** Counts from 1; an undo takes it as well as the id. */
  readonly number: number;
  readonly file: string;
  readonly section: string;
  readonly sectionId: string;
  readonly ticket: string | null;
  readonly label: string;
  /** Why it was done; empty where that is not known. */
  readonly reason: string;
  /** What a person should know besides: a note, or why it did not work. */
  readonly details: readonly string[];
  readonly state: "done" | "not-done" | "undone";
}

/** The items of a run in the words of the person who looks back at it. */
export function recordedRows(
  items: readonly RecordedItem[],
  undone: ReadonlySet<string>,
): RecordedRow[] {
  return items.map((item, index) => ({
    id: item.id,
    number: index + 1,
    file: plainLine(item.file, 300),
    section: plainLine(item.section ?? item.sectionId, 100),
    sectionId: plainLine(item.sectionId, 100),
    ticket: item.ticket === null ? null : plainLine(item.ticket, 100),
    label: plainLine(recordedLabel(item), 140),
    reason: recordedReason(item.reason),
    details: detailsOf(item),
    state: undone.has(item.id) ? "undone" : item.outcome === "done" ? "done" : "not-done",
  }));
}

function detailsOf({ kind, note, error, outcome }: RecordedItem): string[] {
  const own = kind === "check-criterion" ? null : note;
  const why = error === null || outcome === "done" ? null : `${outcome}: ${error}`;
  return [own, why].flatMap((text) => (text === null ? [] : plainLine(text, 300)));
}

function recordedLabel(item: RecordedItem): string {
  const { kind, from, to, note } = item;
  const key = item.ticket?.slice(item.ticket.indexOf(":") + 1) ?? "a ticket";
  switch (kind) {
    case "create-ticket":
      return `Create ${key}`;
    case "create-shadow":
      return `Copy the ticket to ${key}`;
    case "update-ticket":
      return `Update the ${to ?? "text"} of ${key}`;
    case "transition-ticket":
      return `Move ${key}${fromTo(from, to, ticketStatusLabel)}`;
    case "link-parent":
      return to === null
        ? `Take ${key} out from below ${from ?? "its parent"}`
        : `Put ${key} below ${to}`;
    case "insert-link":
      return `Link the section to ${key}`;
    case "set-status":
      return `Set the spec's status${fromTo(from, to, specWord)}`;
    case "check-criterion":
      return `${to === "unchecked" ? "Uncheck" : "Check"} "${note ?? ""}"`;
    case "reword-criterion":
      return `Reword "${from ?? ""}" to "${to ?? ""}"`;
    case "remove-criterion":
      return `Remove "${from ?? ""}" from the spec`;
    case "add-criterion":
      return `Add "${to ?? ""}" to the spec`;
    case "add-evidence":
      return `Record ${to ?? "evidence"}`;
    case "link-pull-request":
      return `Show ${to ?? "a pull request"} on ${key}`;
    case "comment":
      return `Comment on ${key} with the evidence of ${to ?? "merged work"}`;
    case "close-ticket":
      return `Close ${key} with the evidence${fromTo(from, to, ticketStatusLabel)}`;
    default:
      return otherLabel(kind, item.ticket === null ? "" : ` (${key})`, fromTo(from, to, String));
  }
}

/** A kind that another version wrote down still reads as words. */
function otherLabel(kind: string, ticket: string, values: string): string {
  const words = kind.replaceAll("-", " ");
  return `${capital(words)}${ticket}${values}`;
}

function fromTo(from: string | null, to: string | null, word: (name: string) => string): string {
  if (to === null) return "";
  return from === null ? ` to ${word(to)}` : `: ${word(from)} → ${word(to)}`;
}

function specWord(text: string): string {
  const status = parseSpecStatus(text);
  return status === undefined ? text : specStatusLabel(status);
}
