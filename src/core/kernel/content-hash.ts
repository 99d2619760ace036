import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/**
 * The hash by which a policy of a page names a text that it allows.
 *
 * Shape:  SHA-256 over the UTF-8 bytes, in base64.
 * Source: W3C, Content Security Policy Level 3, "hash-source".
 */
export function sha256Base64(text: string): string {
  const bytes = sha256(utf8ToBytes(text));
  let written = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = bytes.subarray(at, at + 3);
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    const four = [18, 12, 6, 0].map((shift) => DIGITS.charAt((bits >> shift) & 63)).join("");
    written +=
      b === undefined ? `${four.slice(0, 2)}==` : c === undefined ? `${four.slice(0, 3)}=` : four;
  }
  return written;
}
