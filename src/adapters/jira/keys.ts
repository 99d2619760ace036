import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import { isTicketKey } from "../../core/model/ticket-ref.ts";
import type { TrackerProblem, TrackerTarget } from "../../core/model/ticket.ts";
import { missingProject } from "../http/remote-deps.ts";

/**
 * The project's key in the spelling that Jira uses.
 *
 * Errors: no project, or one that cannot stand before the number of a ticket.
 */
export function projectKeyOf(target: TrackerTarget): Result<string, TrackerProblem> {
  const { project, name } = target;
  if (project === null) return err(missingProject(target, "PAY"));
  if (isTicketKey("jira", `${project}-1`)) return ok(project.toUpperCase());
  return err({
    code: "config/tracker-unavailable",
    severity: "error",
    line: null,
    message: t(
      'The project of the connection "{0}" is not the key of a Jira project, so nothing was read or changed. Write the word before the numbers of its tickets, such as PAY.',
      name,
    ),
  });
}

/** A ticket's key in the spelling that Jira uses; undefined for what is no key. */
export function toKey(key: string): string | undefined {
  return isTicketKey("jira", key) ? key.toUpperCase() : undefined;
}

/** A key in its two parts. */
export function splitKey(key: string): { readonly project: string; readonly number: number } {
  const dash = key.lastIndexOf("-");
  return { project: key.slice(0, dash), number: Number(key.slice(dash + 1)) };
}

/**
 * Tells whether an answer cannot be about the key that was asked for: only a move to another
 * project gives an issue another key.
 */
export function isMixedUp(asked: string, answered: string): boolean {
  const [one, other] = [splitKey(asked), splitKey(answered)];
  return one.project === other.project && one.number !== other.number;
}

/** Writes a text as a value in a JQL query; nothing in it can end the value. */
export function jqlText(text: string): string {
  const escaped = text.replace(/["\\]/g, "\\$&").replace(/\p{Cc}/gu, " ");
  return `"${escaped}"`;
}

/** The query for the open issues of a project, the newest first. */
export function openIssues(project: string): string {
  return `project = ${jqlText(project)} AND statusCategory != Done ORDER BY created DESC`;
}
