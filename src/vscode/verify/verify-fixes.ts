import * as vscode from "vscode";
import type { SpecSection, EvidenceFile } from "../../core/model/spec.ts";
import type { ClaimProblem } from "../../core/claims/claim-problems.ts";
import { fileText } from "../../core/spec/write-evidence.ts";
import { rewriteEvidence } from "../../core/spec/rewrite-evidence.ts";
import { editOf } from "../doctor/map-findings.ts";
import { evidenceFile } from "../links/evidence-file.ts";
import { sectionAtLine, type OpenSpec } from "../workspace/open-specs.ts";
import type { EvidenceName } from "./remove-evidence.ts";

/** What can be done about evidence: name its new place, open the code, take it out. */
export async function verifyFixes(
  open: OpenSpec,
  diagnostic: vscode.Diagnostic,
  problem: ClaimProblem,
): Promise<vscode.CodeAction[]> {
  const { cited, to, line } = problem;
  const section = line === null ? undefined : sectionAtLine(open.spec, line);
  if (cited === undefined || section === undefined || line === null) return [];
  const at = { open, diagnostic, section, line, cited };
  const moved =
    to === undefined ? [] : rewriting(at, to, vscode.l10n.t("Name {0} instead", fileText(to)));
  const removal = problem.code === "verify/stale-evidence" ? [removing(at)] : [];
  return [...moved, ...(await opening(open, diagnostic, to ?? cited)), ...removal];
}

interface Spot {
  readonly open: OpenSpec;
  readonly diagnostic: vscode.Diagnostic;
  readonly section: SpecSection;
  readonly line: number;
  readonly cited: EvidenceFile;
}

function rewriting(
  { open, diagnostic, section, line, cited }: Spot,
  to: EvidenceFile,
  title: string,
): vscode.CodeAction[] {
  const made = rewriteEvidence(open.spec, section.index, { line, file: cited }, to);
  if (!made.ok) return [];
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  action.isPreferred = true;
  action.edit = editOf(open.document, made.value);
  return [action];
}

/** Taking evidence out is shown first, and made only when the person says so. */
function removing({ open, diagnostic, line, cited }: Spot): vscode.CodeAction {
  const title = vscode.l10n.t("Remove the evidence {0}", fileText(cited));
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  const name: EvidenceName = { uri: open.document.uri.toString(), line, file: cited };
  action.command = { title, command: "canon.removeEvidence", arguments: [name] };
  return action;
}

async function opening(
  open: OpenSpec,
  diagnostic: vscode.Diagnostic,
  { path, startLine, endLine }: EvidenceFile,
): Promise<vscode.CodeAction[]> {
  const uri = await evidenceFile(open.session.folder.uri, path);
  if (uri === undefined) return [];
  const title = vscode.l10n.t("Open {0}", path);
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  const selection =
    startLine === null
      ? undefined
      : new vscode.Range(startLine - 1, 0, (endLine ?? startLine) - 1, Number.MAX_SAFE_INTEGER);
  action.command = {
    title,
    command: "vscode.open",
    arguments: [uri, ...(selection === undefined ? [] : [{ selection }])],
  };
  return [action];
}
