type Task = () => Promise<void> | void;

const tasks = new Set<Task>();
let isStopping = false;

/** Registers what must be undone however the process ends. The result does it early, once. */
export function onExit(task: Task): () => Promise<void> {
  tasks.add(task);
  return async () => {
    if (tasks.delete(task)) await task();
  };
}

/** Runs every registered task, the newest first. A task that fails does not stop the others. */
export async function cleanUp(): Promise<void> {
  for (const task of [...tasks].reverse()) {
    tasks.delete(task);
    try {
      await task();
    } catch (error) {
      console.error(`Cleaning up did not work: ${String(error)}`);
    }
  }
}

/**
 * Makes Ctrl-C, a polite kill and a closed terminal leave no server and no browser behind.
 *
 * Printing into a closed pipe is an error that nobody else would handle.
 */
export function cleanUpOnSignals(): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => stop(signal === "SIGINT" ? 130 : 143));
  }
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => stop(1));
}

function stop(exitCode: number): void {
  if (isStopping) return;
  isStopping = true;
  void cleanUp().finally(() => process.exit(exitCode));
}
