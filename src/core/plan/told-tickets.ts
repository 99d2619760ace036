import type { SystemConfig } from "../config/config.ts";
import type { TicketRef } from "../model/ticket-ref.ts";
import type { Ticket } from "../model/ticket.ts";
import { comparableKey, isInProject, qualifiedKey } from "./ticket-keys.ts";

/**
 * Tells whether the list of changes of a connection's project speaks of a ticket.
 *
 * Shape:  `asked` is the reference that it was read by. A ticket that was moved elsewhere still
 *         answers to its old key, and numbers of Azure DevOps hold for all projects together, so
 *         that the page of the ticket decides. False where it does not say.
 */
export function isToldOf(
  system: Pick<SystemConfig, "system" | "project">,
  asked: TicketRef,
  { ref, url }: Pick<Ticket, "ref" | "url">,
): boolean {
  const { project } = system;
  const key = comparableKey(system, asked.key);
  if (project === null || comparableKey(system, ref.key) !== key) return false;
  switch (system.system) {
    case "local":
      return false;
    case "linear":
      return isInProject(asked, project);
    case "jira":
      return isInProject(asked, project) && pathOf(url).endsWith(`/browse/${key.toLowerCase()}`);
    case "github": {
      const full = { system: asked.system, key: qualifiedKey(asked, project) };
      const page = `/${project.toLowerCase()}/issues/${numberOf(full.key)}`;
      return isInProject(full, project) && pathOf(url).endsWith(page);
    }
    case "azure-devops":
      return pathOf(url).endsWith(`/${project.toLowerCase()}/_workitems/edit/${asked.key}`);
  }
}

function numberOf(key: string): string {
  return key.slice(key.lastIndexOf("#") + 1);
}

/** The path of a page as it reads, in small letters; empty where there is none. */
function pathOf(url: string | null): string {
  const path = /^https?:\/\/[^/?#]+([^?#]*)/i.exec(url ?? "")?.[1] ?? "";
  try {
    return decodeURIComponent(path).toLowerCase();
  } catch {
    return "";
  }
}
