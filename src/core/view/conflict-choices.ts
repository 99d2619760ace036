import { t, textsBy } from "../kernel/texts.ts";
import type { ConflictField, SideChoice } from "../plan/choices.ts";
import { conflictField, type HeldItem } from "../plan/plan.ts";
import { plainLine } from "./plain-text.ts";
import { ticketStatusLabel } from "./status-words.ts";

/** One way out of a conflict, in words for one line of a list. */
export interface ConflictEntry {
  readonly choice: SideChoice | "merge";
  readonly label: string;
  readonly description: string;
}

/** What a person is asked about one field in conflict. */
export interface ConflictQuestion {
  readonly field: ConflictField;
  /** What differs, and what was there before. */
  readonly prompt: string;
  readonly entries: readonly ConflictEntry[];
}

/**
 * The question that a held conflict asks; null for what no choice between sides can answer.
 *
 * Shape:  a side that has no value to keep is not offered.
 */
export function conflictQuestion(held: HeldItem): ConflictQuestion | null {
  const field = conflictField(held.reason);
  if (field === null) return null;
  if (held.reason === "verify/unproven") return closingQuestion(held);
  const entries: ConflictEntry[] = [];
  if (MERGES.has(field) && held.tracker !== null) {
    const label = field === "title" ? t("Type another title") : t("Merge the two");
    const description =
      field === "title" ? t("For heading and ticket") : t("In the editor, beside each other");
    entries.push({ choice: "merge", label, description });
  }
  if (held.tracker !== null || field === "parent") {
    const isGone = field === "criteria" && held.tracker === "";
    const description = isGone ? t("Without them") : shown(field, held.tracker);
    entries.push({ choice: "tracker", label: keepTicket(field), description });
  }
  const own = shown(field, held.spec);
  entries.push(
    { choice: "spec", label: keepSpec(field), description: own },
    { choice: "hold", label: t("Decide later"), description: t("Nothing changes now") },
  );
  return { field, prompt: promptOf(field, held), entries };
}

/** A ticket was closed, and the claim is not shown. Without a status, there is none to go back to. */
function closingQuestion({ message, spec }: HeldItem): ConflictQuestion {
  const reopen: ConflictEntry = {
    choice: "spec",
    label: t("Reopen the ticket"),
    description: shown("status", spec),
  };
  return {
    field: "status",
    prompt: plainLine(message, 300),
    entries: [
      {
        choice: "tracker",
        label: t("Accept the claim"),
        description: t("The section becomes done"),
      },
      ...(spec === null ? [] : [reopen]),
      { choice: "hold", label: t("Leave it for later"), description: t("Nothing changes now") },
    ],
  };
}

const MERGES: ReadonlySet<ConflictField> = new Set(["title", "text"]);

const keepTicket = textsBy<ConflictField>({
  status: "Keep the ticket's status",
  title: "Keep the ticket's title",
  text: "Keep the ticket's text",
  criteria: "Keep the ticket's criteria",
  parent: "Keep the ticket's parent",
  labels: "Keep the ticket's labels",
});

const keepSpec = textsBy<ConflictField>({
  status: "Keep the spec's status",
  title: "Keep the spec's title",
  text: "Keep the spec's text",
  criteria: "Keep the spec's criteria",
  parent: "Keep the spec's parent",
  labels: "Keep the spec's labels",
});

const difference = textsBy<ConflictField>({
  status: "Spec and ticket differ in their status.",
  title: "Spec and ticket differ in their title.",
  text: "Spec and ticket differ in their text.",
  criteria: "Spec and ticket differ in their criteria.",
  parent: "Spec and ticket differ in their parent.",
  labels: "Spec and ticket differ in their labels.",
});

function promptOf(field: ConflictField, { base }: HeldItem): string {
  const before =
    base === null
      ? t("What they last agreed on is not known here.")
      : t("Last agreed: {0}.", shown(field, base));
  return `${difference(field)} ${before}`;
}

function shown(field: ConflictField, value: string | null): string {
  if (value === null) return field === "parent" ? t("none") : t("not known");
  const text = plainLine(field === "status" ? ticketStatusLabel(value) : value, 100);
  return text === "" ? t("empty") : text;
}
