import { t, textsBy } from "../kernel/texts.ts";
import { numberedTitle } from "../model/numbered-title.ts";
import { assertNever } from "../kernel/assert-never.ts";
import type { SpecSection } from "../model/spec.ts";
import type { TicketId } from "../model/ticket-ref.ts";
import type { ChangePlan, HeldItem, PlanItem } from "../plan/plan.ts";
import type { WorkPlanItem } from "../plan/work-items.ts";
import { plainLine } from "./plain-text.ts";
import { closeLabel, moveLabel, statusLabel, tickLabel } from "./change-words.ts";
import { ticketStatusLabel } from "./status-words.ts";

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
    label: plainLine(`${keyOf(held.ticket) ?? t("No ticket")}: ${heldWords(held.reason)}`, 140),
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

const heldWords = textsBy<HeldItem["reason"]>({
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
});

function actionOf(item: PlanItem): PlanRow["action"] {
  if (item.kind === "create-ticket" || item.kind === "create-shadow") return "create";
  return item.direction === "reverse" || item.kind === "insert-link" ? "spec" : "ticket";
}

function labelOf(item: PlanItem): string {
  const key = keyOf(item.ticket) ?? t("the ticket");
  switch (item.kind) {
    case "create-ticket":
      return t("Create a {0} ticket: {1}", item.system, ticketStatusLabel(item.draft.status));
    case "create-shadow":
      return t("Create a copy in {0}: {1}", item.system, ticketStatusLabel(item.draft.status));
    case "update-ticket":
      return updateLabel(item.change, key);
    case "transition-ticket":
      return moveLabel(key, item.from, item.to);
    case "link-parent":
      if (item.parent === null) {
        return t("Take {0} out from below {1}", key, item.from ?? t("its parent"));
      }
      return item.parent.kind === "ticket"
        ? t("Put {0} below {1}", key, item.parent.key)
        : t("Put {0} below the ticket of its parent section", key);
    case "insert-link":
      return item.isShadow
        ? t("Record {0} as a copy", item.link.key)
        : t("Link the section to {0}", item.link.key);
    case "set-status":
      return statusLabel(item.from, item.to);
    case "set-text":
      return item.reason === "conflict/merged"
        ? t("Set the section's text to the merged one")
        : t("Set the section's text to that of {0}", key);
    case "set-title":
      return t('Rename the section to "{0}"', plainLine(item.title, 90));
    case "check-criterion":
      return tickLabel(item.checked, plainLine(item.criterion, 90));
    case "add-criterion":
      return t('Add "{0}" to the spec', plainLine(item.criterion, 90));
    case "reword-criterion":
      return t('Reword "{0}" to "{1}"', plainLine(item.criterion, 45), plainLine(item.wording, 60));
    case "remove-criterion":
      return t('Remove "{0}" from the spec', plainLine(item.criterion, 90));
    case "add-section":
      return t("Add a section for {0}", key);
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
        ? t("Record {0} as evidence", item.evidence.source)
        : t(
            'Record {0} as evidence for "{1}"',
            item.evidence.source,
            plainLine(item.criterion, 80),
          );
    case "link-pull-request":
      return t("Show the pull request on {0}", key);
    case "comment":
      return t("Comment on {0} with the evidence", key);
    case "close-ticket":
      return closeLabel(key, item.from, item.to);
  }
}

/** The criterion is in the label already; other notes say what the label cannot. */
function noteOf(item: PlanItem): string | null {
  if (item.kind === "check-criterion") {
    return item.reason === "work/model" ? t("By a language model.") : null;
  }
  if (item.note === null) return null;
  return plainLine(item.note, 300);
}

function updateLabel(
  change: { readonly title?: unknown; readonly managedText?: unknown },
  key: string,
): string {
  if (change.title === undefined) return t("Update the text of {0}", key);
  return change.managedText === undefined
    ? t("Update the title of {0}", key)
    : t("Update the title and text of {0}", key);
}

function keyOf(id: TicketId | null): string | null {
  return id === null ? null : id.slice(id.indexOf(":") + 1);
}
