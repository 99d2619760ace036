import assert from "node:assert/strict";
import * as vscode from "vscode";
import { withPerson } from "./person.ts";
import { run } from "./window.ts";

/** The language model that the test window offers. */
export interface EditorModel {
  /** What it was asked since it was last told something. */
  readonly prompts: readonly string[];
  tell(answer: (prompt: string) => string): void;
}

export const MODEL_NAME = "Steady";

export async function editorModel(): Promise<EditorModel> {
  const extension = vscode.extensions.getExtension<EditorModel>("canon-tests.editor-model");
  assert.ok(extension, "the window has no language model for tests");
  return extension.activate();
}

/** Chooses a model as a person would, by its label. */
export async function chooseModel(label: string): Promise<void> {
  await withPerson({ picks: [label] }, () => run("canon.chooseLanguageModel"));
}

/** What a prompt calls a section. */
export function labelOf(prompt: string, title: string): string {
  const lines = prompt.split("\n");
  const at = lines.findIndex((line) => line.startsWith("title| ") && line.endsWith(`> ${title}`));
  const label = / section (S\d+)$/.exec(lines[at - 1] ?? "")?.[1];
  assert.ok(label !== undefined, `The model was not asked about ${title}:\n${prompt}`);
  return label;
}
