import { capital } from "../kernel/capital.ts";
import type { SpecState, SpecStatus } from "../model/status.ts";

const LABELS: Readonly<Record<SpecState, string>> = {
  draft: "Draft",
  todo: "To do",
  in_progress: "In progress",
  done: "Done",
  blocked: "Blocked",
  deprecated: "Deprecated",
};

/** The name of a state as people read it. */
export function stateLabel(state: SpecState): string {
  return LABELS[state];
}

/** A section's status in words; a section without one counts as a draft. */
export function specStatusLabel(status: SpecStatus | null): string {
  if (status === null) return LABELS.draft;
  const label = LABELS[status.state];
  return status.blockedBy === null ? label : `${label} by ${status.blockedBy}`;
}

/**
 * A tracker's name for a state in words: `in_progress` reads "In progress", an issue on GitHub
 * with a status label "Open, in progress"; names that already are words stay as they are.
 * The result is as untrusted as the name.
 */
export function ticketStatusLabel(name: string): string {
  const [, openness, label] = /^(open|closed)\|(?:canon|specwright):([a-z_-]+)$/.exec(name) ?? [];
  if (openness !== undefined && label !== undefined) {
    return `${capital(openness)}, ${words(label.replaceAll("-", "_"))}`;
  }
  return /^[a-z0-9]+(_[a-z0-9]+)*$/.test(name) ? capital(words(name)) : name;
}

function words(name: string): string {
  return name === "todo" ? "to do" : name.replaceAll("_", " ");
}
