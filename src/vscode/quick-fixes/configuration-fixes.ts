import * as vscode from "vscode";
import { addDefaultRoute } from "../../core/config/mend-config.ts";
import { editOf } from "../doctor/map-findings.ts";
import { codeOf } from "../problems/problem-code.ts";
import type { OpenSpec } from "../workspace/open-specs.ts";

/** Problems of a spec that the configuration causes, with the key that is to be looked at. */
export const ROUTES: ReadonlyMap<string, string> = new Map([
  ["sync/no-connection", "ticket_systems"],
  ["sync/no-route", "routing"],
  ["sync/unmapped-status", "status_map"],
]);

/** More trackers than these are chosen in the file itself. */
const MOST_TRACKERS = 3;

/** The configuration at the place that matters, and edits of it where one is surely right. */
export async function configurationFixes(
  open: OpenSpec,
  diagnostic: vscode.Diagnostic,
): Promise<vscode.CodeAction[]> {
  const { file, config } = open.folder.config;
  const key = ROUTES.get(codeOf(diagnostic));
  if (file === null || key === undefined) return [];
  const document = await vscode.workspace.openTextDocument(open.session.uriOf(file));
  const names = codeOf(diagnostic) === "sync/no-route" ? [...config.systems.keys()] : [];
  const rules = names.slice(0, MOST_TRACKERS).flatMap((name) => {
    const splice = addDefaultRoute(document.getText(), name);
    if (splice === undefined) return [];
    const title = vscode.l10n.t('Send specs that no rule is for to "{0}"', name);
    const action = fix(diagnostic, title);
    action.edit = editOf(document, [splice]);
    return [action];
  });
  return [...rules, opening(document, diagnostic, key), ...doctor(diagnostic)];
}

function opening(
  document: vscode.TextDocument,
  diagnostic: vscode.Diagnostic,
  key: string,
): vscode.CodeAction {
  const at = document.getText().search(new RegExp(`^[ \\t]*${key}:`, "m"));
  const position = document.positionAt(Math.max(0, at));
  const selection = new vscode.Range(position, position);
  const file = document.uri.path.replace(/^.*\//, "");
  const title =
    at < 0 ? vscode.l10n.t("Open {0}", file) : vscode.l10n.t("Open {0} at {1}", file, key);
  const action = fix(diagnostic, title);
  action.command = { title, command: "vscode.open", arguments: [document.uri, { selection }] };
  return action;
}

/** The doctor asks the tracker for its statuses and writes the map that fits. */
function doctor(diagnostic: vscode.Diagnostic): vscode.CodeAction[] {
  if (codeOf(diagnostic) !== "sync/unmapped-status") return [];
  const title = vscode.l10n.t("Let the doctor look for the status map that fits");
  const action = fix(diagnostic, title);
  action.command = { title, command: "canon.doctor" };
  return [action];
}

function fix(diagnostic: vscode.Diagnostic, title: string): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  return action;
}
