import * as vscode from "vscode";
import type { Disposable } from "../host/disposable.ts";
import type { FolderSession } from "../workspace/folder-session.ts";

/** How the tickets of a folder are kept up to date. Times are in milliseconds since 1970. */
export interface LiveState {
  readonly readAt: number;
  /** Requests of the last hour, over all windows, and how many there may be. */
  readonly spent: number;
  readonly perHour: number;
  readonly pausedUntil: number | null;
}

/** What the status bar says about live tickets. */
export class LiveStatus implements Disposable {
  readonly onDidChange: vscode.Event<void>;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #states = new Map<FolderSession, LiveState>();
  #nextAt: number | null = null;

  constructor() {
    this.onDidChange = this.#changed.event;
  }

  show(session: FolderSession, state: LiveState): void {
    this.#states.set(session, state);
    this.#changed.fire();
  }

  /** When Canon looks next by itself; null where it does not. */
  showNext(at: number | null): void {
    if (at === this.#nextAt) return;
    this.#nextAt = at;
    this.#changed.fire();
  }

  /** Lines for a tooltip; none before the first look. */
  lines(session: FolderSession): string[] {
    const state = this.#states.get(session);
    if (state === undefined) return [];
    const { readAt, spent, perHour, pausedUntil } = state;
    const cost = vscode.l10n.t(
      "Tickets read at {0}. Requests for them in the last hour: {1} of {2}.",
      timeOf(readAt),
      spent,
      perHour,
    );
    return [cost, ...this.#next(pausedUntil)];
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #next(pausedUntil: number | null): string[] {
    if (pausedUntil !== null) {
      const until = timeOf(pausedUntil);
      return [
        vscode.l10n.t("Paused until {0}. Canon: Refresh Tickets reads them at any time.", until),
      ];
    }
    if (this.#nextAt === null) return [];
    const next = timeOf(this.#nextAt);
    return [vscode.l10n.t("Next look at {0}, while this window has the focus.", next)];
  }
}

function timeOf(at: number): string {
  return new Intl.DateTimeFormat(vscode.env.language, { timeStyle: "short" }).format(at);
}
