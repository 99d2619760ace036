/** The UTF-8 bytes of a text; a lone surrogate becomes U+FFFD, as every encoder does it. */
export function utf8Bytes(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const point = code >= 0xd800 && code <= 0xdfff ? 0xfffd : code;
    if (point < 0x80) bytes.push(point);
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), continuation(point));
    else if (point < 0x10000)
      bytes.push(0xe0 | (point >> 12), continuation(point >> 6), continuation(point));
    else
      bytes.push(
        0xf0 | (point >> 18),
        continuation(point >> 12),
        continuation(point >> 6),
        continuation(point),
      );
  }
  return bytes;
}

function continuation(bits: number): number {
  return 0x80 | (bits & 0x3f);
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Base64 without padding. Written here because the inner rooms have no platform to ask. */
export function encodeBase64(bytes: readonly number[]): string {
  let encoded = "";
  let bits = 0;
  let pending = 0;
  for (const byte of bytes) {
    bits = ((bits << 8) | byte) & 0xffff;
    pending += 8;
    while (pending >= 6) {
      pending -= 6;
      encoded += ALPHABET.charAt((bits >> pending) & 0x3f);
    }
  }
  return pending === 0 ? encoded : encoded + ALPHABET.charAt((bits << (6 - pending)) & 0x3f);
}

/** Percent-encodes everything but the unreserved characters. Source: RFC 3986, section 2.3. */
export function percentEncode(text: string): string {
  return utf8Bytes(text)
    .map((byte) => {
      const character = String.fromCharCode(byte);
      if (/[A-Za-z0-9._~-]/.test(character)) return character;
      return `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    })
    .join("");
}
