import {
  parseTicketId,
  ticketId,
  type TicketId,
  type TicketRef,
} from "../core/model/ticket-ref.ts";
import { connectionOf, placedId, targetOf } from "../core/plan/connections.ts";
import type { Application } from "./application.ts";
import type { CreateShadowItem, CreateTicketItem } from "../core/plan/plan.ts";

export interface OriginalTicket {
  /** As the spec links it, and in the form that is the ticket's alone in the workspace. */
  readonly id: TicketId;
  readonly placed: TicketId;
}

/** The ticket that the section has by now; a copy of one that was not made is not made either. */
export function originalOf(
  app: Application,
  item: CreateTicketItem | CreateShadowItem,
): OriginalTicket | null {
  if (item.kind === "create-ticket") return null;
  const document = app.specFiles.document(item.file);
  const ref = document?.sections[item.sectionIndex]?.tickets[0]?.ref ?? refOf(item.of);
  if (document === undefined || ref === undefined) return null;
  const system = connectionOf(app.config, ref, targetOf(app.config, { file: item.file, document }));
  const placed = system === null ? ticketId(ref) : placedId(app.config, system, ref);
  return { id: ticketId(ref), placed };
}

function refOf(id: TicketId | null): TicketRef | undefined {
  return id === null ? undefined : parseTicketId(id);
}
