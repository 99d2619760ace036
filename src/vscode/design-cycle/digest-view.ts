import * as vscode from "vscode";
import { parsePageMessage, type DigestPage } from "../../core/view/digest-protocol.ts";
import { DIGEST_PAGE_TEXTS, textsForPage } from "../../core/view/page-texts.ts";
import { digestPage, notePage } from "../../design-cycle/digest-page.ts";
import type { CycleDigest } from "../../design-cycle/digest.ts";
import type { CycleSystem } from "../../design-cycle/ticket-links.ts";
import type { Disposable } from "../host/disposable.ts";
import { openPage } from "../host/page-html.ts";
import { webAddress } from "../links/ticket-place.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import { actOnDigest } from "./act-on-digest.ts";
import { DIGEST_VIEW, type DigestParts } from "./digest-parts.ts";
import { DigestSource } from "./digest-source.ts";
import { SeenComments } from "./seen-comments.ts";

/** What is read sooner than this shows no progress. */
const QUIET_MS = 400;

/** A folder whose cycle is shown, with what was last read of it. */
interface Followed {
  readonly session: FolderSession;
  readonly watcher: Disposable;
  digest: CycleDigest | null;
}

/**
 * One resolved view with its page. Trackers are asked while it can be seen, and only then. Nothing
 * is written but up to where the person has read, which the editor keeps.
 */
export class DigestView implements Disposable {
  readonly #view: vscode.WebviewView;
  readonly #parts: DigestParts;
  readonly #source: DigestSource;
  readonly #seen: SeenComments;
  readonly #ended = new AbortController();
  readonly #disposables: Disposable[];
  #followed: Followed | undefined;
  #page: DigestPage = notePage("no-file");
  /** Counts readings: only the newest is shown. */
  #reading = 0;
  #isStale = false;

  constructor(view: vscode.WebviewView, parts: DigestParts) {
    this.#view = view;
    this.#parts = parts;
    this.#source = new DigestSource(parts.accounts);
    this.#seen = new SeenComments(parts.memento);
    this.#disposables = [
      view.webview.onDidReceiveMessage((message: unknown) => this.#onMessage(message)),
      view.onDidChangeVisibility(() => {
        if (view.visible) this.readAgain();
        else this.#seen.endLook();
      }),
      vscode.window.onDidChangeWindowState(() => {
        this.#readIfStale();
      }),
    ];
    openPage(view.webview, parts.extensionUri, {
      name: "digest",
      title: vscode.l10n.t("Ticket Digest"),
      texts: textsForPage(DIGEST_PAGE_TEXTS),
    });
  }

  /** Shows the cycle of a folder. */
  follow(session: FolderSession): void {
    if (session !== this.#followed?.session) {
      this.#followed?.watcher.dispose();
      const again = (): void => {
        this.readAgain();
      };
      this.#followed = { session, watcher: watchCycle(session, again), digest: null };
      this.#show(notePage("loading"));
    }
    this.readAgain();
  }

  /** Reads the files again, and tickets that were read more than a minute ago. */
  readAgain(): void {
    this.#isStale = true;
    this.#readIfStale();
  }

  /** Reads everything again. */
  refresh(): void {
    this.#source.forget();
    this.readAgain();
  }

  /** Reads everything again for a person who wants it now. */
  refreshForPerson(): void {
    this.#source.allowTools();
    this.refresh();
  }

  dispose(): void {
    this.#ended.abort();
    this.#followed?.watcher.dispose();
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #readIfStale(): void {
    const isLooking = this.#view.visible && vscode.window.state.focused;
    if (!this.#isStale || !isLooking || this.#followed === undefined) return;
    this.#isStale = false;
    void this.#read(this.#followed);
  }

  async #read(followed: Followed): Promise<void> {
    const reading = ++this.#reading;
    if (!vscode.workspace.isTrusted) {
      this.#show(notePage("restricted"));
      return;
    }
    if (followed.digest === null) this.#show(notePage("loading"));
    const isNewest = (): boolean => reading === this.#reading && !this.#ended.signal.aborted;
    const work = this.#pageOf(followed).catch(async (error: unknown) => {
      await this.#parts.log.unexpected("The ticket digest could not be read.", error);
      return notePage("failed");
    });
    const slow = setTimeout(() => {
      if (isNewest()) this.#show({ ...this.#page, isBusy: true });
      void vscode.window.withProgress({ location: { viewId: DIGEST_VIEW } }, () => work);
    }, QUIET_MS);
    const page = await work;
    clearTimeout(slow);
    if (!isNewest()) return;
    this.#show(page);
    if (this.#view.visible) await this.#seen.saw(newestOf(followed));
  }

  async #pageOf(followed: Followed): Promise<DigestPage> {
    const { session } = followed;
    const { digest, ...look } = await this.#source.read(session, this.#ended.signal);
    followed.digest = digest;
    const lastSeen = (system: CycleSystem, key: string): string | undefined =>
      this.#seen.before(idOf(session, system, key));
    const hostOf = (url: string | null): string | null => webAddress(url)?.authority ?? null;
    return digestPage(digest, { ...look, hostOf, lastSeen });
  }

  #show(page: DigestPage): void {
    this.#page = page;
    this.#view.description = page.cycle ?? "";
    void this.#view.webview.postMessage(page);
  }

  async #onMessage(value: unknown): Promise<void> {
    const message = parsePageMessage(value);
    if (message === undefined) return;
    if (message.type === "ready") {
      this.#show(this.#page);
      return;
    }
    if (message.type === "act" && message.action === "refresh") {
      this.refreshForPerson();
      return;
    }
    const { session, digest } = this.#followed ?? {};
    if (session !== undefined) await actOnDigest(message, session, digest ?? null);
  }
}

/** Tells when the files change that say which tickets there are. */
function watchCycle({ folder }: FolderSession, changed: () => void): Disposable {
  const pattern = new vscode.RelativePattern(folder, ".design/{STATE.md,config.json}");
  const watcher = vscode.workspace.createFileSystemWatcher(pattern);
  watcher.onDidChange(changed);
  watcher.onDidCreate(changed);
  watcher.onDidDelete(changed);
  return watcher;
}

/** When the newest comment of each ticket on the page was made; "" where there is none. */
function newestOf({ session, digest }: Followed): ReadonlyMap<string, string> {
  const shown = (digest?.systems ?? []).flatMap(({ system, key, state, comments }) => {
    if (key === null || state !== "available") return [];
    const newest = comments.reduce((last, { at }) => (at > last ? at : last), "");
    return [[idOf(session, system, key), newest] as const];
  });
  return new Map(shown);
}

function idOf({ folder }: FolderSession, system: CycleSystem, key: string): string {
  return `${folder.uri.toString()} ${system}:${key}`;
}
