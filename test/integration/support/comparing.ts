import assert from "node:assert/strict";
import * as vscode from "vscode";
import { withPerson, type Answers, type Seen } from "./person.ts";
import { run } from "./window.ts";
import { codeOf } from "../../../src/vscode/problems/problem-code.ts";

export const TREE = "$(git-commit) What is not committed yet";

/** Compares what is not committed, as a person would. */
export function compare(): Promise<Seen> {
  return withPerson({ picks: [TREE] }, () => run("canon.compareChanges"));
}

export function findingsOf(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter((problem) => codeOf(problem).startsWith("compare/"));
}

async function fixesAt(uri: vscode.Uri): Promise<vscode.CodeAction[]> {
  const [finding] = findingsOf(uri);
  assert.ok(finding, "nothing is shown");
  // The editor gives fixes only for what is open.
  await vscode.workspace.openTextDocument(uri);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    uri,
    finding.range,
    vscode.CodeActionKind.QuickFix.value,
  );
  return actions.filter(
    ({ command, edit }) => edit !== undefined || command?.command === "canon.decideFinding",
  );
}

export async function titlesAt(uri: vscode.Uri): Promise<string[]> {
  return (await fixesAt(uri)).map(({ title }) => title);
}

async function fixAt(uri: vscode.Uri, title: string): Promise<vscode.CodeAction> {
  const fixes = await fixesAt(uri);
  const found = fixes.find((one) => one.title === title);
  assert.ok(found, fixes.map((one) => one.title).join("\n"));
  return found;
}

export async function decide(uri: vscode.Uri, title: string, answers: Answers = {}): Promise<Seen> {
  const { command } = await fixAt(uri, title);
  assert.ok(command !== undefined);
  const given: readonly unknown[] = command.arguments ?? [];
  return withPerson(answers, () => run(command.command, ...given));
}
