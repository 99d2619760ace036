import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as vscode from "vscode";
import { sampleSpec } from "./sample-spec.ts";

/** What one spec gave: how long its lenses took after each keystroke. */
export interface LensSamples {
  readonly bytes: number;
  readonly totalMs: readonly number[];
}

const SECTIONS = 1000;
const KEYSTROKES = 60;
/** Keystrokes before the measured ones, while the compiler still warms up. */
const WARM_UP = 20;
/** About what fits on a large screen. */
const VISIBLE_LENSES = 40;

/** Runs inside the extension host: types into large specs and times Canon's own lens provider. */
export async function run(): Promise<void> {
  const provider = captureLensProvider();
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
    samples.push({ bytes: Buffer.byteLength(text), totalMs: await typeInto(path, provider) });
  }
  await writeFile(result, JSON.stringify(samples));
}

async function typeInto(
  path: string,
  provider: () => vscode.CodeLensProvider,
): Promise<readonly number[]> {
  const document = await vscode.workspace.openTextDocument(path);
  const editor = await vscode.window.showTextDocument(document);
  const lineIndex = Math.floor(document.lineCount / 2);
  const samples: number[] = [];
  for (let typed = 0; typed < WARM_UP + KEYSTROKES; typed++) {
    await editor.edit((edit) => edit.insert(new vscode.Position(lineIndex, 0), "a"));
    const elapsed = await timeLenses(document, provider());
    if (typed >= WARM_UP) samples.push(elapsed);
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

/**
 * Notes the lens provider that Canon registers.
 *
 * Asked through VS Code, the answer would travel to the browser and back, and the time on the way
 * is not Canon's. The extension host gives this file and the extension the same API object.
 */
function captureLensProvider(): () => vscode.CodeLensProvider {
  const providers: vscode.CodeLensProvider[] = [];
  const languages = vscode.languages as { registerCodeLensProvider: RegisterLenses };
  const register = languages.registerCodeLensProvider;
  languages.registerCodeLensProvider = (selector, provider) => {
    providers.push(provider);
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
