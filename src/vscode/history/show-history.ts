import { capital } from "../../core/kernel/capital.ts";
import * as vscode from "vscode";
import { doneSentence } from "../../core/view/report-text.ts";
import { plural } from "../../core/view/spec-counts.ts";
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
  const { runs, problems } = await withRun("Canon: reading the history", (run) =>
    engine.history(run),
  );
  if (runs.length === 0) {
    const [problem] = problems;
    const why =
      problem === undefined ? "" : ` ${plural(problems.length, "record")} could not be read.`;
    void vscode.window.showInformationMessage(
      `No sync has changed anything in ${session.folder.name} yet.${why}`,
    );
    return;
  }
  const picked = await vscode.window.showQuickPick(runs.map(entry), {
    title: "Canon: sync history",
    placeHolder: "Choose a sync to see what it did, or to undo it or parts of it",
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (picked !== undefined) await (await app.history.load()).show(session, picked.run);
}

function entry(run: RunRecord): RunEntry {
  const detail = (doneSentence(run.summary) ?? "Canon changed files.").replace(/^Canon /, "");
  const files = [...new Set(run.items.map(({ file }) => file))];
  const more = files.length > 1 ? ` and ${files.length - 1} more` : "";
  return {
    label: localDate(run.at),
    description: undoneWords(run),
    detail: `${capital(detail)} ${files[0] ?? ""}${more}`.trim(),
    run,
  };
}
