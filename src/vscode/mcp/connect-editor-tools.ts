import * as vscode from "vscode";
import { connectTools } from "../../adapters/mcp/connect-tools.ts";
import { findServers } from "../../adapters/mcp/tool-names.ts";
import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok } from "../../core/kernel/result.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import type { CycleDeps } from "../../design-cycle/cycle-state.ts";
import { SYSTEM_CLOCK } from "../../adapters/clock/system-clock.ts";
import { EditorToolBox } from "./editor-tool-box.ts";
import { repositoryServers } from "./repository-servers.ts";
import { mayBelongTo } from "./server-names.ts";

type Connect = CycleDeps["connect"];

/**
 * The way to a tracker over the tools that the editor has from MCP servers of the person.
 *
 * Servers that the workspace brings are not used. In a workspace without trust nothing is. The
 * editor may ask before it runs a tool, so none is run where nobody waits for it.
 */
export async function connectEditorTools(
  system: Parameters<Connect>[0],
  signal: CancelSignal,
  mayAsk: boolean,
): ReturnType<Connect> {
  if (!vscode.workspace.isTrusted) return ok(null);
  const names = vscode.lm.tools.map(({ name }) => name);
  if (findServers(system, names).length === 0) return ok(null);
  const brought = await repositoryServers();
  const isOwn = (tool: string): boolean =>
    brought === null
      ? !mayBelongTo(tool, "")
      : !brought.some((server) => mayBelongTo(tool, server));
  if (findServers(system, names.filter(isOwn)).length === 0) return err(BROUGHT);
  return connectTools(system, [new EditorToolBox(isOwn, mayAsk)], SYSTEM_CLOCK, signal);
}

const BROUGHT: TrackerError = {
  code: "tracker/rejected",
  message: vscode.l10n.t(
    "The MCP server for it is named in a file of this workspace, and Canon uses those of your own settings only. Add the server to your user settings under another name, or give Canon a credential.",
  ),
};
