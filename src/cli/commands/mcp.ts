import { PlanShelf } from "../../agent-tools/plan-shelf.ts";
import type { ToolFolder } from "../../agent-tools/tool-folder.ts";
import { err } from "../../core/kernel/result.ts";
import { WHOLE_WORKSPACE } from "../../sync/engine.ts";
import type { CommandContext } from "../context.ts";
import { DONE, type ExitCode } from "../exit-codes.ts";
import { findWork } from "../host/find-work.ts";
import { SYSTEM_CLOCK } from "../../adapters/clock/system-clock.ts";
import { stripControls } from "../output/plain-text.ts";
import { withWorkspace, type Workspace } from "../workspace.ts";
import { MISUSE } from "../exit-codes.ts";

export interface McpFlags {
  readonly allowWrites: boolean;
  /** No tracker and no git host is asked, and no credential is looked for. */
  readonly offline: boolean;
}

/** Serves the tools for language models on stdin and stdout. Nothing else is written to stdout. */
export async function mcpCommand(context: CommandContext, flags: McpFlags): Promise<ExitCode> {
  const { host, output } = context;
  const serve = async (workspace: Workspace): Promise<ExitCode> => {
    const { serveTools } = await import("../mcp/serve-tools.ts");
    const folder = folderOf(context, workspace, flags);
    const stop = new AbortController();
    workspace.run.signal.addEventListener("abort", () => stop.abort(), { once: true });
    await serveTools({
      host,
      tools: {
        clock: SYSTEM_CLOCK,
        folders: () => Promise.resolve([folder]),
        shelf: new PlanShelf(SYSTEM_CLOCK),
      },
      allowsWrites: flags.allowWrites && !flags.offline,
      note: (text) => output.note(stripControls(output.redactor.redact(text).text)),
      stop: stop.signal,
    });
    return DONE;
  };
  return withWorkspace(context, serve, { asksNobody: flags.offline });
}

function folderOf(
  context: CommandContext,
  workspace: Workspace,
  { offline }: McpFlags,
): ToolFolder {
  const { engine } = workspace;
  return {
    name: "workspace",
    engine,
    redact: context.output.redactor.redact,
    whyAlone: () => (offline ? ALONE : null),
    async readSpecs(run) {
      const { config } = await engine.loadConfig();
      const { specs } = await engine.readSpecs(WHOLE_WORKSPACE, run);
      return { specs, rules: config.aiExposure };
    },
    async findWork(word, run) {
      const work = await findWork(context, { ...workspace, run }, word);
      if (work.ok) return work;
      const { problems, exit } = work.error;
      return err({ problems, isMisuse: exit === MISUSE });
    },
  };
}

const ALONE =
  "This server was started with --offline: it reads files and asks no tracker and no git host. In the editor, use Canon's own tools of the same names; in a terminal, the person runs canon plan or canon realize.";
