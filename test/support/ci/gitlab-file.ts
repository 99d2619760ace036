import {
  at,
  readCiFile,
  variables,
  type CiEvent,
  type CiSystemFile,
  type Yaml,
} from "./ci-files.ts";

const SOURCES: Readonly<Record<CiEvent, string>> = {
  "pull-request": "merge_request_event",
  fork: "merge_request_event",
  push: "push",
  schedule: "schedule",
};

const RULES: Readonly<Record<string, (event: CiEvent) => boolean>> = {
  '$CI_PIPELINE_SOURCE == "merge_request_event"': (event) =>
    event === "pull-request" || event === "fork",
  "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $CI_PIPELINE_SOURCE =~ /^(push|schedule|web)$/": (
    event,
  ) => event === "push" || event === "schedule",
};

/** `docs/ci/gitlab-ci.yml`. A job's lines run in one shell, which ends with the first that fails. */
export const GITLAB: CiSystemFile = {
  name: "gitlab-ci.yml",
  mergeMessage: (number, body) =>
    `Merge branch 'feature' into 'main'\n\n${body}\n\nSee merge request acme/shop!${number}`,
  shells: (event) => {
    const file = readCiFile("gitlab-ci.yml");
    const jobs = Object.values(file) as readonly Yaml[];
    const job = jobs.find((one) => "rules" in one && isFor(one, event));
    const lines = [at(file, ".canon", "before_script"), at(job, "script")].flat() as string[];
    const env = {
      GITLAB_CI: "true",
      CI_PIPELINE_SOURCE: SOURCES[event],
      CI_DEFAULT_BRANCH: "main",
      CI_JOB_ID: "7",
      CI_SERVER_HOST: "gitlab.example.com",
      CI_PROJECT_PATH: "remote",
      CI_MERGE_REQUEST_PROJECT_ID: "1",
      CI_MERGE_REQUEST_SOURCE_PROJECT_ID: event === "fork" ? "2" : "1",
      ...variables(file["variables"], {}),
    };
    const options = ["-e", "-o", "pipefail"];
    return [{ script: lines.join("\n"), options, env, always: false }];
  },
};

function isFor(job: Yaml, event: CiEvent): boolean {
  return (job["rules"] as readonly Yaml[]).some((rule) => {
    const known = RULES[String(rule["if"])];
    if (known === undefined) throw new Error(`Nobody knows the rule ${String(rule["if"])}.`);
    return known(event);
  });
}
