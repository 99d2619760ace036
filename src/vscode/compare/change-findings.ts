import * as vscode from "vscode";
import type { ChangeFinding } from "../../core/compare/findings.ts";
import type { Disposable } from "../host/disposable.ts";
import { diagnosticOf } from "../problems/diagnostic-of.ts";
import type { AttentionNode, AttentionProvider, AttentionSection } from "../tree/attention.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import type { Folders } from "../workspace/folders.ts";
import type { OpenSpecs } from "../workspace/open-specs.ts";
import type { ShownFinding } from "./shown-findings.ts";

/**
 * What the last comparison of a change with the specs found, as problems and as rows of the view.
 *
 * Only the command looks. A contradiction goes as soon as its statement is changed.
 */
export class ChangeFindings implements AttentionProvider, Disposable {
  readonly onDidChange: vscode.Event<void>;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #shown = vscode.languages.createDiagnosticCollection("canon-changes");
  readonly #found = new Map<FolderSession, readonly ShownFinding[]>();
  readonly #folders: Folders;
  readonly #specs: OpenSpecs;
  readonly #watch: vscode.Disposable;

  constructor(folders: Folders, specs: OpenSpecs) {
    this.#folders = folders;
    this.#specs = specs;
    this.onDidChange = this.#changed.event;
    this.#watch = vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (this.#found.size > 0) void this.#follow(document);
    });
  }

  /** Takes up what a comparison found, in place of what was found before. */
  show(session: FolderSession, findings: readonly ShownFinding[]): void {
    this.#found.set(session, findings);
    this.#draw();
  }

  /** A finding that was decided is shown no more; one that was flagged stays on the code. */
  replace(session: FolderSession, name: string, by: ShownFinding | null): void {
    const known = this.#found.get(session) ?? [];
    const left = known.flatMap((one) => (one.finding.name === name ? (by ?? []) : one));
    this.show(session, left);
  }

  find(session: FolderSession, name: string): ChangeFinding | undefined {
    return this.#found.get(session)?.find(({ finding }) => finding.name === name)?.finding;
  }

  /** What a mark stands for. Units: `line` counts from 1. */
  at(
    uri: vscode.Uri,
    line: number,
    message: string,
  ): { readonly session: FolderSession; readonly shown: ShownFinding } | undefined {
    const session = this.#folders.of(uri);
    const path = session?.pathOf(uri);
    if (session === undefined) return undefined;
    const shown = this.#found
      .get(session)
      ?.find(
        ({ problem }) =>
          problem.file === path && (problem.line ?? 1) === line && problem.message === message,
      );
    return shown === undefined ? undefined : { session, shown };
  }

  sections(): AttentionSection[] {
    const children = this.#folders.all().flatMap((session) => this.#rowsOf(session));
    const label = vscode.l10n.t("Changes and the specs");
    const tooltip = vscode.l10n.t(
      "Statements that a change may contradict, and behaviour without a section, as a language model saw it",
    );
    const count = children.length;
    return [
      { id: "changes", label, tooltip, icon: "git-compare", children, count, needsPerson: false },
    ];
  }

  dispose(): void {
    this.#watch.dispose();
    this.#shown.dispose();
    this.#changed.dispose();
  }

  #rowsOf(session: FolderSession): AttentionNode[] {
    return (this.#found.get(session) ?? [])
      .filter(({ isFlag }) => !isFlag)
      .map(({ finding, problem }) => ({
        id: `${session.folder.uri.toString()} ${finding.name}`,
        label: finding.kind === "contradiction" ? finding.section.title : finding.title,
        description:
          finding.kind === "contradiction"
            ? vscode.l10n.t("may be contradicted")
            : vscode.l10n.t("no section"),
        tooltip: problem.message,
        icon: "git-compare",
        command: {
          id: "canon.decideFinding" as const,
          argument: {
            folder: session.folder.uri.toString(),
            name: finding.name,
            choice: "open",
          },
        },
      }));
  }

  /** The statement may stand elsewhere by now, or nowhere. */
  async #follow(document: vscode.TextDocument): Promise<void> {
    const session = this.#folders.of(document.uri);
    const known = session === undefined ? undefined : this.#found.get(session);
    const path = session?.pathOf(document.uri);
    if (session === undefined || !known?.some(({ problem }) => problem.file === path)) return;
    const open = await this.#specs.find(document);
    if (open === undefined) return;
    const { followed } = await import("./shown-findings.ts");
    this.show(session, followed(this.#found.get(session) ?? [], open.path, open.spec));
  }

  #draw(): void {
    this.#shown.clear();
    const marks = new Map<string, [vscode.Uri, vscode.Diagnostic[]]>();
    for (const [session, shown] of this.#found) {
      for (const { problem } of shown) {
        const uri = session.uriOf(problem.file ?? "");
        const own = marks.get(uri.toString()) ?? [uri, []];
        own[1].push(diagnosticOf(problem));
        marks.set(uri.toString(), own);
      }
    }
    for (const [uri, diagnostics] of marks.values()) this.#shown.set(uri, diagnostics);
    this.#changed.fire();
  }
}
