import type { SystemConfig } from "../../core/config/config.ts";
import type { LoadedConfig } from "../../sync/engine.ts";
import type { CommandContext } from "../context.ts";
import { variable } from "../host/cli-host.ts";
import { CREDENTIAL_VARIABLES } from "../host/credentials.ts";
import type { Workspace } from "../workspace.ts";
import type { Check } from "./check.ts";

/** Can each configured tracker be used: is its credential there, and does it open? */
export function checkSystems(
  context: CommandContext,
  workspace: Workspace,
  { config, broken }: LoadedConfig,
): Check[] {
  if (broken) return [];
  return [...config.systems.values()].flatMap((system) => [
    ...checkCredential(context, system),
    checkOpens(workspace, system),
  ]);
}

/** Names variables and says whether they are set; a value is never looked at. */
function checkCredential({ host }: CommandContext, { name, system }: SystemConfig): Check[] {
  const wanted = CREDENTIAL_VARIABLES[system];
  if (wanted === null) return [];
  const base = { name: `${name} credential`, category: "auth" } as const;
  const secret = wanted.secret.find((one) => variable(host, one) !== undefined);
  const missing = [
    ...(secret === undefined ? [wanted.secret.join(" or ")] : []),
    ...wanted.beside.filter((one) => variable(host, one) === undefined),
  ];
  if (missing.length > 0) {
    const detail = `not set: ${missing.join(", ")}`;
    return [{ ...base, status: "fail", detail, fix: `Set ${missing.join(" and ")}.` }];
  }
  const set = [secret, ...wanted.beside].join(", ");
  return [{ ...base, status: "ok", detail: `set in the environment: ${set}`, fix: null }];
}

function checkOpens({ openTracker }: Workspace, system: SystemConfig): Check {
  const base = { name: system.name, category: "integrations" } as const;
  const opened = openTracker(system);
  if (!opened.ok) {
    const status = opened.error.severity === "error" ? "fail" : "warn";
    return { ...base, status, detail: opened.error.message, fix: null };
  }
  const detail =
    system.system === "local"
      ? "the embedded tracker keeps its tickets in .canon/tickets/"
      : `ready for ${system.project ?? system.system}`;
  return { ...base, status: "ok", detail, fix: null };
}
