import { numberedTitle } from "../model/numbered-title.ts";
import { assertNever } from "../kernel/assert-never.ts";
import type { SpecSection } from "../model/spec.ts";
import { parseSpecStatus } from "../model/status.ts";
import type { TicketId } from "../model/ticket-ref.ts";
import type { ChangePlan, HeldItem, PlanItem } from "../plan/plan.ts";
import type { WorkPlanItem } from "../plan/work-items.ts";
import { plainLine } from "./plain-text.ts";
import { specStatusLabel, ticketStatusLabel } from "./status-words.ts";

/** One change as a list shows it. All three texts are fit for one line of the editor. */
export interface PlanRow {
  readonly itemId: string;
  readonly file: string;
  readonly action: "create" | "ticket" | "spec";
  readonly label: string;
  readonly section: string;
  readonly note: string | null;
}

/** Something that stays as it is until a person decides. */
export interface HeldRow {
  readonly file: string;
  readonly section: string;
  readonly label: string;
  readonly message: string;
}

/** Finds the section that an item is about; undefined when it is not at hand. */
export type SectionLookup = (file: string, sectionIndex: number) => SpecSection | undefined;

/** The items of a plan in its own order, in the words of the person who reviews them. */
export function planRows(plan: Pick<ChangePlan, "items">, sectionOf: SectionLookup): PlanRow[] {
  return plan.items.map((item) => ({
    itemId: item.id,
    file: item.file,
    action: actionOf(item),
    label: plainLine(labelOf(item), 140),
    section: sectionName(item, sectionOf),
    note: noteOf(item),
  }));
}

export function heldRows(plan: ChangePlan, sectionOf: SectionLookup): HeldRow[] {
  return plan.held.map((held) => ({
    file: held.file,
    section: sectionName(held, sectionOf),
    label: plainLine(`${keyOf(held.ticket) ?? "No ticket"}: ${HELD_WORDS[held.reason]}`, 140),
    message: plainLine(held.message, 400),
  }));
}

/** The heading a change is about, with its number. */
export function sectionName(at: PlanItem | HeldItem, sectionOf: SectionLookup): string {
  if ("kind" in at && at.kind === "add-section") return plainLine(at.section.title, 100);
  const section = sectionOf(at.file, at.sectionIndex);
  if (section === undefined) return plainLine(at.sectionId, 100);
  return plainLine(numberedTitle(section), 100);
}

const HELD_WORDS: Readonly<Record<HeldItem["reason"], string>> = {
  "conflict/status": "the status changed on both sides",
  "conflict/title": "the title changed on both sides",
  "conflict/text": "the text changed on both sides",
  "conflict/criteria": "the criteria changed on both sides",
  "conflict/parent": "the parent changed on both sides",
  "link/lost": "the section lost its link",
  "relation/weak": "whether the merged work realizes it is not certain",
  "ticket/missing": "the ticket is missing",
  "ticket/unreadable": "the ticket could not be read",
  "verify/unproven": "closed, and the claim is not shown",
  "workflow/needs-parent": "this type needs a parent",
  "workflow/no-transition": "the tracker does not allow this move",
  "workflow/required-field": "the tracker wants a field that Canon does not fill",
  "workflow/unknown-type": "the tracker has no such type",
};

function actionOf(item: PlanItem): PlanRow["action"] {
  if (item.kind === "create-ticket" || item.kind === "create-shadow") return "create";
  return item.direction === "reverse" || item.kind === "insert-link" ? "spec" : "ticket";
}

function labelOf(item: PlanItem): string {
  const key = keyOf(item.ticket) ?? "the ticket";
  switch (item.kind) {
    case "create-ticket":
      return `Create a ${item.system} ticket: ${ticketStatusLabel(item.draft.status)}`;
    case "create-shadow":
      return `Create a copy in ${item.system}: ${ticketStatusLabel(item.draft.status)}`;
    case "update-ticket":
      return `Update the ${changedParts(item.change)} of ${key}`;
    case "transition-ticket":
      return `Move ${key}${fromTo(item.from, item.to, ticketStatusLabel)}`;
    case "link-parent":
      if (item.parent === null) return `Take ${key} out from below ${item.from ?? "its parent"}`;
      return item.parent.kind === "ticket"
        ? `Put ${key} below ${item.parent.key}`
        : `Put ${key} below the ticket of its parent section`;
    case "insert-link":
      return item.isShadow
        ? `Record ${item.link.key} as a copy`
        : `Link the section to ${item.link.key}`;
    case "set-status":
      return `Set the spec's status${fromTo(item.from, item.to, specWord)}`;
    case "set-text":
      return item.reason === "conflict/merged"
        ? "Set the section's text to the merged one"
        : `Set the section's text to that of ${key}`;
    case "set-title":
      return `Rename the section to "${plainLine(item.title, 90)}"`;
    case "check-criterion":
      return `${item.checked ? "Check" : "Uncheck"} "${plainLine(item.criterion, 90)}"`;
    case "add-criterion":
      return `Add "${plainLine(item.criterion, 90)}" to the spec`;
    case "reword-criterion":
      return `Reword "${plainLine(item.criterion, 45)}" to "${plainLine(item.wording, 60)}"`;
    case "remove-criterion":
      return `Remove "${plainLine(item.criterion, 90)}" from the spec`;
    case "add-section":
      return `Add a section for ${key}`;
    case "add-evidence":
    case "link-pull-request":
    case "comment":
    case "close-ticket":
      return workLabel(item, key);
    default:
      return assertNever(item);
  }
}

/** What merged work changes in a spec and what its ticket is told. */
function workLabel(item: WorkPlanItem, key: string): string {
  switch (item.kind) {
    case "add-evidence":
      return item.criterion === null
        ? `Record ${item.evidence.source} as evidence`
        : `Record ${item.evidence.source} as evidence for "${plainLine(item.criterion, 80)}"`;
    case "link-pull-request":
      return `Show the pull request on ${key}`;
    case "comment":
      return `Comment on ${key} with the evidence`;
    case "close-ticket":
      return `Close ${key} with the evidence${fromTo(item.from, item.to, ticketStatusLabel)}`;
  }
}

/** The criterion is in the label already; other notes say what the label cannot. */
function noteOf(item: PlanItem): string | null {
  if (item.kind === "check-criterion") {
    return item.reason === "work/model" ? "By a language model." : null;
  }
  if (item.note === null) return null;
  return plainLine(item.note, 300);
}

function changedParts(change: {
  readonly title?: unknown;
  readonly managedText?: unknown;
}): string {
  if (change.title === undefined) return "text";
  return change.managedText === undefined ? "title" : "title and text";
}

function fromTo(from: string | null, to: string | null, word: (name: string) => string): string {
  if (to === null) return "";
  return from === null ? ` to ${word(to)}` : `: ${word(from)} → ${word(to)}`;
}

function specWord(text: string): string {
  const status = parseSpecStatus(text);
  return status === undefined ? text : specStatusLabel(status);
}

function keyOf(id: TicketId | null): string | null {
  return id === null ? null : id.slice(id.indexOf(":") + 1);
}
