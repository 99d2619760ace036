import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as vscode from "vscode";
import { now, watchOwnTime, type Moment } from "./own-time.ts";
import { sampleSpec } from "./sample-spec.ts";

/** What one spec cost for each keystroke, by how it was typed. */
export interface TypingSamples {
  readonly bytes: number;
  /** Some letters in a row, then a pause; the work of both, for one letter. */
  readonly inWordsMs: readonly number[];
  /** The same work for a letter with a pause of its own behind it. */
  readonly aloneMs: readonly number[];
}

const SECTIONS = 1000;
const WORDS = 6;
const LETTERS = 8;
/** Typed before the measured ones, while the compiler still warms up. */
const WARM_UP = 2;
/** Some people type faster, and then less is done between two letters. */
const BETWEEN_LETTERS_MS = 120;
/** Longer than anything waits for a pause in typing, so that nothing is left for later. */
const PAUSE_MS = 1500;
const SETTLED_MS = 5000;

/** Runs inside the extension host: types into large specs with every feature on. */
export async function run(): Promise<void> {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const result = process.env["CANON_BENCH_RESULT"];
  if (root === undefined || result === undefined) throw new Error("The bench has no workspace.");
  const samples: TypingSamples[] = [];
  await switchEverythingOn();
  await vscode.extensions.getExtension("canon.canon")?.activate();
  for (const isShort of [true, false]) {
    const path = join(root, "docs", "specs", `${isShort ? "short" : "long"}.md`);
    await put(path, sampleSpec({ sections: SECTIONS, linked: true, isShort }));
    samples.push(await typeInto(path));
  }
  await writeFile(result, JSON.stringify(samples));
}

async function switchEverythingOn(): Promise<void> {
  const settings = vscode.workspace.getConfiguration();
  const wanted = {
    "canon.outline.enabled": true,
    "canon.comments.display": "dim",
    "canon.applyOnSave": "never",
    "editor.quickSuggestions": { other: "on", comments: "on", strings: "on" },
  };
  for (const [name, value] of Object.entries(wanted)) {
    await settings.update(name, value, vscode.ConfigurationTarget.Global);
  }
  await vscode.commands.executeCommand("canon.attention.focus");
  await vscode.commands.executeCommand("canon.specs.focus");
}

async function typeInto(path: string): Promise<TypingSamples> {
  const document = await vscode.workspace.openTextDocument(path);
  const editor = await vscode.window.showTextDocument(document);
  const bytes = Buffer.byteLength(document.getText());
  const at = endOfMiddleLine(document, "The service keeps");
  editor.selection = new vscode.Selection(at, at);
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenter);
  await pause(SETTLED_MS);
  const moments: { letters: number; from: Moment; to: Moment }[] = [];
  const type = async (letters: number): Promise<void> => {
    const from = now();
    for (let typed = 0; typed < letters; typed++) {
      await vscode.commands.executeCommand("type", { text: "a" });
      if (typed < letters - 1) await pause(BETWEEN_LETTERS_MS);
    }
    await pause(PAUSE_MS);
    moments.push({ letters, from, to: now() });
    await vscode.commands.executeCommand("type", { text: " " });
    await pause(PAUSE_MS);
  };
  const own = await watchOwnTime(join(extensionPath(), "dist"), async () => {
    for (let word = 0; word < WARM_UP + WORDS; word++) {
      await type(LETTERS);
      await type(1);
    }
  });
  await vscode.commands.executeCommand("workbench.action.files.revert");
  const perLetter = (wanted: number): number[] =>
    moments
      .slice(2 * WARM_UP)
      .flatMap(({ letters, from, to }) => (letters === wanted ? [own(from, to) / letters] : []));
  return { bytes, inWordsMs: perLetter(LETTERS), aloneMs: perLetter(1) };
}

function extensionPath(): string {
  return vscode.extensions.getExtension("canon.canon")?.extensionPath ?? "";
}

/** The end of the first line from the middle on that begins like this. */
function endOfMiddleLine(document: vscode.TextDocument, start: string): vscode.Position {
  for (let index = Math.floor(document.lineCount / 2); index < document.lineCount; index++) {
    const line = document.lineAt(index);
    if (line.text.startsWith(start)) return line.range.end;
  }
  throw new Error(`No line begins with: ${start}`);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
