import * as vscode from "vscode";

/** A model as the setting names it. */
export interface ChosenModel {
  readonly vendor: string;
  readonly id: string;
}

const KEY = "languageModel";

/** What the person chose for themselves; null for none. No workspace has a say in it. */
export function chosenModel(): ChosenModel | null {
  const value = vscode.workspace.getConfiguration("canon").inspect(KEY)?.globalValue;
  const parts = typeof value === "string" ? /^([^/]+)\/(.+)$/.exec(value) : null;
  const [, vendor, id] = parts ?? [];
  return vendor === undefined || id === undefined ? null : { vendor, id };
}

/** Writes the choice to the person's own settings. */
export async function rememberModel(chosen: ChosenModel | null): Promise<void> {
  const value = chosen === null ? undefined : `${chosen.vendor}/${chosen.id}`;
  const settings = vscode.workspace.getConfiguration("canon");
  await settings.update(KEY, value, vscode.ConfigurationTarget.Global);
}
