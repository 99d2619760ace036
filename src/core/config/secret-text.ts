import { cutShort } from "../kernel/cut-short.ts";
import type { Scalar } from "./located.ts";

const SECRET_NAME =
  /(?:^|_)(?:tokens?|passwords?|passwd|passphrase|secrets?|pat|credentials?|authorization|bearer|(?:api|access|private|secret|client|signing)_?keys?)$/;

const SECRET_TEXT = [
  /\bgh[pousr]_[A-Za-z0-9]{16,}/,
  /\bgithub_pat_[A-Za-z0-9_]{16,}/,
  /\bglpat-[A-Za-z0-9_-]{16,}/,
  /\blin_(?:api|oauth)_[A-Za-z0-9]{16,}/,
  /\bATATT[A-Za-z0-9_=-]{16,}/,
  /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/,
  /\bsk-[A-Za-z0-9_-]{20,}/,
  /\bAKIA[A-Z0-9]{16}\b/,
  /\beyJ[A-Za-z0-9_-]{8,1000}\.[A-Za-z0-9_-]{8,}/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\b(?:Bearer|Basic) [A-Za-z0-9+/=._-]{16,}/,
  /:\/\/[^\s/@:]*:[^\s/@]+@/,
];

const REFERENCE = /^\$\{?[A-Za-z_][A-Za-z0-9_]*\}?$/;

/** Tells whether a key is one that people put a credential under, such as `api_key` or `apiToken`. */
export function isSecretName(name: string): boolean {
  const words = name
    .slice(0, 200)
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .toLowerCase();
  return SECRET_NAME.test(words);
}

/** Tells whether a text has the form of a credential, wherever it stands. */
export function isSecretText(text: string): boolean {
  return SECRET_TEXT.some((pattern) => pattern.test(text));
}

/** Tells whether a value under a secret name could be the secret; `$NAME` only points to one. */
export function couldBeSecret(value: Scalar): boolean {
  if (typeof value === "number") return true;
  return typeof value === "string" && value.trim() !== "" && !REFERENCE.test(value.trim());
}

/**
 * A text from the file as a message may repeat it: short, on one line, never a credential.
 */
export function shown(text: string): string {
  const start = text.slice(0, 500);
  if (isSecretText(start)) return "[secret]";
  const line = start.replace(/[\p{Cc}\p{Cf}\u2028\u2029`]+/gu, " ");
  return cutShort(line, 60);
}
