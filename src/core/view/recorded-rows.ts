import { capital } from "../kernel/capital.ts";
import { t, textsBy } from "../kernel/texts.ts";
import type { RecordedItem } from "../plan/recorded-item.ts";
import { plainLine } from "./plain-text.ts";
import { recordedReason } from "./reason-words.ts";
import { closeLabel, moveLabel, statusLabel, tickLabel } from "./change-words.ts";

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
  const why =
    error === null || outcome === "done" ? null : `${outcomeWords(outcome) || outcome}: ${error}`;
  return [own, why].flatMap((text) => (text === null ? [] : plainLine(text, 300)));
}

function recordedLabel(item: RecordedItem): string {
  const { kind, from, to, note } = item;
  const key = item.ticket?.slice(item.ticket.indexOf(":") + 1) ?? t("a ticket");
  switch (kind) {
    case "create-ticket":
      return t("Create {0}", key);
    case "create-shadow":
      return t("Copy the ticket to {0}", key);
    case "update-ticket":
      return updateLabel(to ?? "text", key);
    case "transition-ticket":
      return moveLabel(key, from, to);
    case "link-parent":
      return to === null
        ? t("Take {0} out from below {1}", key, from ?? t("its parent"))
        : t("Put {0} below {1}", key, to);
    case "insert-link":
      return t("Link the section to {0}", key);
    case "set-status":
      return statusLabel(from, to);
    case "check-criterion":
      return tickLabel(to !== "unchecked", note ?? "");
    case "reword-criterion":
      return t('Reword "{0}" to "{1}"', from ?? "", to ?? "");
    case "remove-criterion":
      return t('Remove "{0}" from the spec', from ?? "");
    case "add-criterion":
      return t('Add "{0}" to the spec', to ?? "");
    case "add-evidence":
      return t("Record {0}", to ?? t("evidence"));
    case "link-pull-request":
      return t("Show {0} on {1}", to ?? t("a pull request"), key);
    case "comment":
      return t("Comment on {0} with the evidence of {1}", key, to ?? t("merged work"));
    case "close-ticket":
      return closeLabel(key, from, to);
    default:
      return otherLabel(item, item.ticket === null ? "" : ` (${key})`);
  }
}

const outcomeWords = textsBy<string>({
  failed: "failed",
  skipped: "skipped",
  stale: "stale",
  unsure: "unsure",
});

/** A kind that another version wrote down still reads as words. */
function otherLabel({ kind, from, to }: RecordedItem, ticket: string): string {
  const words = `${capital(kind.replaceAll("-", " "))}${ticket}`;
  if (to === null) return words;
  return from === null ? t("{0} to {1}", words, to) : `${words}: ${from} → ${to}`;
}

/** What a record says of the change: "text", "title" or both. */
function updateLabel(parts: string, key: string): string {
  switch (parts) {
    case "title":
      return t("Update the title of {0}", key);
    case "text":
      return t("Update the text of {0}", key);
    case "title and text":
      return t("Update the title and text of {0}", key);
    default:
      return t("Update the {0} of {1}", parts, key);
  }
}
