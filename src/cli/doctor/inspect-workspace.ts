import type { CommandContext } from "../context.ts";
import { ownPackage } from "../host/version.ts";
import type { Workspace } from "../workspace.ts";
import type { Check } from "./check.ts";
import { checkConfig } from "./check-config.ts";
import { checkEnvironment } from "./check-environment.ts";
import { checkFiles } from "./check-files.ts";
import { checkLogin } from "./check-login.ts";
import { checkModel } from "./check-model.ts";
import { checkSystems } from "./check-systems.ts";

/** Every check of the doctor, from the ground up. Nothing is written in the workspace. */
export async function inspectWorkspace(
  context: CommandContext,
  workspace: Workspace,
): Promise<Check[]> {
  const loaded = await workspace.engine.loadConfig();
  return [
    checkNode(process.versions.node, ownPackage().engines.node),
    ...checkConfig(loaded),
    ...checkEnvironment(context.host),
    ...(await checkLogin(context)),
    ...(await checkSystems(context, workspace, loaded)),
    await checkModel(context),
    ...(await checkFiles(context, workspace)),
  ];
}

/** `wanted` has the form `>=22.12.0`. */
export function checkNode(version: string, wanted: string): Check {
  const base = { name: "node", category: "runtime" } as const;
  const minimum = wanted.replace(/^>=/, "");
  const isEnough = minimum.localeCompare(version, "en", { numeric: true }) <= 0;
  if (isEnough) return { ...base, status: "ok", detail: version, fix: null };
  const detail = `${version}, and Canon needs ${minimum} or later`;
  return { ...base, status: "fail", detail, fix: "Install a newer Node." };
}
