import { hashText } from "../kernel/hash.ts";
import type { SpecDocument } from "../model/spec.ts";
import { ticketId } from "../model/ticket-ref.ts";
import type { PlanItem } from "./plan.ts";

/** Changes to specs that come from tickets; only these can go into a pull request. */
export function isForPullRequest(item: PlanItem): boolean {
  return item.direction === "reverse" && item.kind !== "insert-link";
}

/**
 * The branch that holds these changes: the same for the same changes, whenever they are planned.
 *
 * Shape:  `canon/sync-` and twelve hexadecimal digits.
 */
export function branchFor(items: readonly PlanItem[]): string {
  const changes = items.map(({ id, ticket, to }) => JSON.stringify([id, ticket, to]));
  return `canon/sync-${hashText(changes.sort().join("\n")).slice(0, 12)}`;
}

/**
 * The same change for another version of its spec: it is about the section with the same ticket.
 *
 * Errors: undefined where no section, or more than one, has that ticket there.
 */
export function onVersion(
  item: PlanItem,
  local: SpecDocument,
  other: SpecDocument,
): PlanItem | undefined {
  if (local.text === other.text) return item;
  const link = local.sections[item.sectionIndex]?.tickets[0];
  if (link === undefined) return undefined;
  const wanted = ticketId(link.ref);
  const [found, second] = other.sections.filter(
    ({ tickets: [first] }) => first !== undefined && ticketId(first.ref) === wanted,
  );
  if (found === undefined || second !== undefined) return undefined;
  return { ...item, sectionIndex: found.index };
}
