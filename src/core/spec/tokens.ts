/** A word that a comment may hold as an id, key or label: no blank, bracket or hidden character. */
export function isPlainToken(text: string): boolean {
  return text.length <= 200 && /^[^\s<>\p{Cc}\p{Cf}]+$/u.test(text) && !text.includes("-->");
}

/** An address that can stand in a comment and be opened in a browser. */
export function isWebUrl(text: string): boolean {
  return text.length <= 2000 && /^https?:\/\/[^\s<>"`|\\\p{Cc}\p{Cf}]+$/iu.test(text);
}

/**
 * A path that an evidence comment can hold: no blank, no control or hidden character, no end of
 * a comment. Whether it lies inside the workspace is for those to check who open it.
 */
export function isEvidencePath(path: string): boolean {
  return path.length <= 1000 && /^[^\s<>\p{Cc}\p{Cf}]+$/u.test(path);
}

/** `PR#412`, `audit`, or another label of one word. */
export function isEvidenceSource(word: string): boolean {
  return word.length <= 100 && /^(?:PR#\d+|[A-Za-z][\w.-]*)$/.test(word);
}
