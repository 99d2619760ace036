/**
 * Makes a test for UTF-16 units out of an expression for one ASCII character.
 *
 * The loops that look at every character of a text ask a table; an expression would take ten
 * times as long there.
 */
export function asciiClass(expression: RegExp): (code: number) => boolean {
  const members = Uint8Array.from({ length: 128 }, (_, code) =>
    expression.test(String.fromCharCode(code)) ? 1 : 0,
  );
  return (code) => code < 128 && members[code] === 1;
}
