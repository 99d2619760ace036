import type { SystemConfig } from "../config/config.ts";
import type { SpecSection } from "../model/spec.ts";
import { ticketId, type TicketId } from "../model/ticket-ref.ts";
import type { Ticket } from "../model/ticket.ts";
import type { Direction, ItemBase, ItemReason } from "./item-base.ts";
import type { Agreement, HeldItem, HeldReason, PlanItem } from "./plan.ts";
import type { SpecReading } from "./snapshot.ts";

/** What a part of the planner found, in the order in which it is to be shown. */
export interface Findings {
  readonly items: PlanItem[];
  readonly held: HeldItem[];
  readonly agreements: Agreement[];
  readonly unmapped: { readonly file: string; readonly line: number; readonly name: string }[];
}

/** A section with its primary ticket as it was read. */
export interface LinkedSection {
  readonly spec: SpecReading;
  readonly section: SpecSection;
  readonly system: SystemConfig;
  readonly ticket: Ticket;
  /** The link in the form that is the ticket's alone in the workspace. */
  readonly id: TicketId;
}

/** Something about a section that needs a person. */
export function holdLinked(
  linked: Pick<LinkedSection, "spec" | "section">,
  reason: HeldReason,
  values: Pick<HeldItem, "spec" | "tracker" | "base" | "message">,
): HeldItem {
  const { spec, section } = linked;
  const link = section.tickets[0];
  return {
    file: spec.file,
    sectionId: section.id,
    sectionIndex: section.index,
    ticket: link === undefined ? null : ticketId(link.ref),
    reason,
    spec: values.spec,
    tracker: values.tracker,
    base: values.base,
    message: values.message,
  };
}

/** A section that an item is about; `id` and `ticket` are null where it has no ticket. */
export type ItemPlace = Pick<LinkedSection, "spec" | "section" | "system"> & {
  readonly id: TicketId | null;
  readonly ticket: Pick<Ticket, "revision"> | null;
};

/** What every item about a section and its ticket says. */
export function itemBase(
  { spec, section, system, ticket, id }: ItemPlace,
  what: string,
  direction: Direction,
  reason: ItemReason,
  from: string | null,
  to: string | null,
): Omit<ItemBase, "note"> {
  return {
    id: `${what}@${spec.file}#${section.id}@${section.index}`,
    direction,
    file: spec.file,
    sectionId: section.id,
    sectionIndex: section.index,
    system: system.system,
    target: system.name,
    project: system.project,
    ticket: id,
    from,
    to,
    reason,
    fileHash: spec.hash,
    ticketRevision: ticket?.revision ?? null,
  };
}
