import type { Secret } from "../../core/kernel/secret.ts";

/** Tells whether two credentials are one; nothing of them comes out. */
export function isSameSecret(a: Secret, b: Secret): boolean {
  return a.reveal() === b.reveal();
}
