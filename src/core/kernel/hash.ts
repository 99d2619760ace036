import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** SHA-256 of a text's UTF-8 bytes, as 64 hexadecimal digits; half of a surrogate pair is U+FFFD. */
export type Sha256 = (text: string) => string;

/** Needs nothing of the machine, and takes five to ten times as long as what most machines have. */
export const portableSha256: Sha256 = (text) => bytesToHex(sha256(utf8ToBytes(text)));

let sha256Of = portableSha256;

/**
 * Chooses what works out hashes from now on: a plan over many sections asks for several of each.
 *
 * Both give the same; it is chosen once, by the front end.
 */
export function useSha256(own: Sha256): void {
  sha256Of = own;
}

/**
 * A short name for a text: equal texts have equal hashes, on every machine.
 *
 * Shape:  32 hexadecimal digits, the first half of SHA-256 over the UTF-8 bytes.
 */
export function hashText(text: string): string {
  return sha256Of(text).slice(0, 32);
}
