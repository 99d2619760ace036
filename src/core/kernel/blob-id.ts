import { sha1 } from "@noble/hashes/legacy.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";

/**
 * Tells whether a text is the one that git knows by a name.
 *
 * Shape:  names of 40 digits are SHA-1, those of 64 SHA-256.
 * Units:  `size` in bytes; a text of another size is told without a hash.
 * Source: git's documentation of objects: the hash of `blob <size>`, a null byte and the bytes.
 */
export function isBlob(text: string, { id, size }: { id: string; size: number }): boolean {
  const bytes = utf8ToBytes(text);
  if (bytes.length !== size) return false;
  const hash = id.length === 64 ? sha256 : sha1;
  return bytesToHex(hash(concatBytes(utf8ToBytes(`blob ${String(size)}\0`), bytes))) === id;
}
