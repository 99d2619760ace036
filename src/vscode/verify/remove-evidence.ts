import * as vscode from "vscode";
import type { EvidenceFile } from "../../core/model/spec.ts";
import { rewriteEvidence } from "../../core/spec/rewrite-evidence.ts";
import { fileText } from "../../core/spec/write-evidence.ts";
import type { App } from "../app.ts";
import { showProblem } from "../commands/show-refusal.ts";
import { reviewEdit } from "../review/review-edit.ts";
import { sectionAtLine } from "../workspace/open-specs.ts";

/** How a quick fix names a piece of evidence. Plain data. */
export interface EvidenceName {
  readonly uri: string;
  /** From 1. */
  readonly line: number;
  readonly file: EvidenceFile;
}

/** Takes a piece of evidence out of a spec, once the person has seen what that changes. */
export async function removeEvidence(app: App, argument: unknown): Promise<void> {
  const named = readName(argument);
  const uri = named === undefined ? undefined : vscode.Uri.parse(named.uri);
  if (named === undefined || uri === undefined) return;
  if (vscode.workspace.getWorkspaceFolder(uri) === undefined) return;
  const open = await app.specs.find(await vscode.workspace.openTextDocument(uri));
  const section = open === undefined ? undefined : sectionAtLine(open.spec, named.line);
  if (open === undefined || section === undefined) return;
  const { line, file } = named;
  const made = rewriteEvidence(open.spec, section.index, { line, file }, null);
  if (!made.ok) {
    showProblem(made.error);
    return;
  }
  const label = vscode.l10n.t("remove the evidence {0}", fileText(file));
  await reviewEdit(open.document, made.value, label, app.planDocuments);
}

/** Arguments can come from anybody, a link included. */
function readName(value: unknown): EvidenceName | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { uri, line, file } = value as Partial<Record<keyof EvidenceName, unknown>>;
  if (typeof uri !== "string" || uri.length > 4096 || !isLine(line)) return undefined;
  if (typeof file !== "object" || file === null) return undefined;
  const { path, startLine, endLine } = file as Partial<Record<keyof EvidenceFile, unknown>>;
  if (typeof path !== "string" || path.length > 4096) return undefined;
  if (!isLineOrNull(startLine) || !isLineOrNull(endLine)) return undefined;
  return { uri, line, file: { path, startLine, endLine } };
}

function isLine(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value > 0;
}

function isLineOrNull(value: unknown): value is number | null {
  return value === null || isLine(value);
}
