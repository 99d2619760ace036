import * as vscode from "vscode";
import { counted } from "../../core/kernel/texts.ts";
import { messageLine } from "../../core/view/plain-text.ts";
import { WHOLE_WORKSPACE } from "../../sync/engine.ts";
import type { ResolveReport } from "../../sync/resolve-report.ts";
import type { App } from "../app.ts";
import { chooseFolder } from "../commands/choose-folder.ts";
import { mayWrite } from "../commands/may-write.ts";
import { refreshShown } from "../commands/refresh-shown.ts";
import { showRefusal } from "../commands/show-refusal.ts";
import { withRun } from "../host/run.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import { gitAncestor } from "./git-ancestor.ts";

/** Decides by rule what a merge left in Canon comments and links, and opens what is left. */
export async function resolveMerge(app: App): Promise<void> {
  const session = await chooseFolder(app);
  if (session === undefined || !(await mayWrite(session))) return;
  const { engine } = await session.load();
  const options = { isDryRun: false, ancestorOf: await gitAncestor(session) };
  const resolved = await withRun(vscode.l10n.t("Canon: resolving merge conflicts"), (run) =>
    engine.resolveMerge(WHOLE_WORKSPACE, options, run),
  );
  if (!resolved.ok) {
    await showRefusal(session, resolved.error);
    return;
  }
  await refreshShown(app, session, []);
  await show(session, resolved.value);
}

async function show(
  session: FolderSession,
  { files, notes, problems }: ResolveReport,
): Promise<void> {
  const decided = files.reduce((sum, { resolved }) => sum + resolved, 0);
  const [first] = problems;
  const [note] = notes;
  const more =
    notes.length > 1
      ? counted(
          notes.length - 1,
          "1 more such decision was made.",
          "{0} more such decisions were made.",
        )
      : "";
  const counts = [
    counted(decided, "1 conflict", "{0} conflicts"),
    counted(files.length, "1 file", "{0} files"),
  ];
  const said = [vscode.l10n.t("Canon decided {0} in {1}.", ...counts), note?.message ?? "", more];
  const done = said.filter((text) => text !== "").join(" ");
  if (first === undefined) {
    void vscode.window.showInformationMessage(
      files.length === 0
        ? vscode.l10n.t("Canon: no file has conflicts of a merge.")
        : messageLine(vscode.l10n.t("{0} Look at the files before you commit them.", done), 600),
    );
    return;
  }
  const where = first.file === undefined ? "" : `${first.file}: `;
  const open = first.file === undefined ? [] : [vscode.l10n.t("Open File")];
  const text = messageLine(`${decided === 0 ? "" : `${done} `}${where}${first.message}`, 600);
  const choice = await vscode.window.showWarningMessage(text, ...open);
  if (choice === undefined || first.file === undefined) return;
  const position = new vscode.Position(Math.max(0, (first.line ?? 1) - 1), 0);
  const selection = new vscode.Range(position, position);
  await vscode.window.showTextDocument(session.uriOf(first.file), { selection });
}
