import * as vscode from "vscode";
import { PlanShelf } from "../../agent-tools/plan-shelf.ts";
import type { ToolFolder } from "../../agent-tools/tool-folder.ts";
import type { ToolHost } from "../../agent-tools/tool-host.ts";
import type { Redactor } from "../../core/redact/redact.ts";
import type { App } from "../app.ts";
import { SYSTEM_CLOCK } from "../../adapters/clock/system-clock.ts";
import type { FolderSession } from "../workspace/folder-session.ts";

/** The folders of the window, as the tools see them. */
export async function editorToolHost(app: App): Promise<ToolHost> {
  const { redact } = await app.accounts();
  return {
    clock: SYSTEM_CLOCK,
    folders: () => Promise.all(app.folders.all().map((session) => toFolder(app, session, redact))),
    shelf: new PlanShelf(SYSTEM_CLOCK),
  };
}

async function toFolder(app: App, session: FolderSession, redact: Redactor): Promise<ToolFolder> {
  const { engine } = await session.load();
  return {
    name: session.folder.name,
    engine,
    redact,
    whyAlone: () => (vscode.workspace.isTrusted ? null : RESTRICTED),
    async readSpecs() {
      const specs = await app.specIndex.all(session);
      return { specs, rules: (await engine.loadConfig()).config.aiExposure };
    },
    findWork: (word, run) => engine.records.find(word, run),
  };
}

/** For a language model, which tells the person in their own language. */
const RESTRICTED =
  "The window is in Restricted Mode, so no tracker and no git host is asked. Tell the person to trust the folder if they want that.";
