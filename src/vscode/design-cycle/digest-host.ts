import * as vscode from "vscode";
import type { Disposable } from "../host/disposable.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import type { Folders } from "../workspace/folders.ts";
import { designFolderOf } from "./design-folder-of.ts";
import { DIGEST_VIEW, type DigestParts } from "./digest-parts.ts";
import type { DigestView } from "./digest-view.ts";

/** Shows the view when a design file opens, and lets it follow the active one. */
export class DigestHost implements vscode.WebviewViewProvider, Disposable {
  readonly #folders: Folders;
  readonly #parts: DigestParts;
  readonly #disposables: Disposable[];
  /** Files that the view was shown for, so that it happens once. */
  readonly #shownFor = new Set<string>();
  #session: FolderSession | undefined;
  #view: DigestView | undefined;

  constructor(folders: Folders, parts: DigestParts, accountsChanged: vscode.Event<void>) {
    this.#folders = folders;
    this.#parts = parts;
    const look = (): void => {
      this.#look();
    };
    this.#disposables = [
      vscode.window.registerWebviewViewProvider(DIGEST_VIEW, this),
      vscode.window.onDidChangeActiveTextEditor(look),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#view?.readAgain()),
      accountsChanged(() => this.#view?.refresh()),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration("canon.cycle")) this.#view?.refresh();
      }),
    ];
    look();
  }

  async resolveWebviewView(view: vscode.WebviewView): Promise<void> {
    const { DigestView: View } = await import("./digest-view.ts");
    const shown = new View(view, this.#parts);
    this.#view = shown;
    view.onDidDispose(() => {
      shown.dispose();
      if (this.#view === shown) this.#view = undefined;
    });
    if (this.#session !== undefined) shown.follow(this.#session);
  }

  /** Shows the cycle of a folder because somebody asked for it. */
  async show(session: FolderSession): Promise<void> {
    this.#follow(session);
    await setHasDesign();
    await vscode.commands.executeCommand(`${DIGEST_VIEW}.focus`);
  }

  /** Reads everything again because somebody asked for it. */
  refresh(): void {
    this.#view?.refreshForPerson();
  }

  dispose(): void {
    this.#view?.dispose();
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #look(): void {
    const document = vscode.window.activeTextEditor?.document;
    const session = document === undefined ? undefined : designFolderOf(this.#folders, document);
    if (document === undefined || session === undefined) return;
    this.#follow(session);
    void this.#showOnce(document.uri, session).catch((error: unknown) =>
      this.#parts.log.unexpected("The ticket digest could not be shown.", error),
    );
  }

  #follow(session: FolderSession): void {
    this.#session = session;
    this.#view?.follow(session);
  }

  /** The focus stays where it is. What has nothing to say stays away. */
  async #showOnce(uri: vscode.Uri, session: FolderSession): Promise<void> {
    await setHasDesign();
    const isWanted = digestSetting() === "onOpen" && vscode.workspace.isTrusted;
    if (!isWanted || this.#shownFor.has(uri.toString())) return;
    this.#shownFor.add(uri.toString());
    const { hasLinkedTicket } = await import("./has-linked-ticket.ts");
    if (!(await hasLinkedTicket(session, await this.#parts.accounts()))) return;
    await vscode.commands.executeCommand(`${DIGEST_VIEW}.focus`, { preserveFocus: true });
  }
}

export function digestSetting(): string {
  return vscode.workspace.getConfiguration("canon").get("cycle.digest", "onOpen");
}

/** The view is hidden in windows without a design cycle. */
async function setHasDesign(): Promise<void> {
  await vscode.commands.executeCommand("setContext", "canon.hasDesign", true);
}
