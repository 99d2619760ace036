import * as vscode from "vscode";
import { counted } from "../../core/kernel/texts.ts";
import { parseTicketId, ticketId, type TicketRef } from "../../core/model/ticket-ref.ts";
import { triageRows } from "../../core/view/triage-rows.ts";
import type { Triage } from "../../sync/triage-report.ts";
import type { App } from "../app.ts";
import { mayWrite } from "../commands/may-write.ts";
import { showProblem } from "../commands/show-refusal.ts";
import { quietRun } from "../host/run.ts";
import type { FolderSession } from "../workspace/folder-session.ts";

/** What became of the list: it is another one, it is the same, or the person has enough. */
export type Next = "changed" | "same" | "ended";

/** Asks which tickets are out of scope, or which are no longer, and remembers it. */
export async function changeScope(
  app: App,
  session: FolderSession,
  triage: Triage,
  isOut: boolean,
): Promise<Next> {
  const entries = isOut ? openEntries(triage) : rememberedEntries(triage);
  const picked = await vscode.window.showQuickPick(entries, {
    canPickMany: true,
    ignoreFocusOut: true,
    matchOnDescription: true,
    title: isOut
      ? vscode.l10n.t("Canon: put out of scope")
      : vscode.l10n.t("Canon: bring back into scope"),
    placeHolder: vscode.l10n.t("Check the tickets, then press OK"),
  });
  const refs = (picked ?? []).flatMap((entry) => parseTicketId(entry.id) ?? []);
  return refs.length === 0 ? "same" : rememberScope(app, session, refs, isOut);
}

/** Remembers tickets in the folder's list, and says so in the status bar. */
export async function rememberScope(
  app: App,
  session: FolderSession,
  refs: readonly TicketRef[],
  isOut: boolean,
): Promise<Next> {
  if (!(await mayWrite(session))) return "ended";
  const { engine } = await session.load();
  const changed = await engine.setOutOfScope(refs, isOut, quietRun());
  if (!changed.ok) {
    showProblem(changed.error);
    return "ended";
  }
  if (isOut) app.triage.drop(session, refs.map(ticketId));
  const count = changed.value.length;
  const text = isOut
    ? counted(count, "Canon: 1 ticket out of scope.", "Canon: {0} tickets out of scope.")
    : counted(count, "Canon: 1 ticket back in scope.", "Canon: {0} tickets back in scope.");
  vscode.window.setStatusBarMessage(text, 5000);
  return "changed";
}

interface Entry extends vscode.QuickPickItem {
  readonly id: string;
}

function openEntries({ tickets }: Triage): Entry[] {
  return triageRows(tickets).map(({ id, key, title, status }) => ({
    id,
    label: `${key} ${title}`,
    description: status,
  }));
}

function rememberedEntries({ outOfScope }: Triage): Entry[] {
  return outOfScope.flatMap((id) => {
    const ref = parseTicketId(id);
    return ref === undefined ? [] : [{ id, label: ref.key, description: ref.system }];
  });
}
