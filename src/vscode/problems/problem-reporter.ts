import * as vscode from "vscode";
import type { Disposable } from "../host/disposable.ts";
import { TYPING_PAUSE_MS } from "../host/typing-pause.ts";
import type { Problem } from "../../core/kernel/problem.ts";
import { brokenLinkProblems } from "../links/broken-link-problems.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import type { Folders } from "../workspace/folders.ts";
import type { OpenSpecs } from "../workspace/open-specs.ts";
import { diagnosticOf } from "./diagnostic-of.ts";

/** One broken file must not flood the list. */
const MAX_PROBLEMS = 200;

/** Shows what is odd in open specs, and in the configuration of their folders. */
export class ProblemReporter implements Disposable {
  readonly #specs: OpenSpecs;
  readonly #shown = vscode.languages.createDiagnosticCollection("canon");
  readonly #timers = new Map<vscode.TextDocument, NodeJS.Timeout>();
  /** What each document shows. */
  readonly #texts = new WeakMap<vscode.TextDocument, string>();
  readonly #configFiles = new Map<FolderSession, vscode.Uri>();
  readonly #disposables: Disposable[];

  constructor(folders: Folders, specs: OpenSpecs) {
    this.#specs = specs;
    const later = (document: vscode.TextDocument, waitMs: number): void => {
      clearTimeout(this.#timers.get(document));
      const timer = setTimeout(() => void this.#check(document), waitMs);
      this.#timers.set(document, timer);
    };
    this.#disposables = [
      this.#shown,
      vscode.workspace.onDidOpenTextDocument((document) => {
        later(document, 0);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.languageId === "markdown") later(document, TYPING_PAUSE_MS);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        clearTimeout(this.#timers.get(document));
        this.#timers.delete(document);
        this.#clear(document.uri);
      }),
      // A document can stay open unseen for minutes after its tab is gone, and be shown again.
      vscode.window.tabGroups.onDidChangeTabs(({ closed, opened }) => {
        for (const uri of textsIn(closed)) if (!isInTab(uri)) this.#clear(uri);
        for (const uri of textsIn(opened)) {
          const known = vscode.workspace.textDocuments.find((one) => isSame(one.uri, uri));
          if (known !== undefined) later(known, 0);
        }
      }),
      folders.onDidChange((session) => {
        void this.#checkConfig(session);
        for (const document of vscode.workspace.textDocuments) {
          if (folders.of(document.uri) === session) later(document, 0);
        }
      }),
    ];
    for (const document of vscode.workspace.textDocuments) later(document, 0);
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  async #check(document: vscode.TextDocument): Promise<void> {
    this.#timers.delete(document);
    const open = await this.#specs.find(document);
    if (open === undefined) return;
    if (!this.#configFiles.has(open.session)) await this.#checkConfig(open.session);
    const { liveProblems } = await import("./live-problems.ts");
    if (document.isClosed) return;
    const broken = brokenLinkProblems(open.spec, open.session.live, open.path);
    const problems = [...open.spec.problems, ...broken, ...liveProblems(open)];
    this.#show(document, problems);
  }

  /** Most edits change no problem, and telling the editor of the same ones is work for both. */
  #show(document: vscode.TextDocument, problems: readonly Problem[]): void {
    const shown = problems.slice(0, MAX_PROBLEMS);
    const text = JSON.stringify(
      shown.map(({ code, line, message }) => [code, line, lengthOf(document, line), message]),
    );
    if (this.#texts.get(document) === text && this.#shown.has(document.uri)) return;
    this.#texts.set(document, text);
    this.#shown.set(document.uri, diagnostics(shown, document));
  }

  async #checkConfig(session: FolderSession): Promise<void> {
    const { config } = await session.load();
    const before = this.#configFiles.get(session);
    if (before !== undefined) this.#shown.delete(before);
    const file = session.uriOf(config.file ?? "CANON.yaml");
    this.#configFiles.set(session, file);
    if (config.file !== null) this.#shown.set(file, diagnostics(config.problems));
  }

  /** Problems of a configuration concern the whole folder and stay. */
  #clear(uri: vscode.Uri): void {
    const configs = [...this.#configFiles.values()].map((file) => file.toString());
    if (!configs.includes(uri.toString())) this.#shown.delete(uri);
  }
}

function textsIn(tabs: readonly vscode.Tab[]): vscode.Uri[] {
  return tabs.flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri] : []));
}

/** How far the mark of a problem reaches. */
function lengthOf(document: vscode.TextDocument, line: number | null): number {
  const index = Math.max(0, (line ?? 1) - 1);
  return index < document.lineCount ? document.lineAt(index).text.length : -1;
}

function isInTab(uri: vscode.Uri): boolean {
  return vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .some(({ input }) => input instanceof vscode.TabInputText && isSame(input.uri, uri));
}

function isSame(a: vscode.Uri, b: vscode.Uri): boolean {
  return a.toString() === b.toString();
}

function diagnostics(
  problems: readonly Problem[],
  document?: vscode.TextDocument,
): vscode.Diagnostic[] {
  return problems.slice(0, MAX_PROBLEMS).map((problem) => diagnosticOf(problem, document));
}
