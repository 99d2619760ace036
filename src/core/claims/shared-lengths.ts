/**
 * Says for each place of `text` how far it reads like the beginning of `pattern`.
 *
 * Shape:  one length for each place, at most the length of the pattern. The work grows with the
 *         two lengths together, whatever they hold.
 * Source: the Z algorithm, Gusfield 1997, chapter 1.
 */
export function sharedLengths(pattern: readonly number[], text: readonly number[]): number[] {
  const whole = [...pattern, SEPARATOR, ...text];
  const shared = new Array<number>(whole.length).fill(0);
  let left = 0;
  let right = 0;
  for (let at = 1; at < whole.length; at += 1) {
    let length = at < right ? Math.min(right - at, shared[at - left] ?? 0) : 0;
    while (at + length < whole.length && whole[length] === whole[at + length]) length += 1;
    shared[at] = length;
    if (at + length > right) [left, right] = [at, at + length];
  }
  return shared.slice(pattern.length + 1);
}

/** No line has this number. */
const SEPARATOR = -1;
