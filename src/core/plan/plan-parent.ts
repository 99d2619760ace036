import { parentSection, wantedParentKey } from "./connections.ts";
import { holdLinked, itemBase, type Findings, type LinkedSection } from "./linked-section.ts";
import type { LinkBase } from "./links.ts";
import type { PlannedParent } from "./plan.ts";
import { isSameKey } from "./ticket-keys.ts";
import type { Snapshot } from "./snapshot.ts";

/** Plans the parent of one linked section's ticket; `parentItem` makes a parent in this run. */
export function planParent(
  linked: LinkedSection,
  snapshot: Snapshot,
  base: LinkBase | undefined,
  parentItem: string | null,
  findings: Findings,
): void {
  const { section, system, ticket, spec } = linked;
  const isAble = snapshot.capabilities.get(system.name)?.parents ?? false;
  if (!isAble || !system.hierarchy.autoParent) return;
  const wanted = wantedParentKey(snapshot.config, system, spec.document, section);
  const parent: PlannedParent | null =
    wanted !== null
      ? { kind: "ticket", key: wanted }
      : parentItem === null
        ? null
        : { kind: "item", itemId: parentItem };
  if (parent === null || isSameKey(system, ticket.parentKey, wanted)) return;
  if (ticket.parentKey === null || isSameKey(system, ticket.parentKey, base?.parent ?? null)) {
    const above = parentSection(spec.document, section);
    findings.items.push({
      kind: "link-parent",
      ...itemBase(linked, "link-parent", "forward", "spec/moved", ticket.parentKey, wanted),
      note: above === null ? null : `below ${above.title}`,
      parent,
    });
  } else if (base?.parent != null && wanted !== null && !isSameKey(system, wanted, base.parent)) {
    findings.held.push(
      holdLinked(linked, "conflict/parent", {
        spec: wanted,
        tracker: ticket.parentKey,
        base: base.parent,
        message:
          "The section moved under another one and somebody gave the ticket another parent. Nothing was changed. Set the ticket's parent to the one you want.",
      }),
    );
  }
}
