import * as vscode from "vscode";
import { createNodeFileStore } from "../../adapters/files/node-file-store.ts";
import type { ConnectionChoice } from "../../core/config/personal-config.ts";
import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { chooseConnection } from "../../design-cycle/choose-connection.ts";
import type { LockPolicy } from "../../design-cycle/cycle-config.ts";
import { createCycleFiles } from "../../design-cycle/cycle-files.ts";
import { trackerConnector } from "../../design-cycle/connect-tracker.ts";
import type { DigestDeps } from "../../design-cycle/digest.ts";
import { CYCLE_SYSTEMS } from "../../design-cycle/ticket-links.ts";
import type { FileStore } from "../../ports/file-store.ts";
import type { Accounts } from "../credentials/accounts.ts";
import { EditorFileStore } from "../host/editor-file-store.ts";
import { connectEditorTools } from "../mcp/connect-editor-tools.ts";
import type { FolderSession } from "../workspace/folder-session.ts";

export interface CycleOptions {
  /** A person asked for it, so that a refused credential may lead to a question. */
  readonly isAsked: boolean;
  /** A person waits for it, so that the editor may ask whether a tool may run. */
  readonly mayRunTools?: boolean;
}

/**
 * What the design cycle of a workspace folder works with in the editor: its files as they stand in
 * the window, the window's trackers and credentials, and the person's switches.
 *
 * This module pulls in the trackers. Load it with `import()` when a cycle is first looked at.
 */
export async function cycleDeps(
  session: FolderSession,
  accounts: Accounts,
  signal: CancelSignal,
  { isAsked, mayRunTools = isAsked }: CycleOptions,
): Promise<DigestDeps> {
  const { files, config, openTracker, openTrackerQuietly } = await session.load();
  const open = isAsked ? openTracker : openTrackerQuietly;
  return {
    files: createCycleFiles({ files, lockedBy: (policy) => lockedBy(session, files, policy) }),
    disabled: new Set(CYCLE_SYSTEMS.filter(isSwitchedOff)),
    connect: chooseConnection(connectionSetting(), {
      adapter: trackerConnector(config.config, (target) => open(target, signal)),
      mcp: (system) => connectEditorTools(system, signal, mayRunTools),
    }),
    redact: accounts.redact,
  };
}

/** The person's own choice; the setting cannot be made in a workspace. */
function connectionSetting(): ConnectionChoice {
  const chosen = vscode.workspace.getConfiguration("canon").inspect("cycle.connection");
  const word = chosen?.globalValue ?? chosen?.defaultValue;
  return word === "adapter" || word === "mcp" ? word : "auto";
}

/** Exactly `1` switches a system off; any other word does not. */
function isSwitchedOff(system: string): boolean {
  return process.env[`GDD_DISABLE_${system.toUpperCase()}`] === "1";
}

/** A folder that no disk holds has no lock that another program could see. */
function lockedBy(
  { folder }: FolderSession,
  files: FileStore,
  { staleMs, pollMs }: LockPolicy,
): FileStore {
  if (folder.uri.scheme !== "file") return files;
  const lockPolicy = { staleMs, pollMs, unreadable: "respect" } as const;
  const stored = createNodeFileStore(folder.uri.fsPath, { lockPolicy });
  return new EditorFileStore(folder.uri, stored);
}
