import * as vscode from "vscode";
import { progressPage, type PageTarget } from "../../core/progress/progress-page.ts";
import {
  parseProgressMessage,
  type ProgressAction,
  type ProgressPage,
} from "../../core/progress/progress-protocol.ts";
import type { Disposable } from "../host/disposable.ts";
import { openPage } from "../host/page-html.ts";
import { watchCheckouts } from "../live/watch-checkouts.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import { progressActions } from "./progress-actions.ts";
import type { ProgressParts } from "./progress-parts.ts";
import { ProgressSource, type Followed, type ReadReport } from "./progress-source.ts";
import { editorWords } from "./progress-words.ts";
import { openPlace } from "./open-place.ts";
import { saveReport } from "./save-report.ts";

/** What is read sooner than this shows nothing of it. */
const QUIET_MS = 300;

type Shown = Omit<ProgressPage, "id" | "isBusy" | "place" | "actions">;

/** One panel with its page. It reads while it can be seen, and only then; it writes nothing. */
export class ProgressPanel implements Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #parts: ProgressParts;
  readonly #source: ProgressSource;
  readonly #words = editorWords();
  readonly #ended = new AbortController();
  readonly #disposables: Disposable[];
  #followed: Followed | undefined;
  #shown: Shown | undefined;
  #targets: readonly PageTarget[] = [];
  #read: ReadReport | undefined;
  #hasFailed = false;
  /** Counts readings and postings: only the newest of each counts. */
  #reading = 0;
  #posted = 0;
  #isStale = false;
  #isBusy = false;

  constructor(panel: vscode.WebviewPanel, parts: ProgressParts) {
    this.#panel = panel;
    this.#parts = parts;
    this.#source = new ProgressSource(parts);
    const pastMoved = (): void => {
      this.#source.forgetPast();
      this.#readAgain();
    };
    this.#disposables = [
      panel.webview.onDidReceiveMessage((message: unknown) => this.#onMessage(message)),
      panel.onDidChangeViewState(() => {
        this.#readIfStale();
      }),
      parts.index.onDidChange(() => {
        this.#readAgain();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(pastMoved),
      watchCheckouts(pastMoved),
    ];
    openPage(panel.webview, parts.extensionUri, {
      name: "progress",
      title: vscode.l10n.t("Canon Progress"),
      texts: "{}",
    });
  }

  bringToFront(): void {
    this.#panel.reveal();
  }

  /** Shows a folder, or one spec of it. */
  follow(session: FolderSession, file: string | null): void {
    this.#followed = { session, file };
    this.#shown = undefined;
    this.#read = undefined;
    this.#readAgain();
  }

  dispose(): void {
    this.#ended.abort();
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #readAgain(): void {
    this.#isStale = true;
    this.#readIfStale();
  }

  #readIfStale(): void {
    if (!this.#isStale || !this.#panel.visible || this.#followed === undefined) return;
    this.#isStale = false;
    void this.#show(this.#followed);
  }

  async #show(followed: Followed): Promise<void> {
    const reading = ++this.#reading;
    const isNewest = (): boolean => reading === this.#reading && !this.#ended.signal.aborted;
    const slow = setTimeout(() => {
      if (!isNewest()) return;
      this.#isBusy = true;
      this.#post();
    }, QUIET_MS);
    const read = await this.#source
      .read(followed, this.#ended.signal)
      .catch(async (error: unknown) => {
        await this.#parts.log.unexpected("The progress of specs could not be read.", error);
        return undefined;
      });
    clearTimeout(slow);
    if (!isNewest()) return;
    this.#isBusy = false;
    this.#take(read, followed);
    this.#post();
  }

  #take(read: ReadReport | undefined, { file }: Followed): void {
    this.#read = read;
    this.#hasFailed = read === undefined;
    if (read === undefined) {
      this.#source.forgetPast();
      this.#shown = undefined;
      this.#targets = [];
      return;
    }
    const { shown, targets } = progressPage(read.report, this.#words, { isOneSpec: file !== null });
    this.#shown = shown;
    this.#targets = targets;
    this.#panel.title = shown.heading;
  }

  #post(): void {
    const { session, file } = this.#followed ?? {};
    if (session === undefined || file === undefined) return;
    const shown = this.#shown ?? this.#bare();
    const page: ProgressPage = {
      ...shown,
      id: ++this.#posted,
      isBusy: this.#isBusy,
      actions: progressActions({
        hasFailed: this.#hasFailed,
        isOneSpec: file !== null,
        report: this.#read?.report,
        isEmpty: this.#shown?.message !== null,
      }),
      place: { folder: session.folder.uri.toString(), file },
    };
    void this.#panel.webview.postMessage(page);
  }

  /** Before the first reading, and after one that failed. */
  #bare(): Shown {
    const message = this.#hasFailed
      ? vscode.l10n.t("The specs could not be read. The log says more.")
      : vscode.l10n.t("Reading the specs and their history…");
    const heading = vscode.l10n.t("Canon Progress");
    const empty = { lines: [], notes: [], tiles: [], picture: null, tables: [] };
    return { ...empty, heading, message, spoken: message };
  }

  async #onMessage(value: unknown): Promise<void> {
    const message = parseProgressMessage(value);
    if (message === undefined) return;
    switch (message.type) {
      case "ready":
        this.#post();
        return;
      case "open":
        // What was selected on an older page may be somewhere else by now.
        if (message.page === this.#posted) await this.#open(this.#targets[message.target]);
        return;
      case "act":
        await this.#act(message.action);
    }
  }

  async #open(target: PageTarget | undefined): Promise<void> {
    const { session } = this.#followed ?? {};
    const file = target === undefined ? undefined : this.#read?.files[target.spec];
    if (target === undefined || session === undefined || file === undefined) return;
    if (target.kind === "show") {
      this.follow(session, file);
      return;
    }
    const { section } = target;
    const sections = this.#read?.report.specs[target.spec]?.sections;
    const line = section === null ? 1 : (sections?.[section]?.line ?? 1);
    await openPlace(session, file, line);
  }

  async #act(action: ProgressAction): Promise<void> {
    const { session } = this.#followed ?? {};
    switch (action) {
      case "refresh":
        this.#source.forgetPast();
        this.#readAgain();
        return;
      case "showAll":
        if (session !== undefined) this.follow(session, null);
        return;
      case "saveHtml":
      case "saveSvg":
        if (session === undefined || this.#read === undefined) return;
        await saveReport(this.#read.report, this.#words, action, session);
        return;
      case "manageTrust":
        await vscode.commands.executeCommand("workbench.trust.manage");
        return;
      case "showLog":
        this.#parts.showLog();
    }
  }
}
