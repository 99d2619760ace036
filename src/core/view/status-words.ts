import { capital } from "../kernel/capital.ts";
import { t } from "../kernel/texts.ts";
import type { SpecState, SpecStatus } from "../model/status.ts";

/** The name of a state as people read it. */
export function stateLabel(state: SpecState): string {
  switch (state) {
    case "draft":
      return t("Draft");
    case "todo":
      return t("To do");
    case "in_progress":
      return t("In progress");
    case "done":
      return t("Done");
    case "blocked":
      return t("Blocked");
    case "deprecated":
      return t("Deprecated");
  }
}

/** A section's status in words; a section without one counts as a draft. */
export function specStatusLabel(status: SpecStatus | null): string {
  if (status === null) return stateLabel("draft");
  const { state, blockedBy } = status;
  if (blockedBy === null) return stateLabel(state);
  return state === "blocked"
    ? t("Blocked by {0}", blockedBy)
    : t("{0} by {1}", stateLabel(state), blockedBy);
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
