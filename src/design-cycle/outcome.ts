import type { Audit, Verification } from "./artifacts.ts";
import type { CycleOutcome } from "./cycle-config.ts";

/** What the artifacts of a cycle say when it is completed. */
export interface CycleResults {
  readonly verification: Verification | null;
  readonly audit: Audit | null;
  /** An open pull request of the cycle's branch; null where none is known. */
  readonly pullRequestUrl: string | null;
}

/**
 * How the cycle ended; null where nothing says so.
 *
 * A failed verification outranks all else, so that it is never told as done; then an open pull
 * request, then a passed verification.
 */
export function outcomeOf({ verification, pullRequestUrl }: CycleResults): CycleOutcome | null {
  if (verification?.isPassed === false) return "verify-failed";
  if (pullRequestUrl !== null) return "shipped";
  return verification?.isPassed === true ? "verify-passed" : null;
}

/**
 * The status that a ticket goes to: the first wanted name that it can go to, as the tracker
 * writes it. Null where it can go to none.
 */
export function chooseStatus(
  wanted: readonly string[],
  reachable: readonly string[],
): string | null {
  for (const name of wanted) {
    const found =
      reachable.find((one) => one === name) ?? reachable.find((one) => isSameStatus(one, name));
    if (found !== undefined) return found;
  }
  return null;
}

export function isSameStatus(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

function plain(name: string): string {
  return name.replace(/\s+/g, " ").trim().toLowerCase();
}
