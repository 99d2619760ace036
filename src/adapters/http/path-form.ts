/** What stays: words, and the versions that interfaces put into their paths. */
const WORD = /^(?:[A-Za-z_.-]+|v?\d)$/;

/** A path without the keys, numbers and ids in it, so that equal requests count as equal. */
export function pathForm(path: string): string {
  return path
    .split("/")
    .map((segment) => (segment === "" || WORD.test(segment) ? segment : "{}"))
    .join("/");
}
