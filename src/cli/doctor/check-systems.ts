import type { SystemConfig } from "../../core/config/config.ts";
import type { Problem } from "../../core/kernel/problem.ts";
import type { TicketTracker } from "../../ports/ticket-tracker.ts";
import type { LoadedConfig } from "../../sync/engine.ts";
import type { CommandContext } from "../context.ts";
import { missingVariables } from "../host/missing-credential.ts";
import type { Workspace } from "../workspace.ts";
import type { Check } from "./check.ts";
import { checkWorkflow } from "./check-workflow.ts";

/** Can each configured tracker be used: is its credential there, does it open, does its workflow fit? */
export async function checkSystems(
  context: CommandContext,
  workspace: Workspace,
  { config, broken }: LoadedConfig,
): Promise<Check[]> {
  if (broken) return [];
  const systems = [...config.systems.values()];
  const checks = systems.map((system) =>
    system.system === "local"
      ? checkLocal(workspace, system)
      : checkRemote(context, workspace, system),
  );
  return (await Promise.all(checks)).flat();
}

async function checkLocal({ openTracker }: Workspace, system: SystemConfig): Promise<Check[]> {
  const base = { name: system.name, category: "integrations" } as const;
  const opened = await openTracker(system);
  if (!opened.ok) return [unusable(base, opened.error)];
  const detail = "the embedded tracker keeps its tickets in .canon/tickets/";
  return [{ ...base, status: "ok", detail, fix: null }];
}

async function checkRemote(
  context: CommandContext,
  workspace: Workspace,
  system: SystemConfig,
): Promise<Check[]> {
  const base = { name: system.name, category: "integrations" } as const;
  if (context.isOffline) {
    const detail = "not asked: CANON_OFFLINE is set, so no request leaves";
    return [{ ...base, status: "warn", detail, fix: "Unset CANON_OFFLINE to go online." }];
  }
  const credential = await checkCredential(context, workspace, system);
  if (credential.status === "fail") return [credential];
  const opened = await workspace.openTracker(system);
  if (!opened.ok) return [credential, unusable(base, opened.error)];
  return [credential, ...(await checkTracker(workspace, system, opened.value))];
}

/** Says where the credential comes from; what it is stays where it is. */
async function checkCredential(
  { host }: CommandContext,
  { credentials, run }: Workspace,
  system: SystemConfig,
): Promise<Check> {
  const base = { name: `${system.name} credential`, category: "auth" } as const;
  const found = await credentials.locate(system, run.signal);
  if (found.ok) return { ...base, status: "ok", detail: found.value.source, fix: null };
  const { code, message } = found.error;
  const missing = missingVariables(host, system.system);
  if (code !== "config/missing-credential" || missing.length === 0) {
    return { ...base, status: "fail", detail: message, fix: null };
  }
  return { ...base, status: "fail", detail: `not set: ${missing.join(", ")}`, fix: message };
}

async function checkTracker(
  { run }: Workspace,
  system: SystemConfig,
  tracker: TicketTracker,
): Promise<Check[]> {
  const base = { name: system.name, category: "integrations" } as const;
  const access = await tracker.checkAccess(run.signal);
  if (!access.ok) return [{ ...base, status: "fail", detail: access.error.message, fix: null }];
  const detail = `ready for ${system.project ?? system.system}, as ${access.value}`;
  return [
    { ...base, status: "ok", detail, fix: null },
    ...(await checkWorkflow(system, tracker, run.signal)),
  ];
}

function unusable(base: Pick<Check, "name" | "category">, problem: Problem): Check {
  const status = problem.severity === "error" ? "fail" : "warn";
  return { ...base, status, detail: problem.message, fix: null };
}
