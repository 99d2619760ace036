import { extname } from "node:path";
import * as vscode from "vscode";
import type { EvidenceFile } from "../../core/model/spec.ts";
import { codeLines } from "../../core/realization/code-lines.ts";
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
    markdown.appendText(`${fileText(file)}: ${reasonOf(reading)}`);
    return markdown;
  }
  const { lines, left } = shownLines(codeLines(reading.text), file);
  markdown.appendText(fileText(file));
  if (lines.length === 0) {
    markdown.appendText(": the file has no such lines.");
    return markdown;
  }
  markdown.appendCodeblock(lines.join("\n"), languageOf(file.path));
  if (left > 0) markdown.appendText(`${left} more`);
  return markdown;
}

function reasonOf(reading: {
  readonly kind: string;
  readonly problem?: { readonly code: string };
}): string {
  if (reading.kind === "missing") return "there is no such file.";
  if (reading.problem?.code === "file/not-utf8") return "this file is no text.";
  if (reading.problem?.code === "file/outside-workspace") return "this lies outside the workspace.";
  return "this file cannot be shown.";
}

/** The name of a language for colours, from the end of the path; nothing else can stand there. */
function languageOf(path: string): string {
  const ending = extname(path).slice(1).toLowerCase();
  return /^[a-z0-9+]{1,10}$/.test(ending) ? ending : "";
}
