import * as vscode from "vscode";
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
  const ticket: ActionEntry[] =
    link === undefined
      ? [
          { label: "$(add) Create ticket", command: "canon.createTicket" },
          { label: "$(link) Link a ticket that exists", command: "canon.linkTicket" },
        ]
      : [
          {
            label: "$(link-external) Open ticket",
            description: link.ref.key,
            command: "canon.openTicket",
          },
        ];
  const links: ActionEntry[] =
    link === undefined
      ? []
      : [
          { label: "$(link) Link another ticket", command: "canon.linkTicket" },
          {
            label: "$(close) Unlink ticket",
            description: "The ticket itself stays",
            command: "canon.unlinkTicket",
          },
        ];
  const dismissal: ActionEntry[] = isBroken
    ? [
        {
          label: "$(eye-closed) Dismiss broken link",
          description: "The link stays; plans leave it out",
          command: "canon.dismissLink",
        },
      ]
    : [];
  return [
    ...ticket,
    { label: "$(sync) Sync this section", command: "canon.syncSection" },
    { label: "$(tag) Set status", command: "canon.setStatus" },
    starting(),
    { label: "$(verified) Verify against the code", command: "canon.verify" },
    ...dismissal,
    ...links,
    { label: `$(copy) ${vscode.l10n.t("Copy as ticket text")}`, command: "canon.copyTicketText" },
    { label: "$(list-unordered) Show the plan of the folder", command: "canon.previewPlan" },
  ];
}

function starting(): ActionEntry {
  return {
    label: `$(git-branch) ${vscode.l10n.t("Start work")}`,
    description: vscode.l10n.t("branch, status and ticket"),
    command: "canon.startWork",
  };
}
