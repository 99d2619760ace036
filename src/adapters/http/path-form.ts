/** What stays: words, and the versions that interfaces put into their paths. */
const WORD = /^(?:[A-Za-z_.-]+|v\d)$/;

/** A path without the keys, numbers and ids in it, so that equal requests count as equal. */
export function pathForm(path: string): string {
  return path
    .split("/")
    .map((segment, index, all) => {
      const isVersion = all[index - 1] === "api" && /^\d$/.test(segment);
      return segment === "" || isVersion || WORD.test(segment) ? segment : "{}";
    })
    .join("/");
}
