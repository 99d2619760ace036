import { credentialProblem } from "../../adapters/credentials/credential-problems.ts";
import { CREDENTIAL_VARIABLES } from "../../adapters/credentials/variables.ts";
import type { SystemName } from "../../core/model/ticket-ref.ts";
import type { TrackerProblem, TrackerTarget } from "../../core/model/ticket.ts";
import { variable, type CliHost } from "./cli-host.ts";

const ADVICE: Readonly<Record<SystemName, string>> = {
  jira: "Set JIRA_HOST and JIRA_API_TOKEN, and JIRA_EMAIL too for Jira Cloud",
  linear: "Set LINEAR_API_KEY",
  github: "Set GITHUB_TOKEN or sign in with gh auth login",
  "azure-devops": "Set AZURE_DEVOPS_ORG_URL and AZURE_DEVOPS_PAT",
  local: "Nothing is needed",
};

const LOG_IN = ", or log in to a Canon server with canon login";

/** The variables that a credential for a system still lacks. */
export function missingVariables(host: CliHost, system: SystemName): string[] {
  const wanted = CREDENTIAL_VARIABLES[system];
  if (wanted === null) return [];
  const isUnset = (name: string): boolean => variable(host, name) === undefined;
  const secret = wanted.secret.every(isUnset) ? [wanted.secret.join(" or ")] : [];
  return [...secret, ...wanted.beside.filter(isUnset)];
}

/**
 * Says how to give the credential that is missing.
 *
 * Shape: `why` says what is wrong with a login that is there, where there is one.
 */
export function missingCredential(
  { name, system }: TrackerTarget,
  isLocal: boolean,
  why: string | undefined,
): TrackerProblem {
  const canLogIn = !isLocal && why === undefined && system !== "azure-devops";
  const advice = `${ADVICE[system]}${canLogIn ? LOG_IN : ""}.`;
  const message =
    why === undefined
      ? `There is no credential for "${name}". ${advice}`
      : `There is no credential for "${name}". ${why} Or, for the tracker itself: ${advice}`;
  return credentialProblem("config/missing-credential", message);
}
