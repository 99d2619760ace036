/** An address that may be shown as a link; null for anything but a plain web address. */
export function safeUrl(text: string | null | undefined): string | null {
  if (text === null || text === undefined || !URL.canParse(text)) return null;
  const url = new URL(text);
  const isPlain = url.username === "" && url.password === "" && text.length <= LONGEST;
  return url.protocol === "https:" && isPlain ? url.href : null;
}

const LONGEST = 2000;
