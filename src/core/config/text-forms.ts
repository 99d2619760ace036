import { t } from "../kernel/texts.ts";

export type TextForm = "glob" | "host";

const MAX_TEXT = 500;

/** Regular expressions for an editor's schema; `formAdvice` says more in words. */
export const FORM_PATTERNS: Readonly<Record<TextForm, string>> = {
  glob: "^(?![/~]|[A-Za-z]:)(?!(?:.*/)?\\.\\.(?:/|$))[^\\\\]+$",
  host: "^(?:https?://)?[A-Za-z0-9.:\\[\\]-]+(?:/[A-Za-z0-9._~/-]*)?$",
};

/** Says why a text cannot stand at this key; null when it can. */
export function formAdvice(path: string, text: string, form: TextForm | undefined): string | null {
  if (text.length > MAX_TEXT) return t("`{0}` is longer than {1} characters.", path, MAX_TEXT);
  if (/[\p{Cc}\u2028\u2029]/u.test(text)) {
    return t("`{0}` holds a line break or control character.", path);
  }
  if (form === undefined || new RegExp(FORM_PATTERNS[form]).test(text)) return null;
  return form === "host" ? hostAdvice(path) : globAdvice(path, text);
}

function hostAdvice(path: string): string {
  return t(
    "`{0}` must be a host name or an address such as `https://jira.example.com`, without a user name.",
    path,
  );
}

function globAdvice(path: string, text: string): string {
  if (text === "") return t("`{0}` is empty.", path);
  if (text.includes("\\")) {
    return t("`{0}` holds a backslash. Write folders with forward slashes.", path);
  }
  return t(
    "`{0}` leads out of the workspace. Write it relative to the workspace folder, without `..`.",
    path,
  );
}
