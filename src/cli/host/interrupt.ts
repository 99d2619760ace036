import type { CancelSignal } from "../../core/kernel/cancel.ts";
import type { OutputStream } from "./cli-host.ts";

/** What shells report for a program that Ctrl-C ended. */
const INTERRUPTED = 130;

/**
 * Turns the first Ctrl-C into a cancel, so that a run ends between two steps and can report what
 * it did. The second one ends the process at once.
 */
export function cancelOnInterrupt(stderr: OutputStream): {
  signal: CancelSignal;
  release: () => void;
} {
  const controller = new AbortController();
  const onInterrupt = (): void => {
    if (controller.signal.aborted) process.exit(INTERRUPTED);
    stderr.write("\nStopping after the current step. Press Ctrl-C again to stop at once.\n");
    controller.abort();
  };
  process.on("SIGINT", onInterrupt);
  process.on("SIGTERM", onInterrupt);
  const release = (): void => {
    process.off("SIGINT", onInterrupt);
    process.off("SIGTERM", onInterrupt);
  };
  return { signal: controller.signal, release };
}
