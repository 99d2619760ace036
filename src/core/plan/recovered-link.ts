import { t } from "../kernel/texts.ts";
import type { SpecSection } from "../model/spec.ts";
import { ticketId } from "../model/ticket-ref.ts";
import type { Ticket } from "../model/ticket.ts";
import { connectionOf, linkRef, placedId, systemAt } from "./connections.ts";
import type { PlanItem } from "./plan.ts";
import type { OpenIntent, Snapshot, SpecReading } from "./snapshot.ts";

/** Links a section to the ticket that an interrupted run created for it. */
export function recoveredLink(
  { spec, section }: { readonly spec: SpecReading; readonly section: SpecSection },
  { config }: Snapshot,
  intent: OpenIntent,
  ticket: Ticket,
): PlanItem {
  const system = systemAt(config, intent);
  const link = system === null ? ticket.ref : linkRef(config, system, ticket.ref);
  const connection = connectionOf(config, link, system);
  const id = connection === null ? ticketId(link) : placedId(config, connection, link);
  return {
    kind: "insert-link",
    id: `insert-link@${spec.file}#${section.id}@${section.index}`,
    direction: "forward",
    file: spec.file,
    sectionId: section.id,
    sectionIndex: section.index,
    system: ticket.ref.system,
    target: intent.target,
    project: intent.project,
    ticket: id,
    from: null,
    to: id,
    reason: "intent/recovered",
    note: t("An earlier run created this ticket and ended before it could write the link."),
    fileHash: spec.hash,
    ticketRevision: ticket.revision,
    link,
    isShadow: false,
    intentId: intent.intentId,
    wanted: intent.wanted,
  };
}
