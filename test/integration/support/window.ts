import assert from "node:assert/strict";
import * as vscode from "vscode";

const PATIENCE_MS = 20_000;
const PAUSE_MS = 25;

/** Waits until `look` gives something, which it then gives back. */
export async function eventually<T>(
  what: string,
  look: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) assert.fail(`Waited in vain until ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

export function rootUri(): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, "no folder is open");
  return folder.uri;
}

export function fileUri(path: string): vscode.Uri {
  return vscode.Uri.joinPath(rootUri(), path);
}

export async function writeFile(at: string | vscode.Uri, text: string): Promise<vscode.Uri> {
  const uri = typeof at === "string" ? fileUri(at) : at;
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

export async function readFile(at: string | vscode.Uri): Promise<string> {
  const uri = typeof at === "string" ? fileUri(at) : at;
  const bytes = await vscode.workspace.fs.readFile(uri);
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

export async function run(command: string, ...args: readonly unknown[]): Promise<unknown> {
  return vscode.commands.executeCommand(command, ...args);
}

export async function exists(path: string): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(fileUri(path));
    return true;
  } catch {
    return false;
  }
}

let specs = 0;

/** Writes a spec under a name that no test has used, so that the editor remembers nothing of it. */
export function writeSpec(text: string): Promise<vscode.Uri> {
  specs += 1;
  return writeFile(`docs/specs/test-${specs}.md`, text);
}

export async function showSpec(text: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await writeSpec(text), { preview: false });
}

/** Leaves nothing open and nothing unsaved for the next test. */
export async function closeEditors(): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    const isOurs = vscode.workspace.getWorkspaceFolder(document.uri) !== undefined;
    if (!document.isDirty || !isOurs) continue;
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("workbench.action.files.revert");
  }
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}

/**
 * Closes all editors and removes the spec of a test, and what Canon remembers of it: the next test
 * may write the same section, which would then be taken for one that lost its link.
 */
export async function removeSpec(uri: vscode.Uri): Promise<void> {
  await closeEditors();
  await vscode.workspace.fs.delete(uri);
  for (const path of [".canon/links.json", ".canon/journal/links.json", ".canon/cache"]) {
    if (await exists(path)) await vscode.workspace.fs.delete(fileUri(path), { recursive: true });
  }
}

/** The lenses of a document with their texts, top to bottom. */
export async function lensesOf(uri: vscode.Uri): Promise<{ line: number; title: string }[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    "vscode.executeCodeLensProvider",
    uri,
    1000,
  );
  return lenses
    .filter((lens) => lens.command?.command.startsWith("canon.") === true)
    .map((lens) => ({ line: lens.range.start.line + 1, title: lens.command?.title ?? "" }));
}

export async function lensTitles(uri: vscode.Uri): Promise<string[]> {
  return (await lensesOf(uri)).map(({ title }) => title);
}

/** What a section is called to a command, as lenses pass it. */
export function target(uri: vscode.Uri, sectionId: string, sectionIndex: number): object {
  return { uri: uri.toString(), sectionId, sectionIndex };
}
