import * as vscode from "vscode";
import type { TicketLink } from "../../core/model/spec.ts";
import type { App } from "../app.ts";
import { evidenceFile } from "../links/evidence-file.ts";
import { ticketPlace } from "../links/ticket-place.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import { sayNoSection } from "./say-no-section.ts";
import { findSection, type OpenSection } from "./section-target.ts";

/** Opens a section's ticket: its file, or its page in the browser. */
export async function openTicket(app: App, argument: unknown): Promise<void> {
  const found = await findSection(app.specs, argument);
  if (found === undefined) {
    sayNoSection();
    return;
  }
  const link = await chooseLink(found);
  if (link !== undefined) await openLink(found.open.session, link);
}

async function chooseLink({ section }: OpenSection): Promise<TicketLink | undefined> {
  const links = [...section.tickets, ...section.shadows];
  if (links.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("This section has no ticket yet. Create one, or link one that exists."),
    );
  }
  if (links.length < 2) return links[0];
  const picked = await vscode.window.showQuickPick(
    links.map((link) => ({ label: link.ref.key, description: link.ref.system, link })),
    { title: vscode.l10n.t("Canon: open ticket"), placeHolder: vscode.l10n.t("Which ticket?") },
  );
  return picked?.link;
}

/** Opens one ticket: its file, or its page in the browser. */
export async function openLink(
  session: FolderSession,
  link: Pick<TicketLink, "ref" | "url">,
): Promise<void> {
  const place = ticketPlace(session, link);
  if (place === undefined) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        "Canon does not know where {0} can be seen. Sync once, then try again.",
        link.ref.key,
      ),
    );
    return;
  }
  if (link.ref.system !== "local") {
    await vscode.env.openExternal(place);
    return;
  }
  const file = await evidenceFile(session.folder.uri, `.canon/tickets/${link.ref.key}.md`);
  if (file === undefined) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        "There is no ticket {0} under .canon/tickets. Link another one, or unlink the section.",
        link.ref.key,
      ),
    );
    return;
  }
  await vscode.window.showTextDocument(file, { preview: true });
}
