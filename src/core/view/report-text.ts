import { counted, t } from "../kernel/texts.ts";
import type { ChangePlan } from "../plan/plan.ts";
import { messageLine } from "./plain-text.ts";

/** How many of which; the counts of a finished run. */
export interface RunCounts {
  readonly created: number;
  readonly updated: number;
  readonly transitioned: number;
  readonly specEdits: number;
  readonly held: number;
  readonly failed: number;
}

/** One sentence on what a run did; null when it did nothing. */
export function doneSentence(counts: RunCounts): string | null {
  const parts = [
    counts.created === 0
      ? null
      : counted(counts.created, "created 1 ticket", "created {0} tickets"),
    counts.updated === 0
      ? null
      : counted(counts.updated, "updated 1 ticket", "updated {0} tickets"),
    counts.transitioned === 0
      ? null
      : counted(counts.transitioned, "moved 1 ticket", "moved {0} tickets"),
    counts.specEdits === 0
      ? null
      : counted(counts.specEdits, "made 1 edit in specs", "made {0} edits in specs"),
  ].filter((text) => text !== null);
  return parts.length === 0 ? null : t("Canon {0}.", listed(parts));
}

/** Names what did not work, the first few in full. */
export function failureSentence(
  failures: readonly { readonly name: string; readonly error: string }[],
): string {
  const [first] = failures;
  if (first === undefined) return "";
  const rest = failures.length - 1;
  const more = rest === 0 ? "" : ` ${t("{0} more in the log.", rest)}`;
  return messageLine(`${first.name}: ${first.error}${more}`, 400);
}

/** What is left for a person, after a plan without anything to do. */
export function nothingToDo(plan: ChangePlan): string {
  const { held } = plan;
  if (held.length === 0) return t("Canon: specs and tickets agree. Nothing to do.");
  return counted(
    held.length,
    "Canon has nothing it may do: 1 item held for you.",
    "Canon has nothing it may do: {0} items held for you.",
  );
}

function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join("");
  return t("{0} and {1}", parts.slice(0, -1).join(", "), parts.at(-1) ?? "");
}
