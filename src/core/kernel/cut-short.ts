/**
 * Cuts a text that nobody has redacted yet, for a message that is going to be.
 *
 * Shape:  at most `limit` UTF-16 units and a mark; no word is cut, because nothing would know the
 *         first half of a credential any more.
 */
export function cutShort(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit + 1).replace(/\S+$/, "")}…`;
}
