import type { Problem } from "../core/kernel/problem.ts";
import { ok, type Result } from "../core/kernel/result.ts";
import type { SpecStatus } from "../core/model/status.ts";
import type { TicketId } from "../core/model/ticket-ref.ts";
import { ownBase, type LinkState } from "../core/plan/settle.ts";
import { shadowBase } from "../core/plan/settle-shadow.ts";
import { looksLikeCopy } from "../core/plan/shadow-side.ts";
import type { Application } from "./application.ts";
import { writeBases } from "./journal.ts";

/**
 * Notes where a ticket of Canon's own stands, before its link is written and its intent goes.
 *
 * A tracker may leave a new ticket in its first state. Without this note, the first sync that
 * meets the link would take that state for somebody's decision and set the spec back. Of a ticket
 * that an interrupted run left behind, `title` is what it was made with: it may have another now.
 */
export async function keepOwnBase(
  app: Application,
  id: TicketId,
  link: Pick<LinkState, "system" | "ticket" | "status" | "at">,
  wanted: SpecStatus | null,
  title: string | null = null,
): Promise<Result<void, Problem>> {
  const base = ownBase(link, wanted, title);
  if (base === undefined) return ok(undefined);
  app.ownBases.set(id, base);
  return writeBases(app.files, new Map([[id, base]]));
}

/**
 * Notes that a ticket is a copy of Canon's own, where the tracker shows nothing that would tell.
 */
export async function keepShadowBase(
  app: Application,
  id: TicketId,
  { system, ticket, status }: Pick<LinkState, "system" | "ticket" | "status">,
): Promise<Result<void, Problem>> {
  if (looksLikeCopy(ticket)) return ok(undefined);
  const base = shadowBase({ system, ticket, status });
  app.ownBases.set(id, base);
  return writeBases(app.files, new Map([[id, base]]));
}
