import {
  at,
  readCiFile,
  variables,
  type CiEvent,
  type CiShell,
  type CiSystemFile,
  type Yaml,
} from "./ci-files.ts";

const NOT_A_FORK =
  "(github.event.pull_request.head.repo.full_name != github.repository || github.actor == 'dependabot[bot]') && '1' || ''";

/** `docs/ci/github-actions.yml`. */
export const GITHUB: CiSystemFile = {
  name: "github-actions.yml",
  mergeMessage: (number, body) => `Merge pull request #${number} from acme/feature\n\n${body}`,
  shells: (event) => {
    const file = readCiFile("github-actions.yml");
    const [name] = Object.entries(at(file, "jobs") as Yaml)
      .filter(([, job]) => holds(String(at(job, "if")), event))
      .map(([name]) => name);
    const job = at(file, "jobs", name ?? "");
    const env = {
      GITHUB_ACTIONS: "true",
      GITHUB_RUN_ID: "7",
      ...variables(file["env"], {}),
      ...variables(at(job, "env"), valuesFor(event)),
    };
    const steps = at(job, "steps") as readonly Yaml[];
    return steps.flatMap((step): CiShell[] => {
      const { run, if: condition = "true" } = step;
      if (typeof run !== "string" || typeof condition !== "string") return [];
      if (!holds(condition, event)) return [];
      const always = condition.includes("!cancelled()");
      return [{ script: run, options: ["-e"], env, always }];
    });
  },
};

function valuesFor(event: CiEvent): Record<string, string> {
  return {
    [NOT_A_FORK]: event === "fork" ? "1" : "",
    "github.token": "",
    "vars.JIRA_HOST": "",
    "vars.JIRA_EMAIL": "",
    "secrets.JIRA_API_TOKEN": "",
    "secrets.LINEAR_API_KEY": "",
  };
}

/** Whether a condition of the file holds; one that is not known here is a mistake. */
function holds(condition: string, event: CiEvent): boolean {
  const isPull = event === "pull-request" || event === "fork";
  const known: Readonly<Record<string, boolean>> = {
    true: true,
    "github.event_name == 'pull_request'": isPull,
    "github.event_name != 'pull_request'": !isPull,
    "github.event_name == 'push'": event === "push",
    "github.event_name != 'push'": event !== "push",
    "github.ref == 'refs/heads/main'": !isPull,
    "!cancelled()": true,
  };
  return condition
    .replace(/^\$\{\{ (.*) \}\}$/, "$1")
    .split(" && ")
    .every((part) => {
      const value = known[part];
      if (value === undefined) throw new Error(`Nobody knows whether ${part} holds.`);
      return value;
    });
}
