import * as vscode from "vscode";
import { newSpecPaths } from "../../core/config/new-spec-paths.ts";
import { slugOf } from "../../core/spec/heading-text.ts";
import { newSpecText } from "../../core/spec/new-spec.ts";
import type { App } from "../app.ts";
import { chooseFolder } from "../commands/choose-folder.ts";
import { mayWrite } from "../commands/may-write.ts";
import { askForSpec } from "./new-spec-questions.ts";

/** Asks for a title, creates the spec and opens it where one goes on. */
export async function newSpec(app: App): Promise<void> {
  const session = await chooseFolder(app);
  if (session === undefined || !(await mayWrite(session))) return;
  const { config } = await session.load();
  const specs = await app.specIndex.all(session);
  const paths = (title: string): string[] =>
    newSpecPaths(
      config.config.docPaths,
      specs.map(({ file }) => file),
      slugOf(title),
    );
  const answers = await askForSpec(session, specs, paths);
  if (answers === undefined) return;
  const { path, ...spec } = answers;
  await create(session.uriOf(path), spec);
}

/** Creating never overwrites, whatever came in between. */
async function create(uri: vscode.Uri, spec: Parameters<typeof newSpecText>[0]): Promise<void> {
  const setting = vscode.workspace.getConfiguration("files", uri).get<string>("eol");
  const { text, start, end } = newSpecText(spec, setting === "\r\n" ? "\r\n" : "\n");
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(uri, { overwrite: false, contents: new TextEncoder().encode(text) });
  if (!(await vscode.workspace.applyEdit(edit))) {
    const name = vscode.workspace.asRelativePath(uri);
    void vscode.window.showErrorMessage(
      vscode.l10n.t(
        "The spec {0} could not be created, and nothing was changed. Look whether a file of this name is there and whether the folder can be written to.",
        name,
      ),
    );
    return;
  }
  const document = await vscode.workspace.openTextDocument(uri);
  const selection = new vscode.Range(document.positionAt(start), document.positionAt(end));
  await vscode.window.showTextDocument(document, { selection, preview: false });
}
