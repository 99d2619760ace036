import * as vscode from "vscode";
import type { Disposable } from "../host/disposable.ts";
import type { TicketRef } from "../../core/model/ticket-ref.ts";
import { editorTime } from "../host/editor-time.ts";
import type { OutputLog } from "../host/output-log.ts";
import { PollSchedule } from "../host/poll-schedule.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import type { Folders } from "../workspace/folders.ts";
import type { OpenSpecs } from "../workspace/open-specs.ts";
import { LIVE_SETTINGS, livePace } from "./live-settings.ts";
import type { LiveStatus } from "./live-status.ts";
import { LooksByFolder } from "./looks-by-folder.ts";
import { shownTickets } from "../workspace/shown-tickets.ts";
import { watchCheckouts } from "./watch-checkouts.ts";

/** What another window read within this time is as good as an answer, where nothing else is set. */
const FRESH_MS = 60_000;
/** After a checkout, what is older than this is asked for again. */
const JUST_NOW_MS = 10_000;
/** Several files of one checkout count as one change. */
const SETTLE_MS = 300;

export interface LiveParts {
  readonly folders: Folders;
  readonly specs: OpenSpecs;
  readonly status: LiveStatus;
  readonly log: OutputLog;
  /** The editor's own folder for Canon, which all windows have in common. */
  readonly storage: vscode.Uri;
  readonly accountsChanged: vscode.Event<void>;
}

/**
 * Decides when trackers are asked about the specs on screen: when a spec is shown, after a checkout,
 * when a spec on disk names other tickets, and from time to time while this window has the focus.
 *
 * Typing, scrolling and hovering ask for nothing. What another window on the same folder has just
 * read is taken over, and all of them share one budget of requests.
 */
export class LivePoll implements Disposable {
  readonly #parts: LiveParts;
  readonly #schedule: PollSchedule;
  readonly #asked = new WeakSet<vscode.TextDocument>();
  readonly #looks: LooksByFolder;
  readonly #disposables: Disposable[];
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: LiveParts) {
    this.#parts = parts;
    this.#looks = new LooksByFolder(parts.storage, parts.status);
    this.#schedule = new PollSchedule({
      ...editorTime,
      look: () => this.#lookAtAll(this.#fresh()),
    });
    this.#disposables = [
      ...this.#watch(),
      watchCheckouts(() => {
        if (vscode.window.state.focused) void this.#afterCheckout();
      }),
    ];
    for (const session of parts.folders.all()) this.#looks.tellOf(session);
    this.#follow();
    void this.#lookAtNew();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#schedule.stop();
    for (const disposable of this.#disposables) disposable.dispose();
    this.#looks.dispose();
  }

  #watch(): Disposable[] {
    const again = (): void => {
      this.#follow();
      void this.#askAgain();
    };
    return [
      vscode.window.onDidChangeVisibleTextEditors(() => void this.#lookAtNew()),
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (!focused) return;
        void this.#lookAtNew();
        this.#schedule.focused();
        this.#showNext();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(again),
      this.#parts.accountsChanged(again),
      this.#parts.folders.onDidOpen((session) => {
        this.#looks.tellOf(session);
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(LIVE_SETTINGS)) this.#follow();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        // A text that came from the disk; what is typed asks for nothing.
        if (document.languageId !== "markdown" || document.isDirty) return;
        if (contentChanges.length > 0) this.#lookAtUnreadSoon();
      }),
      vscode.workspace.onDidSaveTextDocument(({ languageId }) => {
        if (languageId === "markdown") this.#lookAtUnreadSoon();
      }),
    ];
  }

  #follow(): void {
    const pace = livePace();
    if (pace === null || !vscode.workspace.isTrusted) this.#schedule.stop();
    else this.#schedule.start(pace);
    this.#showNext();
  }

  #showNext(): void {
    this.#parts.status.showNext(this.#schedule.dueAt);
  }

  /** A little less than the pace, so that a window that is due does not take over its own last look. */
  #fresh(): number {
    return (livePace()?.everyMs ?? FRESH_MS) * 0.9;
  }

  /** Specs that are shown for the first time. */
  async #lookAtNew(): Promise<void> {
    if (!vscode.window.state.focused) return;
    const shown = await shownTickets(this.#parts.specs, ({ document }) => {
      const isNew = !this.#asked.has(document);
      this.#asked.add(document);
      return isNew;
    });
    await this.#lookAt(shown, this.#fresh());
  }

  async #lookAtAll(freshMs: number): Promise<boolean> {
    const isAnswered = await this.#lookAt(await shownTickets(this.#parts.specs), freshMs);
    // The schedule plans its next look when this one has ended.
    setTimeout(() => {
      this.#showNext();
    }, 0);
    return isAnswered;
  }

  async #afterCheckout(): Promise<void> {
    await this.#lookAtAll(JUST_NOW_MS);
    this.#schedule.looked();
    this.#showNext();
  }

  #lookAtUnreadSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#lookAtUnread(), SETTLE_MS);
  }

  /** Tickets that a spec on screen names by now, and that nobody has asked about. */
  async #lookAtUnread(): Promise<void> {
    const shown = await shownTickets(this.#parts.specs, ({ document }) => !document.isDirty);
    const unread = [...shown].map(([session, refs]): [FolderSession, TicketRef[]] => [
      session,
      refs.filter((ref) => session.live.get(ref) === undefined),
    ]);
    await this.#lookAt(new Map(unread), this.#fresh());
  }

  /** Somebody signed in, or trusts the folder by now: what was refused may be answered. */
  async #askAgain(): Promise<void> {
    if (!vscode.window.state.focused) return;
    const shown = await shownTickets(this.#parts.specs);
    await Promise.all([...shown].map(([session, refs]) => session.live.refresh(refs)));
  }

  /** True where everybody answered. */
  async #lookAt(
    shown: ReadonlyMap<FolderSession, readonly TicketRef[]>,
    freshMs: number,
  ): Promise<boolean> {
    try {
      const looks = [...shown].map(([session, refs]) => this.#looks.look(session, refs, freshMs));
      return (await Promise.all(looks)).every((isAnswered) => isAnswered);
    } catch (error) {
      await this.#parts.log.unexpected("Reading tickets failed.", error);
      return false;
    }
  }
}
