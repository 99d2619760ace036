import * as vscode from "vscode";
import { numberedTitle } from "../../core/model/numbered-title.ts";
import type { TicketRef } from "../../core/model/ticket-ref.ts";
import { pastedTicket } from "../../core/plan/pasted-ticket.ts";
import { plainLine } from "../../core/view/plain-text.ts";
import type { App } from "../app.ts";
import { linkTo } from "../commands/link-ticket.ts";
import { mayWrite } from "../commands/may-write.ts";
import { sayNoSection } from "../commands/say-no-section.ts";
import { findSection, type OpenSection, type SectionTarget } from "../commands/section-target.ts";
import { knownHosts } from "../writing/offer-link.ts";

const MAX_TEXT = 2000;

/** Links a section to the ticket that was dropped onto its row, after a yes. */
export async function dropTicket(
  app: App,
  target: SectionTarget,
  texts: readonly string[],
): Promise<void> {
  const found = await findSection(app.specs, target);
  if (found === undefined) {
    sayNoSection();
    return;
  }
  const ref = await ticketIn(app, found, texts);
  if (ref === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        "What was dropped names no ticket of a tracker that CANON.yaml knows. Nothing was changed.",
      ),
    );
    return;
  }
  if (!(await mayWrite(found.open.session)) || !(await confirm(found, ref))) return;
  await linkTo(app, found, ref);
}

async function ticketIn(
  app: App,
  { open }: OpenSection,
  texts: readonly string[],
): Promise<TicketRef | undefined> {
  const hosts = await knownHosts(app, open);
  const spec = { file: open.path, document: open.spec };
  for (const text of texts) {
    // A list of addresses has one a line; of several, nobody can say which is meant.
    const words = text.slice(0, MAX_TEXT).trim().split(/\s+/);
    const [word] = words;
    if (words.length !== 1 || word === undefined || word === "") continue;
    const ref = pastedTicket(word, open.folder.config.config, spec, hosts);
    if (ref !== undefined) return ref;
  }
  return undefined;
}

/** A drop hits the wrong row easily. */
async function confirm({ section }: OpenSection, ref: TicketRef): Promise<boolean> {
  const title = plainLine(numberedTitle(section), 80);
  const [former] = section.tickets;
  const entry: vscode.QuickPickItem = {
    label: vscode.l10n.t("Link {0} to {1}", ref.key, title),
    ...(former === undefined
      ? {}
      : {
          detail: vscode.l10n.t("In place of {0}, which itself stays as it is.", former.ref.key),
        }),
  };
  const picked = await vscode.window.showQuickPick([entry], {
    title: vscode.l10n.t("Canon: link ticket"),
    placeHolder: vscode.l10n.t("Press Enter to link, or Escape to change nothing."),
    ignoreFocusOut: true,
  });
  return picked !== undefined;
}
