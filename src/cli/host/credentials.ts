import type { SystemName } from "../../core/model/ticket.ts";
import { variable, type CliHost } from "./cli-host.ts";

interface CredentialVariables {
  /** Any one of them holds the credential. */
  readonly secret: readonly string[];
  /** What else the system needs before its credential is of use. */
  readonly beside: readonly string[];
}

/** Which environment variables open which tracker. The embedded one needs none. */
export const CREDENTIAL_VARIABLES: Readonly<Record<SystemName, CredentialVariables | null>> = {
  jira: { secret: ["JIRA_API_TOKEN"], beside: ["JIRA_HOST"] },
  linear: { secret: ["LINEAR_API_KEY"], beside: [] },
  github: { secret: ["GITHUB_TOKEN", "GH_TOKEN"], beside: [] },
  "azure-devops": { secret: ["AZURE_DEVOPS_PAT"], beside: ["AZURE_DEVOPS_ORG_URL"] },
  local: null,
};

/** The credentials in this process's environment, to be masked in everything that is printed. */
export function liveSecrets(host: CliHost): string[] {
  return Object.values(CREDENTIAL_VARIABLES)
    .flatMap((variables) => variables?.secret ?? [])
    .flatMap((name) => variable(host, name) ?? []);
}
