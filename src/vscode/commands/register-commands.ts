import * as vscode from "vscode";
import type { Disposable } from "../host/disposable.ts";
import type { App } from "../app.ts";
import { rowArgument } from "../tree/row-argument.ts";
import { COMMAND_IDS } from "./command-ids.ts";

/** Registers all commands; what they do is loaded when the first one is run. */
export function registerCommands(app: App): Disposable[] {
  return COMMAND_IDS.map((id) =>
    vscode.commands.registerCommand(id, async (argument: unknown, selected: unknown) => {
      try {
        const { COMMANDS } = await import("./commands.ts");
        await COMMANDS[id](app, rowArgument(argument), [argument, selected]);
      } catch (error) {
        await reportBug(app, id, error);
      }
    }),
  );
}

/** Expected trouble is handled where it occurs, so what ends up here is a mistake of Canon's. */
async function reportBug(app: App, id: string, error: unknown): Promise<void> {
  await app.log.unexpected(`The command ${id} failed.`, error);
  const choice = await vscode.window.showErrorMessage(
    vscode.l10n.t("Canon met an unexpected error and stopped. The log says more."),
    vscode.l10n.t("Show Log"),
  );
  if (choice !== undefined) app.showLog();
}
