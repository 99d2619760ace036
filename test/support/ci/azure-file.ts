import {
  at,
  readCiFile,
  variables,
  type CiEvent,
  type CiShell,
  type CiSystemFile,
  type Yaml,
} from "./ci-files.ts";

const CONDITIONS: Readonly<Record<string, (event: CiEvent) => boolean>> = {
  "eq(variables['Build.Reason'], 'PullRequest')": isPull,
  "and(ne(variables['Build.Reason'], 'PullRequest'), eq(variables['Build.SourceBranch'], 'refs/heads/main'))":
    (event) => !isPull(event),
};

const VALUES = { "$(System.CollectionUri)": "", "$(System.AccessToken)": "" };

/** `docs/ci/azure-pipelines.yml`. A script goes on after a line that fails, unless it says `set -e`. */
export const AZURE: CiSystemFile = {
  name: "azure-pipelines.yml",
  mergeMessage: (number, body) => `Merged PR ${number}: Jitter\n\n${body}`,
  shells: (event) => {
    const file = readCiFile("azure-pipelines.yml");
    const jobs = at(file, "jobs") as readonly Yaml[];
    const job = jobs.find((one) => isFor(String(one["condition"]), event));
    const reason = event === "push" ? "IndividualCI" : "Schedule";
    const env = {
      TF_BUILD: "True",
      BUILD_REASON: isPull(event) ? "PullRequest" : reason,
      BUILD_BUILDID: "7",
      SYSTEM_PULLREQUEST_ISFORK: event === "fork" ? "True" : "False",
      ...variables(file["variables"], {}),
    };
    const steps = at(job, "steps") as readonly Yaml[];
    return steps.flatMap((step): CiShell[] => {
      if (typeof step["bash"] !== "string") return [];
      const own = variables(step["env"], VALUES);
      return [{ script: step["bash"], options: [], env: { ...env, ...own }, always: false }];
    });
  },
};

function isPull(event: CiEvent): boolean {
  return event === "pull-request" || event === "fork";
}

function isFor(condition: string, event: CiEvent): boolean {
  const known = CONDITIONS[condition];
  if (known === undefined) throw new Error(`Nobody knows the condition ${condition}.`);
  return known(event);
}
