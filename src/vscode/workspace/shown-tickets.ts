import * as vscode from "vscode";
import type { TicketRef } from "../../core/model/ticket-ref.ts";
import type { FolderSession } from "./folder-session.ts";
import type { OpenSpec, OpenSpecs } from "./open-specs.ts";
import { ticketRefs } from "./ticket-refs.ts";

/** The tickets of the specs on screen, by folder. */
export async function shownTickets(
  specs: OpenSpecs,
  isWanted: (open: OpenSpec) => boolean = () => true,
): Promise<Map<FolderSession, TicketRef[]>> {
  const shown = new Map<FolderSession, TicketRef[]>();
  for (const { document } of vscode.window.visibleTextEditors) {
    const open = await specs.find(document);
    if (open === undefined || !isWanted(open)) continue;
    shown.set(open.session, [...(shown.get(open.session) ?? []), ...ticketRefs(open.spec)]);
  }
  return shown;
}
