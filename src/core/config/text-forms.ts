export type TextForm = "glob" | "host";

const MAX_TEXT = 500;

/** Regular expressions for an editor's schema; `formAdvice` says more in words. */
export const FORM_PATTERNS: Readonly<Record<TextForm, string>> = {
  glob: "^(?![/~]|[A-Za-z]:)(?!(?:.*/)?\\.\\.(?:/|$))[^\\\\]+$",
  host: "^(?:https?://)?[A-Za-z0-9.:\\[\\]-]+(?:/[A-Za-z0-9._~/-]*)?$",
};

/**
 * Says why a text cannot stand where it stands; null when it can.
 *
 * Shape: the end of a sentence that begins with the key.
 */
export function formAdvice(text: string, form: TextForm | undefined): string | null {
  if (text.length > MAX_TEXT) return `is longer than ${MAX_TEXT} characters`;
  if (/[\p{Cc}\u2028\u2029]/u.test(text)) return "holds a line break or control character";
  if (form === undefined || new RegExp(FORM_PATTERNS[form]).test(text)) return null;
  return form === "host" ? hostAdvice() : globAdvice(text);
}

function hostAdvice(): string {
  return "must be a host name or an address such as `https://jira.example.com`, without a user name";
}

function globAdvice(text: string): string {
  if (text === "") return "is empty";
  if (text.includes("\\")) return "holds a backslash. Write folders with forward slashes";
  return "leads out of the workspace. Write it relative to the workspace folder, without `..`";
}
