import * as vscode from "vscode";
import type { App } from "../app.ts";
import { mayWrite } from "../commands/may-write.ts";
import { editOf, type FindingName } from "./map-findings.ts";

/** Puts the map that the doctor suggests into the configuration, as an edit that can be undone. */
export async function applyStatusMap(app: App, argument: unknown): Promise<void> {
  const name = asFindingName(argument);
  const session = app.folders.all().find(({ folder }) => folder.uri.toString() === name?.folder);
  const finding =
    name === undefined || session === undefined
      ? undefined
      : app.mapFindings.find(session, name.system);
  if (session === undefined || finding === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("There is no status map to write. Run Canon: Doctor to look again."),
    );
    return;
  }
  if (!(await mayWrite(session))) return;
  const { config } = await session.load();
  const document = await vscode.workspace.openTextDocument(
    session.uriOf(config.file ?? "CANON.yaml"),
  );
  const splices = finding.edits(document.getText());
  if (splices === null) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        "The configuration has a form that Canon does not edit. Copy the map from the report.",
      ),
    );
    return;
  }
  await vscode.workspace.applyEdit(editOf(document, splices));
  await vscode.window.showTextDocument(document);
}

/** Arguments can come from anybody, a link included. */
function asFindingName(value: unknown): FindingName | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { folder, system } = value as Partial<Record<keyof FindingName, unknown>>;
  return typeof folder === "string" && typeof system === "string" ? { folder, system } : undefined;
}
