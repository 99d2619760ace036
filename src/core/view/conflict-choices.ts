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
  const word = WORDS[field];
  const entries: ConflictEntry[] = [];
  if (MERGES.has(field) && held.tracker !== null) {
    const label = field === "title" ? "Type another title" : "Merge the two";
    const description =
      field === "title" ? "For heading and ticket" : "In the editor, beside each other";
    entries.push({ choice: "merge", label, description });
  }
  if (held.tracker !== null || field === "parent") {
    const isGone = field === "criteria" && held.tracker === "";
    const description = isGone ? "Without them" : shown(field, held.tracker);
    entries.push({ choice: "tracker", label: `Keep the ticket's ${word}`, description });
  }
  const own = shown(field, held.spec);
  entries.push(
    { choice: "spec", label: `Keep the spec's ${word}`, description: own },
    { choice: "hold", label: "Decide later", description: "Nothing changes now" },
  );
  return { field, prompt: promptOf(field, held), entries };
}

/** A ticket was closed, and the claim is not shown. Without a status, there is none to go back to. */
function closingQuestion({ message, spec }: HeldItem): ConflictQuestion {
  const reopen: ConflictEntry = {
    choice: "spec",
    label: "Reopen the ticket",
    description: shown("status", spec),
  };
  return {
    field: "status",
    prompt: plainLine(message, 300),
    entries: [
      { choice: "tracker", label: "Accept the claim", description: "The section becomes done" },
      ...(spec === null ? [] : [reopen]),
      { choice: "hold", label: "Leave it for later", description: "Nothing changes now" },
    ],
  };
}

const MERGES: ReadonlySet<ConflictField> = new Set(["title", "text"]);

const WORDS: Readonly<Record<ConflictField, string>> = {
  status: "status",
  title: "title",
  text: "text",
  criteria: "criteria",
  parent: "parent",
  labels: "labels",
};

function promptOf(field: ConflictField, { base }: HeldItem): string {
  const what = `Spec and ticket differ in their ${WORDS[field]}.`;
  if (base !== null) return `${what} Last agreed: ${shown(field, base)}.`;
  return `${what} What they last agreed on is not known here.`;
}

function shown(field: ConflictField, value: string | null): string {
  if (value === null) return field === "parent" ? "none" : "not known";
  const text = plainLine(field === "status" ? ticketStatusLabel(value) : value, 100);
  return text === "" ? "empty" : text;
}
