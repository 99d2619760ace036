import { extname } from "node:path";
import * as vscode from "vscode";
import type { EvidenceFile } from "../../core/model/spec.ts";
import { codeLines } from "../../core/claims/code-lines.ts";
import { fileText } from "../../core/spec/write-evidence.ts";
import { shownLines } from "../../core/view/shown-lines.ts";
import type { OpenSpec } from "../workspace/open-specs.ts";

/** A file that is longer than this is not read for a hover. Units: bytes. */
const MAX_BYTES = 1_000_000;

/** Lines of a file as a hover shows them: as code that does nothing. */
export async function citedLines(
  open: OpenSpec,
  file: EvidenceFile,
): Promise<vscode.MarkdownString> {
  const markdown = new vscode.MarkdownString();
  markdown.isTrusted = false;
  markdown.supportHtml = false;
  const reading = await open.folder.files.read(file.path, MAX_BYTES);
  if (reading.kind !== "found") {
    markdown.appendText(reasonOf(fileText(file), reading));
    return markdown;
  }
  const { lines, left } = shownLines(codeLines(reading.text), file);
  if (lines.length === 0) {
    markdown.appendText(vscode.l10n.t("{0}: the file has no such lines.", fileText(file)));
    return markdown;
  }
  markdown.appendText(fileText(file));
  markdown.appendCodeblock(lines.join("\n"), languageOf(file.path));
  if (left > 0) markdown.appendText(vscode.l10n.t("{0} more", left));
  return markdown;
}

function reasonOf(
  file: string,
  reading: { readonly kind: string; readonly problem?: { readonly code: string } },
): string {
  if (reading.kind === "missing") return vscode.l10n.t("{0}: there is no such file.", file);
  switch (reading.problem?.code) {
    case "file/not-utf8":
      return vscode.l10n.t("{0}: this file is no text.", file);
    case "file/outside-workspace":
      return vscode.l10n.t("{0}: this lies outside the workspace.", file);
    default:
      return vscode.l10n.t("{0}: this file cannot be shown.", file);
  }
}

/** The name of a language for colours, from the end of the path; nothing else can stand there. */
function languageOf(path: string): string {
  const ending = extname(path).slice(1).toLowerCase();
  return /^[a-z0-9+]{1,10}$/.test(ending) ? ending : "";
}
