import type { SystemName } from "../../core/model/ticket-ref.ts";

/** The variables of a process, as `process.env` gives them. */
export type Environment = Readonly<Record<string, string | undefined>>;

interface SystemVariables {
  /** Each of them may hold the credential; the first that is set counts. */
  readonly secret: readonly string[];
  /** What the credential is of no use without. */
  readonly beside: readonly string[];
}

/** Which environment variables open which tracker. The embedded one needs none. */
export const CREDENTIAL_VARIABLES: Readonly<Record<SystemName, SystemVariables | null>> = {
  jira: { secret: ["JIRA_API_TOKEN"], beside: ["JIRA_HOST"] },
  linear: { secret: ["LINEAR_API_KEY"], beside: [] },
  github: { secret: ["GITHUB_TOKEN", "GH_TOKEN"], beside: [] },
  "azure-devops": { secret: ["AZURE_DEVOPS_PAT"], beside: ["AZURE_DEVOPS_ORG_URL"] },
  local: null,
};

/** The value of a variable; an empty one counts as unset. */
export function readVariable(env: Environment, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === undefined || value === "" ? undefined : value;
}

/** The variables in use for a system, for messages; their values stay where they are. */
export function namesInUse(system: SystemName, env: Environment): readonly string[] {
  const variables = CREDENTIAL_VARIABLES[system];
  if (variables === null) return [];
  const isSet = (name: string): boolean => readVariable(env, name) !== undefined;
  return [...variables.secret.filter(isSet).slice(0, 1), ...variables.beside.filter(isSet)];
}
