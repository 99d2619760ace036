import * as vscode from "vscode";
import { plainLine } from "../../core/view/plain-text.ts";
import type { Disposable } from "../host/disposable.ts";
import { MergeFiles } from "./merge-files.ts";

/** The texts of one field, as Markdown. `base` is null where it is not known. */
export interface MergeTexts {
  readonly name: string;
  readonly base: string | null;
  readonly spec: string;
  readonly ticket: string;
}

const MERGE_EDITOR = "_open.mergeEditor";
const USE = vscode.l10n.t("Use Merge");
const CANCEL = vscode.l10n.t("Cancel");

/**
 * Lets a person merge two texts: in the merge editor where the editor has one and the text before
 * is known, else in a comparison whose right side can be edited.
 *
 * Gives back the merged text; undefined when the person gave up, or left a conflict in it.
 */
export async function mergeInEditor(texts: MergeTexts): Promise<string | undefined> {
  const files = new MergeFiles();
  try {
    const result = await open(files, texts);
    const isWanted = await answer(files, texts.name, result);
    const merged = isWanted ? textOf(files, result) : undefined;
    await close(result);
    return merged === undefined || hasMarkers(merged) ? undefined : merged.trimEnd();
  } finally {
    files.dispose();
  }
}

async function open(files: MergeFiles, texts: MergeTexts): Promise<vscode.Uri> {
  const { base, spec, ticket } = texts;
  const name = `${fileName(texts.name)}.md`;
  const left = files.put(`ticket/${name}`, line(ticket));
  const known = await vscode.commands.getCommands(false);
  if (base === null || !known.includes(MERGE_EDITOR)) {
    const result = files.put(`merge/${name}`, line(spec));
    const title = vscode.l10n.t("Canon: ticket and merged text of {0}", texts.name);
    await vscode.commands.executeCommand("vscode.diff", left, result, title, { preview: false });
    return result;
  }
  const right = files.put(`spec/${name}`, line(spec));
  // The merge editor works out the result by itself where it finds marks of a conflict in it.
  const marks = `<<<<<<< ticket\n${line(ticket)}=======\n${line(spec)}>>>>>>> spec\n`;
  const result = files.put(`merge/${name}`, marks);
  await vscode.commands.executeCommand(MERGE_EDITOR, {
    base: files.put(`before/${name}`, line(base)),
    input1: { uri: left, title: vscode.l10n.t("Ticket") },
    input2: { uri: right, title: vscode.l10n.t("Spec") },
    output: result,
  });
  return result;
}

/** True when the text is to be used: said in the message, or saved and closed. */
async function answer(files: MergeFiles, name: string, result: vscode.Uri): Promise<boolean> {
  const before = files.versionOf(result);
  let watch: Disposable | undefined;
  const closed = new Promise<boolean>((resolve) => {
    watch = vscode.window.tabGroups.onDidChangeTabs(({ closed: tabs }) => {
      if (tabs.some((tab) => shows(tab, result))) resolve(files.versionOf(result) !== before);
    });
  });
  const text = vscode.l10n.t(
    'Merge the text of "{0}", then use it. You review every change before it is made.',
    plainLine(name, 80),
  );
  const said = new Promise<boolean>((resolve) => {
    // A message that was only put away decides nothing; closing the editor still does.
    void vscode.window.showInformationMessage(text, USE, CANCEL).then((choice) => {
      if (choice !== undefined) resolve(choice === USE);
    });
  });
  const isWanted = await Promise.race([closed, said]);
  watch?.dispose();
  return isWanted;
}

/** What stands in the editor, saved or not. */
function textOf(files: MergeFiles, result: vscode.Uri): string {
  const document = openDocument(result);
  return document?.getText() ?? files.textOf(result);
}

/** Nothing of it is wanted any more, so that it is saved only to close without a question. */
async function close(result: vscode.Uri): Promise<void> {
  const document = openDocument(result);
  if (document?.isDirty === true) await document.save();
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const own = tabs.filter((tab) => shows(tab, result));
  if (own.length > 0) await vscode.window.tabGroups.close(own, true);
}

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const name = uri.toString();
  return vscode.workspace.textDocuments.find((one) => one.uri.toString() === name);
}

/** The tab of a merge editor is known by its result, that of a comparison by its right side. */
function shows({ input }: vscode.Tab, result: vscode.Uri): boolean {
  if (typeof input !== "object" || input === null) return false;
  const uris = [
    "result" in input ? input.result : undefined,
    "modified" in input ? input.modified : undefined,
  ];
  return uris.some((uri) => uri instanceof vscode.Uri && uri.toString() === result.toString());
}

function hasMarkers(text: string): boolean {
  return /^(?:<{7}|>{7})(?: |$)/m.test(text);
}

function line(text: string): string {
  return text === "" ? "" : `${text}\n`;
}

/** A name for a tab: the heading without what a path could not hold. */
function fileName(name: string): string {
  return plainLine(name, 60).replace(/[^\p{L}\p{N} ._-]+/gu, "-");
}
