import * as vscode from "vscode";
import type { Disposable } from "../host/disposable.ts";
import type { TicketRef } from "../../core/model/ticket-ref.ts";
import { editorTime } from "../host/editor-time.ts";
import type { OutputLog } from "../host/output-log.ts";
import { PollSchedule } from "../host/poll-schedule.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import type { Folders } from "../workspace/folders.ts";
import type { OpenSpecs } from "../workspace/open-specs.ts";
import type { FolderLooks } from "./folder-looks.ts";
import { LIVE_SETTINGS, livePace } from "./live-settings.ts";
import type { LiveStatus } from "./live-status.ts";
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
  readonly #looks = new Map<FolderSession, Promise<FolderLooks>>();
  readonly #disposables: Disposable[];
  #timer: NodeJS.Timeout | undefined;
  #tidied: Promise<void> | undefined;

  constructor(parts: LiveParts) {
    this.#parts = parts;
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
    for (const session of parts.folders.all()) this.#tellOf(session);
    this.#follow();
    void this.#lookAtNew();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#schedule.stop();
    for (const disposable of this.#disposables) disposable.dispose();
    for (const looks of this.#looks.values()) void looks.then((made) => made.dispose());
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
        this.#tellOf(session);
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
      const looks = [...shown].map(([session, refs]) => this.#lookIn(session, refs, freshMs));
      return (await Promise.all(looks)).every((isAnswered) => isAnswered);
    } catch (error) {
      await this.#parts.log.unexpected("Reading tickets failed.", error);
      return false;
    }
  }

  async #lookIn(
    session: FolderSession,
    refs: readonly TicketRef[],
    freshMs: number,
  ): Promise<boolean> {
    const local = refs.filter(({ system }) => system === "local");
    const remote = refs.filter(({ system }) => system !== "local");
    await session.live.refresh(local);
    if (remote.length === 0 || !vscode.workspace.isTrusted) return true;
    return (await this.#looksOf(session)).look(remote, freshMs);
  }

  /** Tells other windows what is read at a person's wish. Local tickets are files, which all see. */
  #tellOf(session: FolderSession): void {
    session.live.onDidRefresh(async ({ readings, requests }) => {
      const remote = new Map([...readings].filter(([id]) => !id.startsWith("local:")));
      if (remote.size === 0 || !vscode.workspace.isTrusted) return;
      await (await this.#looksOf(session)).tell({ readings: remote, requests });
    });
  }

  #looksOf(session: FolderSession): Promise<FolderLooks> {
    const known = this.#looks.get(session) ?? this.#open(session);
    this.#looks.set(session, known);
    return known;
  }

  async #open(session: FolderSession): Promise<FolderLooks> {
    const { storage, status } = this.#parts;
    const { FolderLooks, forgetOldLooks } = await import("./folder-looks.ts");
    this.#tidied ??= forgetOldLooks(storage);
    await this.#tidied;
    return new FolderLooks(session, storage, status);
  }
}
