import type { SystemConfig } from "../config/config.ts";
import { t } from "../kernel/texts.ts";
import type { SpecSection } from "../model/spec.ts";
import type { TicketRef } from "../model/ticket-ref.ts";
import { parentSection, wantedParentKey } from "./connections.ts";
import { parentTicket } from "./parent-ticket.ts";
import type { PlannedParent } from "./plan.ts";
import type { Snapshot, SpecReading } from "./snapshot.ts";
import { keyInProject } from "./ticket-keys.ts";

/** What a new ticket hangs under, and what a person should know about that. */
export interface NewParent {
  readonly parent: PlannedParent | null;
  readonly note: string | null;
}

/** The sections for which this plan makes a ticket, and those whose ticket it had to hold. */
export interface PlannedCreates {
  readonly created: ReadonlySet<string>;
  readonly heldBack: ReadonlySet<string>;
  /** Tickets that this plan links to sections, by the create that would have made one. */
  readonly restored: ReadonlyMap<string, TicketRef>;
}

const NO_PARENT: NewParent = { parent: null, note: null };

/**
 * Finds the parent of a new ticket: the ticket of the section above, or the one an item makes.
 *
 * Shape:  without a parent where that ticket is gone: the work is not left out, and once the
 *         section above has a ticket again, the next plan hangs this one below it.
 */
export function newParent(
  snapshot: Snapshot,
  spec: SpecReading,
  section: SpecSection,
  system: SystemConfig,
  { created, heldBack, restored }: PlannedCreates,
): NewParent {
  const above = parentSection(spec.document, section);
  const { parents = true } = snapshot.capabilities.get(system.name) ?? {};
  if (above === null || !system.hierarchy.autoParent || !parents) return NO_PARENT;
  if (above.tickets[0] === undefined) {
    const itemId = createItemId(spec.file, above);
    const link = restored.get(itemId);
    if (link?.system === system.system) {
      return { parent: { kind: "ticket", key: keyInProject(link, system.project) }, note: null };
    }
    if (created.has(itemId)) return { parent: { kind: "item", itemId }, note: null };
    return heldBack.has(itemId) ? { parent: null, note: heldBackNote() } : NO_PARENT;
  }
  const key = wantedParentKey(snapshot.config, system, spec.document, section);
  if (key === null) return NO_PARENT;
  const ticket = parentTicket(snapshot, spec, section, system);
  if (ticket.kind === "missing") {
    const note = t(
      "{0}, the ticket of the section above, is not in the tracker, so this one is made without a parent. It gets one when the section above is linked again.",
      key,
    );
    return { parent: null, note };
  }
  const note =
    ticket.kind === "closed"
      ? t('its parent {0} is closed ("{1}")', key, ticket.status.name)
      : null;
  return { parent: { kind: "ticket", key }, note };
}

export function createItemId(file: string, section: Pick<SpecSection, "id" | "index">): string {
  return `create-ticket@${file}#${section.id}@${section.index}`;
}

function heldBackNote(): string {
  return t(
    "The section above gets no ticket yet, so this one is made without a parent. It gets one when the section above has its ticket.",
  );
}
