import type { Disposable } from "./disposable.ts";

/**
 * Makes parts once the extension has started, so that a window that opens does not wait for them.
 *
 * Disposing ends what was made, and keeps back what was not made yet.
 */
export function afterStart(make: () => readonly Disposable[]): Disposable {
  let made: readonly Disposable[] = [];
  const timer = setTimeout(() => {
    made = make();
  }, 0);
  return {
    dispose() {
      clearTimeout(timer);
      for (const part of made) part.dispose();
    },
  };
}
