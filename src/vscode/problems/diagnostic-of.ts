import * as vscode from "vscode";
import type { Problem, Severity } from "../../core/kernel/problem.ts";

const SEVERITIES: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
};

/** A problem as the editor shows it; without the document, its whole line is marked. */
export function diagnosticOf(problem: Problem, document?: vscode.TextDocument): vscode.Diagnostic {
  const lineIndex = Math.max(0, (problem.line ?? 1) - 1);
  const isKnown = document !== undefined && lineIndex < document.lineCount;
  const range = isKnown
    ? document.lineAt(lineIndex).range
    : new vscode.Range(lineIndex, 0, lineIndex, Number.MAX_SAFE_INTEGER);
  const shown = new vscode.Diagnostic(range, problem.message, SEVERITIES[problem.severity]);
  shown.source = "Canon";
  shown.code = problem.code;
  return shown;
}
