import type { HeldItem, PlanItem } from "../../core/plan/plan.ts";
import { reasonWords } from "../../core/view/reason-words.ts";
import { plural } from "../../core/view/spec-counts.ts";
import type { Summary } from "../../sync/report.ts";
import { shorten } from "./plain-text.ts";
import { alignColumns, type Cell } from "./table.ts";
import type { Theme } from "./theme.ts";

const VALUE_LENGTH = 48;

/** The items of a plan as a short list: file by file, what will happen to which section. */
export function formatItems(items: readonly PlanItem[], theme: Theme): string[] {
  const rows = alignColumns(items.map((item) => itemRow(item, theme)));
  const lines: string[] = [];
  let file: string | null = null;
  items.forEach((item, index) => {
    if (item.file !== file) {
      if (file !== null) lines.push("");
      lines.push(theme.bold(theme.clean(item.file)));
      file = item.file;
    }
    lines.push(rows[index] ?? "");
    if (item.note !== null) lines.push(theme.dim(`      ${theme.clean(item.note)}`));
  });
  return lines;
}

function itemRow(item: PlanItem, theme: Theme): Cell[] {
  const isForTicket = item.direction === "forward" && item.kind !== "insert-link";
  const paint = isForTicket ? theme.accent : theme.good;
  return [
    { text: isForTicket ? "→ ticket" : "← spec", paint },
    { text: shorten(theme.clean(item.sectionId), VALUE_LENGTH), paint: theme.bold },
    { text: describeItem(item) + titleOf(item, theme) },
    { text: theme.clean(item.ticket ?? `in ${item.target}`) },
    { text: change(item, theme) },
    { text: `(${reasonWords(item.reason)})`, paint: theme.dim },
  ];
}

/** A new ticket is named by what will be its title. */
function titleOf(item: PlanItem, theme: Theme): string {
  if (item.kind !== "create-ticket" && item.kind !== "create-shadow") return "";
  return ` "${shorten(theme.clean(item.draft.title), VALUE_LENGTH)}"`;
}

function change({ from, to }: PlanItem, theme: Theme): string {
  const values = [from, to].flatMap((value) =>
    value === null || value === "" ? [] : [shorten(theme.clean(value), VALUE_LENGTH)],
  );
  return values.join(" → ");
}

/** What an item does, in words. */
export function describeItem(item: PlanItem): string {
  switch (item.kind) {
    case "create-ticket":
      return "create a ticket";
    case "create-shadow":
      return "create a copy";
    case "update-ticket":
      return updateWords(item.change);
    case "transition-ticket":
      return "move the ticket";
    case "link-parent":
      return item.parent === null ? "remove the parent" : "set the parent";
    case "insert-link":
      return "write the link";
    case "set-status":
      return "set the status";
    case "set-text":
      return "set the text";
    case "set-title":
      return "rename the section";
    case "check-criterion":
      return item.checked ? "tick a criterion" : "untick a criterion";
    case "add-criterion":
      return "add a criterion";
    case "reword-criterion":
      return "reword a criterion";
    case "remove-criterion":
      return "remove a criterion";
    case "add-section":
      return "add a section";
    case "add-evidence":
      return item.criterion === null ? "record evidence" : "record evidence of a criterion";
    case "link-pull-request":
      return "show the pull request";
    case "comment":
      return "comment with the evidence";
    case "close-ticket":
      return "close the ticket";
  }
}

function updateWords({ title, managedText }: { title?: string; managedText?: string }): string {
  if (title === undefined) return "update the text";
  return managedText === undefined ? "update the title" : "update title and text";
}

/** What needs a person, with the values as they are known. */
export function formatHeld(held: readonly HeldItem[], theme: Theme): string[] {
  if (held.length === 0) return [];
  const lines = [theme.warn(`Held for you: ${held.length}`)];
  for (const item of held) {
    const where = theme.clean(`${item.file}#${item.sectionId}`);
    const ticket = item.ticket === null ? "" : `  ${theme.clean(item.ticket)}`;
    lines.push(`  ${theme.bold(where)}${ticket}  ${theme.dim(`[${item.reason}]`)}`);
    lines.push(`      ${theme.clean(item.message)}`);
    const values = heldValues(item, theme);
    if (values !== "") lines.push(theme.dim(`      ${values}`));
  }
  return lines;
}

function heldValues({ spec, tracker, base }: HeldItem, theme: Theme): string {
  return [
    ["spec", spec],
    ["ticket", tracker],
    ["last agreed", base],
  ]
    .flatMap(([name, value]) =>
      value === null || value === undefined
        ? []
        : [`${name}: ${shorten(theme.clean(value), VALUE_LENGTH)}`],
    )
    .join(" · ");
}

/** The counts of a plan or a report in one sentence; empty when all of them are zero. */
export function formatSummary(summary: Summary, isDone: boolean): string {
  const verb = (done: string, planned: string): string => (isDone ? done : `to ${planned}`);
  const changes = [
    counted(summary.created, `${plural(summary.created, "ticket")} ${verb("created", "create")}`),
    counted(summary.updated, `${summary.updated} ${verb("updated", "update")}`),
    counted(summary.transitioned, `${summary.transitioned} ${verb("moved", "move")}`),
    counted(
      summary.specEdits,
      `${plural(summary.specEdits, "spec edit")}${isDone ? "" : " to make"}`,
    ),
    counted(summary.held, `${summary.held} held`),
    counted(summary.failed, `${summary.failed} failed`),
  ];
  return changes.flat().join(", ");
}

function counted(count: number, words: string): string[] {
  return count === 0 ? [] : [words];
}
