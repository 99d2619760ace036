import * as vscode from "vscode";
import type { Problem, Severity } from "../../core/kernel/problem.ts";
import { linkedCode } from "./problem-code.ts";

const SEVERITIES: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
};

/** What could be left out without any change, and what has a newer form. */
const TAGS: ReadonlyMap<string, vscode.DiagnosticTag> = new Map([
  ["config/deprecated", vscode.DiagnosticTag.Deprecated],
  ["config/unused-key", vscode.DiagnosticTag.Unnecessary],
  ["spec/duplicate-status", vscode.DiagnosticTag.Unnecessary],
]);

/** A problem as the editor shows it; without the document, its whole line is marked. */
export function diagnosticOf(problem: Problem, document?: vscode.TextDocument): vscode.Diagnostic {
  const lineIndex = Math.max(0, (problem.line ?? 1) - 1);
  const isKnown = document !== undefined && lineIndex < document.lineCount;
  const range = isKnown
    ? document.lineAt(lineIndex).range
    : new vscode.Range(lineIndex, 0, lineIndex, Number.MAX_SAFE_INTEGER);
  const shown = new vscode.Diagnostic(range, problem.message, SEVERITIES[problem.severity]);
  shown.source = "Canon";
  shown.code = linkedCode(problem.code);
  const tag = TAGS.get(problem.code);
  if (tag !== undefined) shown.tags = [tag];
  return shown;
}
