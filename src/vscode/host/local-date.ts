import * as vscode from "vscode";

/** A moment in the words of the editor's language and the machine's time zone. */
export function localDate(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return vscode.l10n.t("at an unknown time");
  return new Intl.DateTimeFormat(vscode.env.language, {
    dateStyle: "medium",
    timeStyle: "short",
  }).format(date);
}
