import * as vscode from "vscode";
import { plainLine } from "../../core/view/plain-text.ts";
import type { App } from "../app.ts";
import { openSection } from "../commands/open-section.ts";
import { citingAt, type CitingSection } from "./cited-code.ts";

interface Entry extends vscode.QuickPickItem {
  readonly citing: CitingSection;
}

/** Goes from code to the section that names it as evidence; asks where there are several. */
export async function goToSpecSection(app: App, argument: unknown): Promise<void> {
  if (isTarget(argument)) {
    await openSection(app, argument);
    return;
  }
  const editor = vscode.window.activeTextEditor;
  const position = positionOf(argument) ?? editor?.selection.active;
  if (editor === undefined || position === undefined) return;
  const all = distinct(citingAt(await app.citations.of(editor.document.uri), position));
  const [first] = all;
  if (first === undefined) {
    vscode.window.setStatusBarMessage(
      vscode.l10n.t("Canon: no section names this line as evidence."),
      5000,
    );
    return;
  }
  const picked = all.length === 1 ? first : (await pick(all))?.citing;
  if (picked !== undefined) await openSection(app, picked.target);
}

function pick(all: readonly CitingSection[]): Thenable<Entry | undefined> {
  const entries = all.map((citing) => ({
    label: plainLine(citing.name, 100),
    description: citing.file,
    citing,
  }));
  return vscode.window.showQuickPick(entries, {
    title: vscode.l10n.t("Canon: Go to Spec Section"),
  });
}

function distinct(all: readonly CitingSection[]): CitingSection[] {
  const keyOf = ({ target }: CitingSection): string => `${target.uri}#${target.sectionIndex}`;
  return [...new Map(all.map((one) => [keyOf(one), one])).values()];
}

function isTarget(argument: unknown): boolean {
  return typeof argument === "object" && argument !== null && "sectionId" in argument;
}

/** Units: a lens says its line, which counts from 1. */
function positionOf(argument: unknown): vscode.Position | undefined {
  const line =
    typeof argument === "object" && argument !== null && "line" in argument ? argument.line : null;
  return typeof line === "number" && Number.isInteger(line) && line > 0
    ? new vscode.Position(line - 1, 0)
    : undefined;
}
