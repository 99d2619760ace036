import type { CancelSignal } from "../core/kernel/cancel.ts";
import type { Problem } from "../core/kernel/problem.ts";
import type { Result } from "../core/kernel/result.ts";

/** A claim as it is shared. `id` changes with each write; `text` is null where it cannot be read. */
export interface SharedClaim {
  readonly id: string;
  readonly text: string | null;
}

/** One write. `expected` is the claim's id as it was read, null for none; a null `text` removes it. */
export interface ClaimWrite {
  readonly name: string;
  readonly expected: string | null;
  readonly text: string | null;
}

/**
 * How a write ended.
 *
 * Shape:  `taken`: somebody else wrote it first, so it is no longer what was expected; `refused`:
 *         nobody did, and still the place where claims are shared does not accept it.
 */
export type ClaimWritten =
  | { readonly kind: "done"; readonly id: string | null }
  | { readonly kind: "taken" }
  | { readonly kind: "refused" };

/**
 * What the clones of a repository share about tickets that are being created, and the specs that
 * they share.
 *
 * Shape:  claims are known by names of hexadecimal digits; paths count from the workspace. The
 *         shared branch is the one that the clone stands on, as the others see it.
 * Errors: values; a place that cannot be reached, and one that does not know this clone.
 */
export interface ClaimStore {
  /** Reads all claims, as they are at one moment. */
  list(signal: CancelSignal): Promise<Result<ReadonlyMap<string, SharedClaim>, Problem>>;

  /** Writes claims, each only where it still is what was expected; not all or none. */
  write(
    writes: readonly ClaimWrite[],
    signal: CancelSignal,
  ): Promise<Result<ReadonlyMap<string, ClaimWritten>, Problem>>;

  /**
   * Looks which of these files the shared branch has changed or removed since what is checked out
   * was taken from it.
   */
  movedOn(
    paths: readonly string[],
    signal: CancelSignal,
  ): Promise<Result<ReadonlySet<string>, Problem>>;

  /**
   * Files as the shared branch had them when the claims were listed; null for those that it did
   * not have. Empty where the clone does not have that commit.
   */
  sharedTexts(
    paths: readonly string[],
    signal: CancelSignal,
  ): Promise<Result<ReadonlyMap<string, string | null>, Problem>>;
}
