import { numberedTitle } from "../../core/model/numbered-title.ts";
import * as vscode from "vscode";
import type { SpecSection } from "../../core/model/spec.ts";
import type { ClaimProblem } from "../../core/claims/claim-problems.ts";
import { coverageOf, coverageWords } from "../../core/view/coverage.ts";
import { isFinding } from "../../core/view/claim-counts.ts";
import type { Scope } from "../../sync/engine.ts";
import type { VerifiedSection } from "../../sync/verify-report.ts";
import type { Disposable } from "../host/disposable.ts";
import { diagnosticOf } from "../problems/diagnostic-of.ts";
import type { AttentionNode, AttentionProvider, AttentionSection } from "../tree/attention.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import type { Folders } from "../workspace/folders.ts";

/** What a look at the code said of a section; `open`: something in it is not shown. */
export type Standing = "unknown" | "shown" | "open";

/**
 * What the last look at the code found, as problems and as rows of the view.
 *
 * Nothing is looked at by itself: a command does, and the saving of a spec that was looked at.
 */
export class VerifyFindings implements AttentionProvider, Disposable {
  readonly onDidChange: vscode.Event<void>;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #shown = vscode.languages.createDiagnosticCollection("canon-verify");
  readonly #folders: Folders;
  /** By file of a folder; a file that is absent was not looked at. */
  readonly #found = new Map<FolderSession, Map<string, readonly VerifiedSection[]>>();

  constructor(folders: Folders) {
    this.#folders = folders;
    this.onDidChange = this.#changed.event;
  }

  /** Takes up what a look at some sections found, in place of what was known of them. */
  show(session: FolderSession, { section }: Scope, sections: readonly VerifiedSection[]): void {
    const known = this.#found.get(session) ?? new Map<string, readonly VerifiedSection[]>();
    this.#found.set(session, known);
    for (const [file, fresh] of byFile(sections)) {
      const others = section === null ? [] : (known.get(file) ?? []).filter(isOther(fresh));
      known.set(file, [...others, ...fresh]);
      this.#mark(session, file);
    }
    this.#changed.fire();
  }

  /** Forgets files that were looked at and are no specs any more. */
  forgetAllBut(session: FolderSession, files: ReadonlySet<string>): void {
    const known = this.#found.get(session);
    for (const file of [...(known?.keys() ?? [])].filter((one) => !files.has(one))) {
      known?.delete(file);
      this.#shown.delete(session.uriOf(file));
    }
  }

  wasLookedAt(session: FolderSession, file: string): boolean {
    return this.#found.get(session)?.has(file) ?? false;
  }

  /** What was found in a file, another list after each look; undefined where nobody looked. */
  foundIn(session: FolderSession, file: string): readonly VerifiedSection[] | undefined {
    return this.#found.get(session)?.get(file);
  }

  /** Whether the code was seen to bear a section out, as far as it was looked at. */
  standingOf(session: FolderSession, file: string, { index, id }: SpecSection): Standing {
    const own = this.foundIn(session, file) ?? [];
    const found = own.find(({ section }) => section.index === index && section.id === id);
    if (found === undefined) return "unknown";
    return found.problems.some(isFinding) ? "open" : "shown";
  }

  /** The problem that a mark stands for. Units: `line` counts from 1. */
  problemAt(uri: vscode.Uri, line: number, message: string): ClaimProblem | undefined {
    for (const [session, files] of this.#found) {
      const own = files.get(session.pathOf(uri) ?? "") ?? [];
      const problems = own.flatMap(({ problems: all }) => all);
      const found = problems.find((one) => one.line === line && one.message === message);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  sections(): AttentionSection[] {
    const children = this.#folders.all().flatMap((session) => this.#rowsOf(session));
    const label = vscode.l10n.t("Claims not shown");
    const tooltip = vscode.l10n.t(
      "Sections whose claims the code does not bear out, as far as it was looked at",
    );
    const count = children.length;
    return [
      { id: "verify", label, tooltip, icon: "unverified", children, count, needsPerson: false },
    ];
  }

  dispose(): void {
    this.#shown.dispose();
    this.#changed.dispose();
  }

  #rowsOf(session: FolderSession): AttentionNode[] {
    const all = [...(this.#found.get(session)?.values() ?? [])].flat();
    return all
      .filter(({ problems }) => problems.some(isFinding))
      .map((one) => toNode(session, one));
  }

  #mark(session: FolderSession, file: string): void {
    const own = this.#found.get(session)?.get(file) ?? [];
    const problems = own.flatMap(({ problems: all }) => all);
    this.#shown.set(
      session.uriOf(file),
      problems.map((problem) => diagnosticOf(problem)),
    );
  }
}

function byFile(sections: readonly VerifiedSection[]): Map<string, VerifiedSection[]> {
  const files = new Map<string, VerifiedSection[]>();
  for (const one of sections) files.set(one.file, [...(files.get(one.file) ?? []), one]);
  return files;
}

function isOther(fresh: readonly VerifiedSection[]): (one: VerifiedSection) => boolean {
  return ({ section }) => !fresh.some((other) => other.section.index === section.index);
}

function toNode(
  session: FolderSession,
  { file, section, problems }: VerifiedSection,
): AttentionNode {
  const uri = session.uriOf(file).toString();
  const target = { uri, sectionId: section.id, sectionIndex: section.index };
  const command = { id: "canon.openSection", argument: target } as const;
  const found = problems.filter(isFinding);
  return {
    id: `${uri}#${section.index}`,
    label: numberedTitle(section),
    description: coverageWords(coverageOf(section)),
    tooltip: found.map(({ message }) => message).join("\n"),
    icon: "unverified",
    command,
    context: "section",
    children: found.map(({ message }, index) => ({ id: String(index), label: message, command })),
  };
}
