import * as vscode from "vscode";
import type { Splice } from "../../core/kernel/splice.ts";
import type { Disposable } from "../host/disposable.ts";
import type { FolderSession, LoadedFolder } from "../workspace/folder-session.ts";
import type { Folders } from "../workspace/folders.ts";
import { codeOf, linkedCode } from "../problems/problem-code.ts";
import { ONLY_QUICK_FIXES } from "../quick-fixes/only-quick-fixes.ts";

/** A status map that does not fit the tracker, and how to mend it. */
export interface MapFinding {
  /** Name of the connection. */
  readonly system: string;
  readonly message: string;
  /** The line of the configuration that names the connection, from 1. */
  readonly line: number;
  /** Puts the map that fits into this text of the configuration; null where that is not safe. */
  readonly edits: (text: string) => readonly Splice[] | null;
  /** The same after the configuration changed; undefined once the map fits. */
  readonly again: (folder: LoadedFolder) => Promise<MapFinding | undefined>;
}

/** How a button names a finding to the command behind it. Plain data, as commands take it. */
export interface FindingName {
  readonly folder: string;
  readonly system: string;
}

/** A line of the doctor's report, from 0, with the finding it tells of. */
export interface ReportButton {
  readonly lineIndex: number;
  readonly name: FindingName;
}

const CODE = "config/status-map-misfit";
const CONFIG_FILES: vscode.DocumentSelector = { pattern: "**/{CANON,SPECWRIGHT}.yaml" };
const REPORT: vscode.DocumentSelector = { scheme: "canon-plan", pattern: "**/doctor.txt" };

/** What the doctor found about status maps: problems with a quick fix, and buttons in its report. */
export class MapFindings implements Disposable {
  readonly #shown = vscode.languages.createDiagnosticCollection("canon-doctor");
  readonly #found = new Map<FolderSession, readonly MapFinding[]>();
  readonly #buttonsMoved = new vscode.EventEmitter<void>();
  readonly #disposables: readonly Disposable[];
  #buttons: readonly ReportButton[] = [];

  constructor(folders: Folders) {
    this.#disposables = [
      this.#shown,
      this.#buttonsMoved,
      folders.onDidChange((session) => void this.#lookAgain(session)),
      vscode.languages.registerCodeActionsProvider(
        CONFIG_FILES,
        { provideCodeActions: (document, _range, context) => this.#fixes(document, context) },
        ONLY_QUICK_FIXES,
      ),
      vscode.languages.registerCodeLensProvider(REPORT, {
        onDidChangeCodeLenses: this.#buttonsMoved.event,
        provideCodeLenses: () => this.#buttons.map(lensOf),
      }),
    ];
  }

  async set(session: FolderSession, findings: readonly MapFinding[]): Promise<void> {
    const { config } = await session.load();
    this.#found.set(session, findings);
    if (config.file === null) return;
    this.#shown.set(session.uriOf(config.file), findings.map(diagnosticOf));
  }

  showButtons(buttons: readonly ReportButton[]): void {
    this.#buttons = buttons;
    this.#buttonsMoved.fire();
  }

  find(session: FolderSession, system: string): MapFinding | undefined {
    return this.#found.get(session)?.find((finding) => finding.system === system);
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
    this.#found.clear();
  }

  async #lookAgain(session: FolderSession): Promise<void> {
    const before = this.#found.get(session) ?? [];
    if (before.length === 0) return;
    const folder = await session.load();
    const now = await Promise.all(before.map((finding) => finding.again(folder)));
    // Meanwhile the doctor may have looked for himself.
    if (this.#found.get(session) !== before) return;
    const left = now.filter((finding) => finding !== undefined);
    await this.set(session, left);
    this.showButtons(
      this.#buttons.filter(
        ({ name }) =>
          name.folder !== session.folder.uri.toString() ||
          left.some(({ system }) => system === name.system),
      ),
    );
  }

  #fixes(
    document: vscode.TextDocument,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const own = diagnostics.filter((diagnostic) => codeOf(diagnostic) === CODE);
    const findings = [...this.#found].flatMap(([session, all]) =>
      session.pathOf(document.uri) === undefined ? [] : all,
    );
    return own.flatMap((diagnostic) => {
      const finding = findings.find(({ message }) => message === diagnostic.message);
      const splices = finding?.edits(document.getText());
      if (finding === undefined || splices == null) return [];
      const fix = new vscode.CodeAction(
        vscode.l10n.t('Write the status_map that fits "{0}"', finding.system),
        vscode.CodeActionKind.QuickFix,
      );
      fix.edit = editOf(document, splices);
      fix.diagnostics = [diagnostic];
      fix.isPreferred = true;
      return [fix];
    });
  }
}

/** One edit, so that one undo takes it back. */
export function editOf(
  document: vscode.TextDocument,
  splices: readonly Splice[],
): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { start, end, text } of splices) {
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    edit.replace(document.uri, range, text);
  }
  return edit;
}

function diagnosticOf({ line, message }: MapFinding): vscode.Diagnostic {
  const range = new vscode.Range(line - 1, 0, line - 1, Number.MAX_SAFE_INTEGER);
  const shown = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Warning);
  shown.source = "Canon";
  shown.code = linkedCode(CODE);
  return shown;
}

function lensOf({ lineIndex, name }: ReportButton): vscode.CodeLens {
  return new vscode.CodeLens(new vscode.Range(lineIndex, 0, lineIndex, 0), {
    title: `$(lightbulb) ${vscode.l10n.t("Write the status_map that fits into the configuration")}`,
    tooltip: vscode.l10n.t("Edits the configuration; you can undo it there."),
    command: "canon.applyStatusMap",
    arguments: [name],
  });
}
