import * as vscode from "vscode";
import type { TicketRef } from "../../core/model/ticket-ref.ts";
import type { App } from "../app.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import { shownTickets } from "../workspace/shown-tickets.ts";

/** Reads the tickets of the specs on screen again, after something was changed. */
export async function refreshShown(
  app: App,
  session: FolderSession,
  touched: readonly TicketRef[],
): Promise<void> {
  const shown = await shownTickets(app.specs);
  await session.live.refresh([...touched, ...(shown.get(session) ?? [])]);
}

/** Asks the trackers again about the tickets of the specs on screen. */
export async function refreshTickets(app: App): Promise<void> {
  const location = vscode.ProgressLocation.Window;
  await vscode.window.withProgress(
    { location, title: vscode.l10n.t("Canon: reading tickets") },
    async () => {
      await Promise.all(app.folders.all().map((session) => refreshShown(app, session, [])));
    },
  );
}
