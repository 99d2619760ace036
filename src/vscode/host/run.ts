import * as vscode from "vscode";
import type { Progress } from "../../ports/progress.ts";
import type { Run } from "../../sync/engine.ts";

/** Work that ends sooner than this shows nothing. */
const QUIET_MS = 400;

/** A run that nobody watches, with a signal that ends it. */
export function quietRun(signal: AbortSignal = new AbortController().signal): Run {
  return { signal, progress: new Relay() };
}

/** A quiet run that reads many texts, one in a turn, so that whoever types does not wait for it. */
export function considerateRun(): Run {
  let last = Promise.resolve();
  const giveWay = (): Promise<void> => {
    last = last.then(() => new Promise((resolve) => setImmediate(resolve)));
    return last;
  };
  return { ...quietRun(), giveWay };
}

/** Does the work; when it takes a while, shows how far it is, with a button that cancels it. */
export async function withRun<T>(title: string, work: (run: Run) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const relay = new Relay();
  const running = work({ signal: controller.signal, progress: relay });
  const ended = running.then(
    () => true,
    () => true,
  );
  if (!(await Promise.race([ended, wait(QUIET_MS)]))) {
    const location = vscode.ProgressLocation.Notification;
    await vscode.window.withProgress({ location, title, cancellable: true }, (shown, token) => {
      token.onCancellationRequested(() => {
        controller.abort();
      });
      relay.showIn(shown);
      return ended;
    });
  }
  return running;
}

/** Passes steps on to whatever shows them, once something does. */
class Relay implements Progress {
  #shown: vscode.Progress<{ message?: string; increment?: number }> | undefined;
  #percent = 0;

  showIn(shown: vscode.Progress<{ message?: string; increment?: number }>): void {
    this.#shown = shown;
  }

  report(done: number, total: number, step: string): void {
    const percent = total === 0 ? 0 : (done / total) * 100;
    const increment = Math.max(0, percent - this.#percent);
    if (this.#shown === undefined) return;
    this.#percent = Math.max(percent, this.#percent);
    this.#shown.report({ message: step, increment });
  }
}

function wait(ms: number): Promise<false> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms, false);
  });
}
