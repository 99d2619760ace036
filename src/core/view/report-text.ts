import type { ChangePlan } from "../plan/plan.ts";
import { messageLine } from "./plain-text.ts";
import { plural } from "./spec-counts.ts";

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
    part(counts.created, "created", "ticket"),
    part(counts.updated, "updated", "ticket"),
    part(counts.transitioned, "moved", "ticket"),
    part(counts.specEdits, "made", "edit in specs", "edits in specs"),
  ].filter((text) => text !== null);
  return parts.length === 0 ? null : `Canon ${listed(parts)}.`;
}

/** Names what did not work, the first few in full. */
export function failureSentence(
  failures: readonly { readonly name: string; readonly error: string }[],
): string {
  const [first] = failures;
  if (first === undefined) return "";
  const rest = failures.length - 1;
  const more = rest === 0 ? "" : ` ${plural(rest, "more")} in the log.`.replace("mores", "more");
  return messageLine(`${first.name}: ${first.error}${more}`, 400);
}

/** What is left for a person, after a plan without anything to do. */
export function nothingToDo(plan: ChangePlan): string {
  const { held } = plan;
  if (held.length === 0) return "Canon: specs and tickets agree. Nothing to do.";
  return `Canon has nothing it may do: ${plural(held.length, "item")} held for you.`;
}

function part(count: number, verb: string, one: string, many = `${one}s`): string | null {
  return count === 0 ? null : `${verb} ${count} ${count === 1 ? one : many}`;
}

function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join("");
  return `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
