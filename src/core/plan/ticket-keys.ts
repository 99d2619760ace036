import type { SystemConfig } from "../config/config.ts";
import type { SystemName, TicketRef } from "../model/ticket-ref.ts";

/** Tells whether the system's keys look like `PAY-142`. */
export function isDashed(system: SystemName): boolean {
  return system === "jira" || system === "linear" || system === "local";
}

/** The project that a key names by itself: `PAY`, `owner/repo`, `repo`; null for a bare number. */
export function projectOf({ system, key }: TicketRef): string | null {
  const mark = key.lastIndexOf(system === "github" ? "#" : "-");
  return mark <= 0 ? null : key.slice(0, mark);
}

/** Tells whether a key names this project; `repo` names `owner/repo`. */
export function isInProject(ref: TicketRef, project: string | null): boolean {
  const named = projectOf(ref)?.toLowerCase();
  const whole = project?.toLowerCase();
  if (named === undefined || whole === undefined) return false;
  return named === whole || (ref.system === "github" && whole.endsWith(`/${named}`));
}

/** A GitHub key with the owner and repository that it leaves out; any other key as it is. */
export function qualifiedKey(ref: TicketRef, project: string | null): string {
  if (ref.system !== "github") return ref.key;
  const named = projectOf(ref);
  const number = ref.key.slice(ref.key.lastIndexOf("#") + 1);
  const [owner = "", repository = ""] = (project ?? "").split("/");
  if (named?.includes("/") === true) return `${named}#${number}`;
  if (owner === "" || repository === "") return named === null ? number : `${named}#${number}`;
  return `${owner}/${named ?? repository}#${number}`;
}

/** The bare number where the issue lies in this repository, else the key as it is. */
export function keyInProject(ref: TicketRef, project: string | null): string {
  if (ref.system !== "github" || project === null) return ref.key;
  return projectOf(ref)?.toLowerCase() === project.toLowerCase()
    ? ref.key.slice(ref.key.lastIndexOf("#") + 1)
    : ref.key;
}

/** The same text for all keys of one ticket, however they are written; for comparison only. */
export function comparableKey(
  { system, project }: Pick<SystemConfig, "system" | "project">,
  key: string,
): string {
  switch (system) {
    case "github":
      return qualifiedKey({ system, key }, project).toLowerCase();
    case "jira":
    case "linear":
      return key.toUpperCase();
    default:
      return key;
  }
}

export function isSameKey(
  system: Pick<SystemConfig, "system" | "project">,
  a: string | null,
  b: string | null,
): boolean {
  if (a === null || b === null) return a === b;
  return a === b || comparableKey(system, a) === comparableKey(system, b);
}
