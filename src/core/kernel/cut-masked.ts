/**
 * Cuts a text that has passed the redactor.
 *
 * Shape:  at most `limit` UTF-16 units and a mark; what stands for a credential is whole or gone,
 *         and no letter is cut in two.
 */
export function cutMasked(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit).replace(/[\ud800-\udbff]$/, "");
  return `${cut.replace(/\[[A-Z]{0,8}(?::[^\]]{0,60})?$/, "")}…`;
}
