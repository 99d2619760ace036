/** Whose turn it is to use something that only one may use at a time, by name. */
export interface Turns {
  /**
   * Waits until those who asked before are done, or `waitMs` went by. The caller hands the turn
   * on in either case.
   */
  take(name: string, waitMs: number): Promise<{ done(): void }>;
}

/**
 * Puts the tasks of one process into a queue, so that a crowd of them does not poll a lock file
 * side by side, and the first to ask is the first to get it.
 */
export function createTurns(): Turns {
  const last = new Map<string, Promise<void>>();
  return {
    async take(name, waitMs) {
      const before = last.get(name) ?? Promise.resolve();
      let done = (): void => undefined;
      const ours = new Promise<void>((resolve) => {
        done = resolve;
      });
      last.set(
        name,
        before.then(() => ours),
      );
      await within(waitMs, before);
      return { done };
    },
  };
}

async function within(waitMs: number, task: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, waitMs);
  });
  await Promise.race([task, timeout]);
  clearTimeout(timer);
}
