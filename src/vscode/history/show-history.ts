import * as vscode from "vscode";
import { counted } from "../../core/kernel/texts.ts";
import { doneSentence } from "../../core/view/report-text.ts";
import type { RunRecord } from "../../sync/run-record.ts";
import type { App } from "../app.ts";
import { chooseFolder } from "../commands/choose-folder.ts";
import { localDate } from "../host/local-date.ts";
import { withRun } from "../host/run.ts";
import { undoneWords } from "./history-text.ts";

interface RunEntry extends vscode.QuickPickItem {
  readonly run: RunRecord;
}

/** Lists the syncs of a folder that changed something, and opens the one that is picked. */
export async function showHistory(app: App): Promise<void> {
  const session = await chooseFolder(app);
  if (session === undefined) return;
  const { engine } = await session.load();
  const { runs, problems } = await withRun(vscode.l10n.t("Canon: reading the history"), (run) =>
    engine.history(run),
  );
  if (runs.length === 0) {
    const [problem] = problems;
    const why =
      problem === undefined
        ? ""
        : counted(problems.length, "1 record could not be read.", "{0} records could not be read.");
    const none = vscode.l10n.t("No sync has changed anything in {0} yet.", session.folder.name);
    void vscode.window.showInformationMessage(`${none} ${why}`.trimEnd());
    return;
  }
  const picked = await vscode.window.showQuickPick(runs.map(entry), {
    title: vscode.l10n.t("Canon: sync history"),
    placeHolder: vscode.l10n.t("Choose a sync to see what it did, or to undo it or parts of it"),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (picked !== undefined) await (await app.history.load()).show(session, picked.run);
}

function entry(run: RunRecord): RunEntry {
  const done = doneSentence(run.summary) ?? vscode.l10n.t("Canon changed files.");
  const files = [...new Set(run.items.map(({ file }) => file))];
  const [first = ""] = files;
  const place =
    files.length > 1 ? vscode.l10n.t("{0} and {1} more", first, files.length - 1) : first;
  return {
    label: localDate(run.at),
    description: undoneWords(run),
    detail: `${done} ${place}`.trim(),
    run,
  };
}
