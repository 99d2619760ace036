import {
  completeCycle,
  type CompletionDeps,
  type CompletionRequest,
} from "../../design-cycle/complete-cycle.ts";
import { trackerConnector } from "../../design-cycle/connect-tracker.ts";
import { createCycleFiles } from "../../design-cycle/cycle-files.ts";
import { checkCycle } from "../../design-cycle/cycle-health.ts";
import { readDigest } from "../../design-cycle/digest.ts";
import { CYCLE_SYSTEMS } from "../../design-cycle/ticket-links.ts";
import type { CommandContext } from "../context.ts";
import { DONE, type ExitCode } from "../exit-codes.ts";
import { variable } from "../host/cli-host.ts";
import { cycleConnections } from "../host/cycle-connections.ts";
import { formatChecks } from "../output/format-checks.ts";
import { formatCompletion, formatDigest } from "../output/format-cycle.ts";
import { withWorkspace, type Workspace } from "../workspace.ts";

/** Shows the newest comments of the cycle's tickets. Never fails because of a tracker. */
export async function cycleDigestCommand(context: CommandContext): Promise<ExitCode> {
  return withCycle(context, async (deps, workspace) => {
    const digest = await readDigest(deps, workspace.run.signal);
    workspace.quiet();
    context.output.lines(formatDigest(digest, context.output.theme));
    context.output.problems(digest.problems);
    context.output.document(digest);
    return DONE;
  });
}

/** Brings the outcome of the cycle to its tickets. Never fails because of a tracker. */
export async function cycleCompleteCommand(
  context: CommandContext,
  request: CompletionRequest & { readonly dryRun: boolean },
): Promise<ExitCode> {
  return withCycle(context, async (deps, workspace) => {
    const { signal } = workspace.run;
    const report = await completeCycle(deps, request, signal, { isPreview: request.dryRun });
    workspace.quiet();
    context.output.lines(formatCompletion(report, context.output.theme));
    context.output.problems(report.problems);
    context.output.document(report);
    return DONE;
  });
}

export async function cycleHealthCommand(context: CommandContext): Promise<ExitCode> {
  return withCycle(context, async (deps, workspace) => {
    const checks = await checkCycle(deps, workspace.run.signal);
    workspace.quiet();
    context.output.lines(formatChecks(checks, context.output.theme));
    context.output.document({ checks });
    return DONE;
  });
}

/** Runs a task on the workspace's design cycle. */
export async function withCycle(
  context: CommandContext,
  task: (deps: CompletionDeps, workspace: Workspace) => Promise<ExitCode>,
): Promise<ExitCode> {
  return withWorkspace(context, async (workspace) => {
    const [{ createNodeFileStore }, { config }] = await Promise.all([
      import("../../adapters/files/node-file-store.ts"),
      workspace.engine.loadConfig(),
    ]);
    const lockedBy: Parameters<typeof createCycleFiles>[0]["lockedBy"] = ({ staleMs, pollMs }) =>
      createNodeFileStore(context.root, { lockPolicy: { staleMs, pollMs, unreadable: "respect" } });
    const adapter = trackerConnector(config, workspace.openTracker);
    const connections = await cycleConnections(context, adapter, workspace.run.signal);
    const deps = {
      files: createCycleFiles({ files: workspace.files, lockedBy }),
      disabled: new Set(CYCLE_SYSTEMS.filter((system) => isSwitchedOff(context, system))),
      connect: connections.connect,
      redact: context.output.redactor.redact,
      openGitHost: workspace.openGitHost,
    };
    try {
      const ended = await task(deps, workspace);
      context.output.problems(connections.problems);
      return ended;
    } finally {
      await connections.close();
    }
  });
}

/** Exactly `1` switches a system off; any other word does not. */
function isSwitchedOff({ host }: CommandContext, system: string): boolean {
  return variable(host, `GDD_DISABLE_${system.toUpperCase()}`) === "1";
}
