import * as vscode from "vscode";
import type { App } from "../app.ts";
import { undoSync } from "../commands/undo.ts";

/** How a lens names what is to be taken back. Plain data, so that it fits a link. */
export interface TakeBackTarget {
  readonly folder: string;
  readonly runId: string;
  /** Null: the whole run. */
  readonly items: readonly string[] | null;
}

/** Takes back a run of the history, or one of its items. */
export async function takeBack(app: App, argument: unknown): Promise<void> {
  const target = asTarget(argument);
  const session = app.folders.all().find(({ folder }) => folder.uri.toString() === target?.folder);
  if (target === undefined || session === undefined) {
    void vscode.window.showInformationMessage(
      "That sync is not in the history of an open folder. Run Canon: Show Sync History to look again.",
    );
    return;
  }
  const { runId, items } = target;
  await undoSync(app, session, items === null ? { runId } : { runId, items });
}

/** Arguments can come from anybody, a link included. */
function asTarget(value: unknown): TakeBackTarget | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { folder, runId, items } = value as Partial<Record<keyof TakeBackTarget, unknown>>;
  const isList = Array.isArray(items) && items.every((one) => typeof one === "string");
  if (typeof folder !== "string" || typeof runId !== "string") return undefined;
  return items === null || isList ? { folder, runId, items } : undefined;
}
