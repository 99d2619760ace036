import * as vscode from "vscode";
import type { Disposable } from "../host/disposable.ts";
import type { AttentionNode, AttentionProvider, AttentionSection } from "../tree/attention.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import type { Folders } from "../workspace/folders.ts";
import type { FoundDrift } from "./look-for-drift.ts";

/** Several answers and edits in a row count as one change. */
const SETTLE_MS = 250;

/**
 * Where specs, tickets and copies differ, as far as it is known.
 *
 * Nothing is compared before the view was seen or a person asked; only `check` asks trackers.
 */
export class DriftSource implements AttentionProvider, Disposable {
  readonly onDidChange: vscode.Event<void>;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #folders: Folders;
  readonly #found = new Map<FolderSession, readonly FoundDrift[]>();
  /** Asked for with every pause in typing, and made once after each look. */
  readonly #nodes = new WeakMap<FoundDrift, AttentionNode>();
  readonly #disposables: readonly Disposable[];
  #timer: NodeJS.Timeout | undefined;
  #isWatching = false;

  constructor(folders: Folders) {
    this.#folders = folders;
    this.onDidChange = this.#changed.event;
    const lookSoon = (): void => {
      this.#lookSoon();
    };
    this.#disposables = [
      this.#changed,
      folders.onDidChange(lookSoon),
      vscode.workspace.onDidSaveTextDocument(({ languageId }) => {
        if (languageId === "markdown") lookSoon();
      }),
    ];
  }

  sections(): AttentionSection[] {
    const found = this.#folders.all().flatMap((session) => this.#found.get(session) ?? []);
    const conflicts = found.filter(({ isConflict }) => isConflict).map((one) => this.#nodeOf(one));
    const others = found.filter(({ isConflict }) => !isConflict).map((one) => this.#nodeOf(one));
    return [
      {
        ...{ id: "conflicts", label: vscode.l10n.t("Conflicts"), icon: "git-pull-request-draft" },
        tooltip: vscode.l10n.t(
          "Sections whose spec and ticket both moved since they last agreed. A sync asks what to keep.",
        ),
        ...{ children: conflicts, count: conflicts.length, needsPerson: true },
      },
      {
        ...{ id: "drift", label: vscode.l10n.t("Drift"), icon: "git-compare" },
        tooltip: vscode.l10n.t("Sections whose spec, ticket and copies do not say the same"),
        ...{ children: others, count: others.length, needsPerson: false },
      },
    ];
  }

  onDidShow(): void {
    this.#isWatching = true;
    this.#lookSoon();
  }

  /** Reads all tickets, compares, and says how many sections differ. */
  async check(): Promise<number> {
    this.#isWatching = true;
    const { readAllTickets } = await import("./look-for-drift.ts");
    await Promise.all(this.#folders.all().map(readAllTickets));
    await this.#look();
    return [...this.#found.values()].reduce((sum, found) => sum + found.length, 0);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #lookSoon(): void {
    if (!this.#isWatching) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), SETTLE_MS);
  }

  #nodeOf(found: FoundDrift): AttentionNode {
    const known = this.#nodes.get(found) ?? toNode(found);
    this.#nodes.set(found, known);
    return known;
  }

  async #look(): Promise<void> {
    clearTimeout(this.#timer);
    const { lookForDrift } = await import("./look-for-drift.ts");
    const sessions = this.#folders.all();
    const found = await Promise.all(sessions.map(lookForDrift));
    this.#found.clear();
    sessions.forEach((session, index) => this.#found.set(session, found[index] ?? []));
    this.#changed.fire();
  }
}

function toNode({ row, target }: FoundDrift): AttentionNode {
  const { uri, sectionIndex } = target;
  const { label, description, tooltip, sides } = row;
  const command = { id: "canon.openSection", argument: target } as const;
  return {
    id: `${uri}#${sectionIndex}`,
    label,
    description,
    tooltip,
    icon: "git-compare",
    command,
    context: "section",
    children: sides.map((side, index) => ({
      id: String(index),
      label: side.label,
      description: side.description,
      tooltip: `${side.label}: ${side.description}`,
      command,
    })),
  };
}
