import * as vscode from "vscode";
import { counted } from "../../core/kernel/texts.ts";
import { messageLine } from "../../core/view/plain-text.ts";
import type { Triage } from "../../sync/triage-report.ts";
import type { App } from "../app.ts";
import { chooseFolder } from "../commands/choose-folder.ts";
import { isTrusted } from "../commands/may-write.ts";
import { showRefusal } from "../commands/show-refusal.ts";
import { offerCredentials } from "../credentials/offer-credentials.ts";
import { withRun } from "../host/run.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import { actOnTicket } from "./act-on-ticket.ts";
import { chooseTicket } from "./choose-ticket.ts";
import { changeScope } from "./scope.ts";
import { isTicket, readTicketName } from "./triage-findings.ts";
import { troubleOf } from "./trouble.ts";

/**
 * Goes through the tickets without a section, one after the other, until there is none or the
 * person has enough. `argument` names the first one, as rows of the view do.
 */
export async function triageTickets(app: App, argument: unknown): Promise<void> {
  const name = readTicketName(argument);
  const session =
    app.folders.all().find(({ folder }) => folder.uri.toString() === name?.folder) ??
    (await chooseFolder(app));
  if (session === undefined || !(await isTrusted())) return;
  let triage = await look(app, session);
  let wanted = name?.ticket;
  while (triage !== undefined) {
    if (triage.tickets.length === 0 && triage.outOfScope.length === 0) {
      sayNone(triage);
      return;
    }
    const first = wanted === undefined ? undefined : triage.tickets.find(isTicket(wanted));
    wanted = undefined;
    const choice = first ?? (await chooseTicket(triage));
    if (choice === undefined) return;
    const next =
      choice === "out" || choice === "back"
        ? await changeScope(app, session, triage, choice === "out")
        : await actOnTicket(app, session, choice);
    if (next === "ended") return;
    if (next === "changed") triage = await look(app, session);
  }
}

/** Reads what there is, with the question for a credential that is missing. */
async function look(app: App, session: FolderSession): Promise<Triage | undefined> {
  const { engine } = await session.load();
  const read = () =>
    withRun(vscode.l10n.t("Canon: reading open tickets"), (run) => engine.triage(run));
  let triage = await read();
  if (triage.ok && (await offerCredentials(app, session, triage.value.problems))) {
    triage = await read();
  }
  if (!triage.ok) {
    await showRefusal(session, triage.error);
    return undefined;
  }
  app.triage.keep(session, triage.value);
  return triage.value;
}

function sayNone(triage: Triage): void {
  const problems = troubleOf(triage);
  const [problem] = problems;
  if (problem === undefined) {
    vscode.window.setStatusBarMessage(
      vscode.l10n.t("Canon: no open ticket is without a section."),
      5000,
    );
    return;
  }
  const more =
    problems.length > 1
      ? counted(problems.length - 1, "1 more problem.", "{0} more problems.")
      : "";
  void vscode.window.showWarningMessage(messageLine(`${problem.message} ${more}`.trimEnd(), 400));
}
