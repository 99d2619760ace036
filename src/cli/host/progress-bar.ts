import type { Progress } from "../../ports/progress.ts";
import { oneLine } from "../output/plain-text.ts";
import type { OutputStream } from "./cli-host.ts";

const WIDTH = 24;
const CLEAR_LINE = "\r\u001b[2K";

/** A progress bar that leaves nothing behind once cleared. */
export interface ProgressBar extends Progress {
  clear(): void;
}

/** Draws on a terminal only; elsewhere a run stays quiet. */
export function progressBar(stderr: OutputStream): ProgressBar {
  if (stderr.isTTY !== true) {
    return { report: () => undefined, clear: () => undefined };
  }
  let isDrawn = false;
  return {
    report(done, total, step) {
      const filled = total === 0 ? WIDTH : Math.min(WIDTH, Math.round((done / total) * WIDTH));
      const bar = "█".repeat(filled) + "░".repeat(WIDTH - filled);
      const line = `${bar} ${done}/${total} ${oneLine(step)}`;
      stderr.write(CLEAR_LINE + line.slice(0, (stderr.columns ?? 80) - 1));
      isDrawn = true;
    },
    clear() {
      if (isDrawn) stderr.write(CLEAR_LINE);
      isDrawn = false;
    },
  };
}
