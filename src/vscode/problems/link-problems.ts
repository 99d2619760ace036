import * as vscode from "vscode";
import type { TicketId } from "../../core/model/ticket-ref.ts";
import type { LinkProblem } from "../../core/plan/link-problems.ts";
import type { Disposable } from "../host/disposable.ts";
import { quietRun } from "../host/run.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import type { Folders } from "../workspace/folders.ts";
import type { OpenSpecs } from "../workspace/open-specs.ts";
import { diagnosticOf } from "./diagnostic-of.ts";

/** All specs of a folder are looked at, so a burst of events is worth one look. */
const SETTLE_MS = 500;

/** Shows what only shows when the links of all specs are seen together. No tracker is asked. */
export class LinkProblems implements Disposable {
  readonly #shown = vscode.languages.createDiagnosticCollection("canon-links");
  readonly #timers = new Map<FolderSession, NodeJS.Timeout>();
  readonly #found = new Map<FolderSession, readonly LinkProblem[]>();
  readonly #disposables: Disposable[];

  constructor(folders: Folders, specs: OpenSpecs) {
    const look = (document: vscode.TextDocument): void => {
      if (document.languageId !== "markdown") return;
      void specs.find(document).then((open) => {
        if (open !== undefined) this.#later(open.session);
      });
    };
    this.#disposables = [
      this.#shown,
      vscode.workspace.onDidOpenTextDocument(look),
      vscode.workspace.onDidSaveTextDocument(look),
      folders.onDidChange((session) => {
        if (this.#found.has(session)) this.#later(session);
      }),
    ];
    for (const document of vscode.workspace.textDocuments) look(document);
  }

  /** The tickets that the section at a line may have lost. Units: `line` counts from 1. */
  ticketsAt(uri: vscode.Uri, line: number): readonly TicketId[] {
    for (const [session, problems] of this.#found) {
      const path = session.pathOf(uri);
      const problem = problems.find((one) => one.file === path && one.line === line);
      if (path !== undefined && problem !== undefined) return problem.tickets;
    }
    return [];
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  #later(session: FolderSession): void {
    clearTimeout(this.#timers.get(session));
    this.#timers.set(
      session,
      setTimeout(() => void this.#check(session), SETTLE_MS),
    );
  }

  async #check(session: FolderSession): Promise<void> {
    this.#timers.delete(session);
    const { engine } = await session.load();
    const problems = await engine.checkLinks(quietRun());
    const before = this.#found.get(session) ?? [];
    this.#found.set(session, problems);
    for (const file of filesOf(before)) this.#shown.delete(session.uriOf(file));
    for (const file of filesOf(problems)) {
      const own = problems.filter((problem) => problem.file === file);
      this.#shown.set(
        session.uriOf(file),
        own.map((problem) => diagnosticOf(problem)),
      );
    }
  }
}

function filesOf(problems: readonly LinkProblem[]): Set<string> {
  return new Set(problems.flatMap(({ file }) => (file === undefined ? [] : [file])));
}
