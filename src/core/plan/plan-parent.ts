import { t } from "../kernel/texts.ts";
import { choiceFor } from "./choices.ts";
import { parentSection, wantedParentKey } from "./connections.ts";
import { holdLinked, itemBase, type Findings, type LinkedSection } from "./linked-section.ts";
import type { LinkedTickets } from "./linked-tickets.ts";
import type { LinkBase } from "./links.ts";
import { mergeParent } from "./merge-parent.ts";
import { wouldCycle } from "./parent-cycle.ts";
import { parentTicket } from "./parent-ticket.ts";
import type { HeldItem, PlannedParent, PlanOptions } from "./plan.ts";
import { isSameKey } from "./ticket-keys.ts";
import type { Snapshot } from "./snapshot.ts";

/** Who else a parent concerns: the item that makes it in this run, and every linked ticket. */
export interface ParentContext {
  readonly parentItem: string | null;
  readonly linkedTickets: LinkedTickets;
}

/** Stands for a ticket that has no key yet. */
const NEW = "\0new";

/**
 * Plans the parent of one linked section's ticket.
 *
 * Gives back whether a person let the ticket keep a parent other than that of the section above.
 */
export function planParent(
  linked: LinkedSection,
  snapshot: Snapshot,
  options: PlanOptions,
  base: LinkBase | undefined,
  { parentItem, linkedTickets }: ParentContext,
  findings: Findings,
): boolean {
  const { section, system, ticket, spec } = linked;
  const isAble = snapshot.capabilities.get(system.name)?.parents ?? false;
  if (!isAble || !system.hierarchy.autoParent) return false;
  const wanted = wantedParentKey(snapshot.config, system, spec.document, section);
  const agreed = base?.parent ?? null;
  const at = { file: spec.file, sectionIndex: section.index };
  const choice = choiceFor(options, at, "parent");
  const merge = mergeParent(
    { spec: wanted ?? (parentItem === null ? null : NEW), ticket: ticket.parentKey, base: agreed },
    (a, b) => isSameKey(system, a, b),
    typeof choice === "string" ? choice : "hold",
  );
  if (merge.kind === "conflict") {
    if (choice === "tracker") return true;
    findings.held.push(conflicting(linked, wanted, agreed));
  }
  if (merge.kind !== "set") return false;
  const parent = plannedParent(wanted, parentItem);
  if (parent === null && !isGone(linked, agreed, linkedTickets)) return false;
  const above = parentTicket(snapshot, spec, section, system);
  // The section above is held for its missing ticket, so there is nothing to say here.
  if (parent !== null && above.kind === "missing") return false;
  if (wanted !== null && wouldCycle(snapshot, findings.items, system, ticket.ref.key, wanted)) {
    findings.held.push(circular(linked, wanted, agreed));
    return false;
  }
  const reason = merge.isForced ? "conflict/parent" : "spec/moved";
  const notes = [
    placeNote(linked, parent),
    merge.isForced ? givesUp(ticket.parentKey) : null,
    above.kind === "closed" && parent !== null ? isClosed(above.status.name) : null,
  ].filter((note) => note !== null);
  findings.items.push({
    kind: "link-parent",
    ...itemBase(linked, "link-parent", "forward", reason, ticket.parentKey, wanted),
    note: notes.length === 0 ? null : notes.join("; "),
    parent,
  });
  return false;
}

function givesUp(parentKey: string | null): string {
  return t("gives up the parent {0} of the ticket", parentKey ?? t("none"));
}

function isClosed(status: string): string {
  return t('the parent is closed ("{0}")', status);
}

function plannedParent(wanted: string | null, parentItem: string | null): PlannedParent | null {
  if (wanted !== null) return { kind: "ticket", key: wanted };
  return parentItem === null ? null : { kind: "item", itemId: parentItem };
}

/**
 * Tells whether the section has left the one whose ticket is the parent.
 *
 * A section above that has just lost its link, or has one that cannot be read, is no reason to
 * take a parent away: the section still stands where it stood.
 */
function isGone(
  { spec, section, system }: LinkedSection,
  agreed: string | null,
  linkedTickets: LinkedTickets,
): boolean {
  if (parentSection(spec.document, section) === null) return true;
  return agreed !== null && linkedTickets.has(system, agreed);
}

function placeNote({ spec, section }: LinkedSection, parent: PlannedParent | null): string | null {
  const above = parentSection(spec.document, section);
  if (parent === null) {
    return above === null
      ? t("the section stands under no other one now")
      : t("the section above, {0}, has no ticket", above.title);
  }
  return above === null ? null : t("below {0}", above.title);
}

function conflicting(linked: LinkedSection, wanted: string | null, base: string | null): HeldItem {
  return holdLinked(linked, "conflict/parent", {
    spec: wanted,
    tracker: linked.ticket.parentKey,
    base,
    message: t(
      "The section moved under another one and somebody gave the ticket another parent. Nothing was changed. Set the ticket's parent to the one you want, or sync this section with the spec's side kept.",
    ),
  });
}

function circular(linked: LinkedSection, wanted: string, base: string | null): HeldItem {
  const { key } = linked.ticket.ref;
  return holdLinked(linked, "conflict/parent", {
    spec: wanted,
    tracker: linked.ticket.parentKey,
    base,
    message: t(
      "{0} should stand below {1}, but in the tracker {1} stands below {0}, and neither can be both. Nothing was changed. Give {1} another parent in the tracker, then sync again.",
      key,
      wanted,
    ),
  });
}
