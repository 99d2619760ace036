import * as vscode from "vscode";
import type { Disposable } from "../host/disposable.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import type { ProgressPanel } from "./progress-panel.ts";
import { PROGRESS_PANEL, type ProgressParts } from "./progress-parts.ts";

/** The one panel of progress: made when somebody asks, and brought back with the window. */
export class ProgressHost implements Disposable, vscode.WebviewPanelSerializer {
  readonly #parts: ProgressParts;
  readonly #registration: Disposable;
  #panel: ProgressPanel | undefined;

  constructor(parts: ProgressParts) {
    this.#parts = parts;
    this.#registration = vscode.window.registerWebviewPanelSerializer(PROGRESS_PANEL, this);
  }

  /** Shows a folder, or one spec of it, in the panel that is open, else in a new one. */
  async show(session: FolderSession, file: string | null): Promise<void> {
    const known = this.#panel;
    if (known === undefined) {
      const panel = vscode.window.createWebviewPanel(
        PROGRESS_PANEL,
        vscode.l10n.t("Canon Progress"),
        vscode.ViewColumn.Active,
      );
      (await this.#keep(panel)).follow(session, file);
      return;
    }
    known.bringToFront();
    known.follow(session, file);
  }

  /** The editor was reloaded: the page is drawn anew from what it kept of its place. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const { parseProgressPlace } = await import("../../core/progress/progress-protocol.ts");
    const place = parseProgressPlace(state);
    const sessions = this.#parts.folders.all();
    const session =
      sessions.find(({ folder }) => folder.uri.toString() === place?.folder) ?? sessions[0];
    if (session === undefined || this.#panel !== undefined) {
      panel.dispose();
      return;
    }
    const isSame = session.folder.uri.toString() === place?.folder;
    (await this.#keep(panel)).follow(session, isSame ? place.file : null);
  }

  dispose(): void {
    this.#panel?.dispose();
    this.#registration.dispose();
  }

  async #keep(panel: vscode.WebviewPanel): Promise<ProgressPanel> {
    const { ProgressPanel: Panel } = await import("./progress-panel.ts");
    const shown = new Panel(panel, this.#parts);
    this.#panel = shown;
    panel.onDidDispose(() => {
      shown.dispose();
      if (this.#panel === shown) this.#panel = undefined;
    });
    return shown;
  }
}
