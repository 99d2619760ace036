import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/**
 * A short name for a text: equal texts have equal hashes, on every machine.
 *
 * Shape:  32 hexadecimal digits, the first half of SHA-256 over the UTF-8 bytes.
 */
export function hashText(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text))).slice(0, 32);
}
