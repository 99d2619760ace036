import * as vscode from "vscode";
import type { TicketRef } from "../../core/model/ticket.ts";
import type { App } from "../app.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import { ticketRefs } from "../workspace/ticket-refs.ts";

/** Reads the tickets of the specs on screen again, after something was changed. */
export async function refreshShown(
  app: App,
  session: FolderSession,
  touched: readonly TicketRef[],
): Promise<void> {
  const refs = [...touched];
  for (const { document } of vscode.window.visibleTextEditors) {
    const open = await app.specs.find(document);
    if (open?.session === session) refs.push(...ticketRefs(open.spec));
  }
  await session.live.refresh(refs);
}
