import * as vscode from "vscode";
import type { RunRecord } from "../../sync/run-record.ts";
import { quietRun } from "../host/run.ts";
import { localDate } from "../host/local-date.ts";
import type { Disposable } from "../host/disposable.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import type { TakeBackTarget } from "./take-back-target.ts";
import { historyLinks } from "./history-links.ts";
import { historyText, type HistoryText } from "./history-text.ts";

const SCHEME = "canon-history";

interface ShownRun {
  readonly session: FolderSession;
  readonly run: RunRecord;
  readonly shown: HistoryText;
}

/**
 * Finished runs as read-only texts, with links to their sections and tickets and, above each item
 * that stands, a way to take it back.
 */
export class HistoryDocuments
  implements
    vscode.TextDocumentContentProvider,
    vscode.CodeLensProvider,
    vscode.DocumentLinkProvider,
    Disposable
{
  readonly onDidChange: vscode.Event<vscode.Uri>;
  readonly onDidChangeCodeLenses: vscode.Event<void>;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #lensesChanged = new vscode.EventEmitter<void>();
  readonly #runs = new Map<string, ShownRun>();
  readonly #registrations: readonly Disposable[];

  constructor() {
    this.onDidChange = this.#changed.event;
    this.onDidChangeCodeLenses = this.#lensesChanged.event;
    const selector = { scheme: SCHEME };
    this.#registrations = [
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.languages.registerCodeLensProvider(selector, this),
      vscode.languages.registerDocumentLinkProvider(selector, this),
    ];
  }

  async show(session: FolderSession, run: RunRecord): Promise<void> {
    const uri = uriOf(session, run.runId, run.at);
    this.#put(uri, session, run);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: true });
  }

  /** Shows afresh what is open of a folder, after something was taken back. */
  async refresh(session: FolderSession): Promise<void> {
    const { engine } = await session.load();
    const { runs } = await engine.history(quietRun());
    for (const run of runs) {
      const uri = uriOf(session, run.runId, run.at);
      if (this.#runs.has(uri.toString())) this.#put(uri, session, run);
    }
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#runs.get(uri.toString())?.shown.text ?? "";
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const one = this.#runs.get(document.uri.toString());
    if (one?.shown.isStanding !== true) return [];
    const { session, run, shown } = one;
    const lens = (
      line: number,
      title: string,
      items: readonly string[] | null,
    ): vscode.CodeLens => {
      const target: TakeBackTarget = {
        folder: session.folder.uri.toString(),
        runId: run.runId,
        items,
      };
      return new vscode.CodeLens(new vscode.Range(line, 0, line, 0), {
        title,
        command: "canon.takeBack",
        arguments: [target],
      });
    };
    const own = shown.items.filter(({ row }) => row.state === "done");
    return [
      lens(0, `$(discard) ${vscode.l10n.t("Undo this sync")}`, null),
      ...own.map(({ row, sectionLine }) => lens(sectionLine, vscode.l10n.t("Undo"), [row.id])),
    ];
  }

  provideDocumentLinks(document: vscode.TextDocument): Promise<vscode.DocumentLink[]> {
    const one = this.#runs.get(document.uri.toString());
    return one === undefined
      ? Promise.resolve([])
      : historyLinks(document, one.session, one.shown.items);
  }

  dispose(): void {
    for (const one of this.#registrations) one.dispose();
    this.#changed.dispose();
    this.#lensesChanged.dispose();
    this.#runs.clear();
  }

  #put(uri: vscode.Uri, session: FolderSession, run: RunRecord): void {
    const shown = historyText(run, localDate(run.at));
    this.#runs.set(uri.toString(), { session, run, shown });
    this.#changed.fire(uri);
    this.#lensesChanged.fire();
  }
}

/** The name is what the tab says; the run's own name keeps two of one minute apart. */
function uriOf(session: FolderSession, runId: string, at: string): vscode.Uri {
  const name = `${vscode.l10n.t("Sync of {0}", localDate(at).replaceAll("/", "-"))}.txt`;
  const path = `/${session.folder.name}/${runId}/${name}`;
  return vscode.Uri.from({ scheme: SCHEME, path });
}
