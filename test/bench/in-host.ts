import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as vscode from "vscode";
import { sampleSpec } from "./sample-spec.ts";

/** What one spec gave: how long its lenses took after each keystroke in text and in a heading. */
export interface LensSamples {
  readonly bytes: number;
  readonly inTextMs: readonly number[];
  readonly inHeadingMs: readonly number[];
}

const SECTIONS = 1000;
const KEYSTROKES = 60;
/** Keystrokes before the measured ones, while the compiler still warms up. */
const WARM_UP = 20;
/** About what fits on a large screen. */
const VISIBLE_LENSES = 40;

/** Runs inside the extension host: types into large specs and times Canon's own lens provider. */
export async function run(): Promise<void> {
  const changes = listenFirst();
  const anySpec = await vscode.workspace.openTextDocument({ language: "markdown" });
  const provider = captureLensProvider(anySpec);
  const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const result = process.env["CANON_BENCH_RESULT"];
  if (root === undefined || result === undefined) throw new Error("The bench has no workspace.");
  await put(join(root, "CANON.yaml"), "version: 1\nsync:\n  system: local\n");
  await vscode.extensions.getExtension("canon.canon")?.activate();
  const samples: LensSamples[] = [];
  for (const isShort of [true, false]) {
    const path = join(root, "docs", "specs", `${isShort ? "short" : "long"}.md`);
    const text = sampleSpec({ sections: SECTIONS, linked: true, isShort });
    await put(path, text);
    const document = await vscode.workspace.openTextDocument(path);
    const editor = await vscode.window.showTextDocument(document);
    const type = (start: string): Promise<readonly number[]> =>
      typeInto(editor, endOfMiddleLine(document, start), changes, provider);
    samples.push({
      bytes: Buffer.byteLength(text),
      inTextMs: await type("The service keeps"),
      inHeadingMs: await type("### "),
    });
  }
  await writeFile(result, JSON.stringify(samples));
}

/** The end of the first line from the middle on that begins like this. */
function endOfMiddleLine(document: vscode.TextDocument, start: string): vscode.Position {
  for (let index = Math.floor(document.lineCount / 2); index < document.lineCount; index++) {
    const line = document.lineAt(index);
    if (line.text.startsWith(start)) return line.range.end;
  }
  throw new Error(`No line begins with: ${start}`);
}

async function typeInto(
  editor: vscode.TextEditor,
  position: vscode.Position,
  changes: Changes,
  provider: () => vscode.CodeLensProvider,
): Promise<readonly number[]> {
  const samples: number[] = [];
  for (let typed = 0; typed < WARM_UP + KEYSTROKES; typed++) {
    const elapsed = changes.next(() => timeLenses(editor.document, provider()));
    await editor.edit((edit) => edit.insert(position, "a"));
    if (typed >= WARM_UP) samples.push(await elapsed);
  }
  return samples;
}

async function timeLenses(
  document: vscode.TextDocument,
  provider: vscode.CodeLensProvider,
): Promise<number> {
  const { token } = new vscode.CancellationTokenSource();
  const startedAt = performance.now();
  const lenses = (await provider.provideCodeLenses(document, token)) ?? [];
  for (const lens of lenses.slice(0, VISIBLE_LENSES)) {
    await provider.resolveCodeLens?.(lens, token);
  }
  const elapsed = performance.now() - startedAt;
  if (lenses.length < SECTIONS) throw new Error(`There are only ${lenses.length} lenses.`);
  return elapsed;
}

interface Changes {
  /** Does the work at the next change of a document, before anybody else hears of it. */
  next(work: () => Promise<number>): Promise<number>;
}

/**
 * Listens to changes ahead of Canon, which must not have started yet.
 *
 * What Canon itself does when it hears of a change is then inside the measured time. Otherwise a
 * text that it had parsed on hearing of the change would come for nothing.
 */
function listenFirst(): Changes {
  let begin: (() => void) | undefined;
  vscode.workspace.onDidChangeTextDocument(() => {
    begin?.();
    begin = undefined;
  });
  return {
    next: (work) =>
      new Promise((resolve, reject) => {
        begin = () => void work().then(resolve, reject);
      }),
  };
}

/**
 * Notes the lens provider that Canon registers for specs.
 *
 * Asked through VS Code, the answer would travel to the browser and back, and the time on the way
 * is not Canon's. The extension host gives this file and the extension the same API object.
 */
function captureLensProvider(spec: vscode.TextDocument): () => vscode.CodeLensProvider {
  const providers: vscode.CodeLensProvider[] = [];
  const languages = vscode.languages as { registerCodeLensProvider: RegisterLenses };
  const register = languages.registerCodeLensProvider;
  languages.registerCodeLensProvider = (selector, provider) => {
    if (vscode.languages.match(selector, spec) > 0) providers.push(provider);
    return register(selector, provider);
  };
  return () => {
    const [provider] = providers;
    if (provider === undefined) throw new Error("Canon registered no lens provider.");
    return provider;
  };
}

type RegisterLenses = typeof vscode.languages.registerCodeLensProvider;

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
