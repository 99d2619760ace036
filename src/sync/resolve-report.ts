import type { Problem } from "../core/kernel/problem.ts";

/** How the conflicts of one file ended. */
export interface ResolvedFile {
  readonly file: string;
  readonly resolved: number;
  readonly left: number;
}

export interface ResolveReport {
  readonly files: readonly ResolvedFile[];
  /** What was decided where somebody may want to know. */
  readonly notes: readonly Problem[];
  /** What waits for a person, and what could not be read or written. */
  readonly problems: readonly Problem[];
}

export interface ResolveOptions {
  readonly isDryRun: boolean;
  /** The text of a file that both sides of a merge come from; null where that is not known. */
  readonly ancestorOf: (file: string) => Promise<string | null>;
}
