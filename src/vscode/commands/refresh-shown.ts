import * as vscode from "vscode";
import type { TicketRef } from "../../core/model/ticket-ref.ts";
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

/** Asks the trackers again about the tickets of the specs on screen. */
export async function refreshTickets(app: App): Promise<void> {
  const location = vscode.ProgressLocation.Window;
  await vscode.window.withProgress({ location, title: "Canon: reading tickets" }, async () => {
    await Promise.all(app.folders.all().map((session) => refreshShown(app, session, [])));
  });
}
