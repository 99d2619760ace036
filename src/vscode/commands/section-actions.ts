import * as vscode from "vscode";
import { t } from "../../core/kernel/texts.ts";
import type { SpecSection } from "../../core/model/spec.ts";
import { plainLine } from "../../core/view/plain-text.ts";
import type { App } from "../app.ts";
import type { CommandId } from "./command-ids.ts";
import { sayNoSection } from "./say-no-section.ts";
import { findSection, sectionTarget, type OpenSection } from "./section-target.ts";

interface ActionEntry extends vscode.QuickPickItem {
  readonly command: CommandId;
}

/** The menu behind a lens: everything that can be done with one section. */
export async function chooseSectionAction(app: App, argument: unknown): Promise<void> {
  const found = await findSection(app.specs, argument);
  if (found === undefined) {
    sayNoSection();
    return;
  }
  const { open, section } = found;
  const picked = await vscode.window.showQuickPick(actionsFor(section, isLinkBroken(found)), {
    title: `Canon: ${plainLine(section.title, 80)}`,
  });
  if (picked === undefined) return;
  await vscode.commands.executeCommand(picked.command, sectionTarget(open, section));
}

function isLinkBroken({ open, section }: OpenSection): boolean {
  const [link] = section.tickets;
  return link !== undefined && open.session.live.notes(link.ref).health !== undefined;
}

function actionsFor(section: SpecSection, isBroken: boolean): ActionEntry[] {
  const [link] = section.tickets;
  return [
    ...(link === undefined ? ticketToMake() : [ticketToOpen(link.ref.key)]),
    { label: `$(sync) ${t("Sync this section")}`, command: "canon.syncSection" },
    { label: `$(tag) ${t("Set status")}`, command: "canon.setStatus" },
    starting(),
    { label: `$(verified) ${t("Verify against the code")}`, command: "canon.verify" },
    ...(isBroken ? [dismissal()] : []),
    ...(link === undefined ? [] : linkChanges()),
    { label: `$(copy) ${t("Copy as ticket text")}`, command: "canon.copyTicketText" },
    {
      label: `$(list-unordered) ${t("Show the plan of the folder")}`,
      command: "canon.previewPlan",
    },
  ];
}

function ticketToMake(): ActionEntry[] {
  return [
    { label: `$(add) ${t("Create ticket")}`, command: "canon.createTicket" },
    { label: `$(link) ${t("Link a ticket that exists")}`, command: "canon.linkTicket" },
  ];
}

function ticketToOpen(key: string): ActionEntry {
  return {
    label: `$(link-external) ${t("Open ticket")}`,
    description: key,
    command: "canon.openTicket",
  };
}

function linkChanges(): ActionEntry[] {
  return [
    { label: `$(link) ${t("Link another ticket")}`, command: "canon.linkTicket" },
    {
      label: `$(close) ${t("Unlink ticket")}`,
      description: t("The ticket itself stays"),
      command: "canon.unlinkTicket",
    },
  ];
}

function dismissal(): ActionEntry {
  return {
    label: `$(eye-closed) ${t("Dismiss broken link")}`,
    description: t("The link stays; plans leave it out"),
    command: "canon.dismissLink",
  };
}

function starting(): ActionEntry {
  return {
    label: `$(git-branch) ${t("Start work")}`,
    description: t("branch, status and ticket"),
    command: "canon.startWork",
  };
}
