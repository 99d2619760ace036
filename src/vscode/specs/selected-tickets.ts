import * as vscode from "vscode";
import type { App } from "../app.ts";
import { openLink } from "../commands/open-ticket.ts";
import { selectedSections, type SelectedSection } from "./selected-rows.ts";

/** More pages than this are opened only after a yes. */
const MANY = 5;

/** Opens the tickets of the selected sections: their files, or their pages in the browser. */
export async function openSelectedTickets(
  app: App,
  clicked: unknown,
  selected: unknown,
): Promise<void> {
  const linked = await linkedOf(app, clicked, selected);
  if (linked.length === 0) sayNoTicket();
  if (linked.length > MANY && !(await confirmMany(linked.length))) return;
  for (const { session, section } of linked) {
    const [link] = section.tickets;
    if (link !== undefined) await openLink(session, link);
  }
}

/** Copies the keys of their tickets, one a line. */
export async function copySelectedKeys(
  app: App,
  clicked: unknown,
  selected: unknown,
): Promise<void> {
  const linked = await linkedOf(app, clicked, selected);
  if (linked.length === 0) {
    sayNoTicket();
    return;
  }
  const keys = new Set(linked.flatMap(({ section }) => section.tickets[0]?.ref.key ?? []));
  await vscode.env.clipboard.writeText([...keys].join("\n"));
  const text =
    keys.size === 1
      ? vscode.l10n.t("Canon: copied 1 ticket key.")
      : vscode.l10n.t("Canon: copied {0} ticket keys.", keys.size);
  vscode.window.setStatusBarMessage(text, 5000);
}

async function linkedOf(app: App, clicked: unknown, selected: unknown): Promise<SelectedSection[]> {
  const all = await selectedSections(app, clicked, selected);
  return all
    .flatMap(({ sections }) => sections)
    .filter(({ section }) => section.tickets.length > 0);
}

function sayNoTicket(): void {
  void vscode.window.showInformationMessage(
    vscode.l10n.t("None of these sections has a ticket. Create one, or link one that exists."),
  );
}

async function confirmMany(count: number): Promise<boolean> {
  const open = vscode.l10n.t("Open All");
  const question = vscode.l10n.t("Open {0} tickets?", count);
  return (await vscode.window.showWarningMessage(question, { modal: true }, open)) === open;
}
