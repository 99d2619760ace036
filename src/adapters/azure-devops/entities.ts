const NAMED: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["nbsp", " "],
]);

/** Replaces character references by what they stand for; unknown ones stay. */
export function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi,
    (whole, dec, hex, name) => {
      if (name !== undefined) return NAMED.get(String(name).toLowerCase()) ?? whole;
      const code = dec === undefined ? parseInt(String(hex), 16) : Number(dec);
      return code > 0 && code <= 0x10_ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

/** Writes a text so that HTML shows it as it is, also inside a quoted attribute. */
export function encodeEntities(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** Tells whether a server has put entities in place of every special character. */
export function isEncoded(text: string): boolean {
  return (
    /&(?:amp|lt|gt|quot|#\d+);/.test(text) && !/[<>]|&(?!(?:[a-z]{2,4}|#\d{1,7});)/i.test(text)
  );
}
