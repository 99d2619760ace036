import type { Problem } from "../core/kernel/problem.ts";
import type { Result } from "../core/kernel/result.ts";

/** The files of the design workflow that Canon shares with its owner. */
export interface CycleFiles {
  /** The text of a file below `.design/`, by its path there; null where there is none. */
  read(path: string): Promise<Result<string | null, Problem>>;

  /**
   * Changes the state file under its owner's lock, from the text that is there then.
   *
   * Shape:  an edit that gives back the same text writes nothing.
   * Errors: a lock that is held, a file that cannot be written, and what `edit` refuses.
   */
  editState(
    edit: (text: string) => Result<string, Problem>,
    lock: { readonly staleMs: number; readonly waitMs: number; readonly pollMs: number },
  ): Promise<Result<void, Problem>>;
}
