import type { Problem } from "../kernel/problem.ts";
import { runnerText } from "./runner-text.ts";

/** A CI system that shows problems beside the lines that they are about. */
export type CiSystem = "github" | "gitlab" | "azure-pipelines";

/** Which CI system a run is in, by the variables that it sets; null elsewhere. */
export function ciSystemOf(variable: (name: string) => string | undefined): CiSystem | null {
  if (variable("GITHUB_ACTIONS") === "true") return "github";
  if (variable("GITLAB_CI") === "true") return "gitlab";
  return variable("TF_BUILD")?.toLowerCase() === "true" ? "azure-pipelines" : null;
}

/** GitHub shows ten of a kind for each step; the others would only fill the log. */
const MOST_OF_A_KIND = 10;

/**
 * Problems as commands to the runner, one a line; the gravest first.
 *
 * Shape:  the words of others stay words: none of them ends its command, begins another one, or
 *         breaks the line.
 * Source: GitHub Actions, workflow commands; Azure Pipelines, logging commands.
 */
export function annotationLines(
  problems: readonly Problem[],
  system: "github" | "azure-pipelines",
): string[] {
  return (["error", "warning", "info"] as const).flatMap((severity) =>
    problems
      .filter((one) => one.severity === severity)
      .slice(0, MOST_OF_A_KIND)
      .flatMap((one) => (system === "github" ? [githubLine(one)] : azureLines(one))),
  );
}

const GITHUB_WORDS = { error: "error", warning: "warning", info: "notice" } as const;

function githubLine({ severity, file, line, code, message }: Problem): string {
  const properties = [
    ...(file === undefined ? [] : [`file=${githubValue(file)}`]),
    ...(file === undefined || line === null ? [] : [`line=${String(line)}`]),
    `title=${githubValue(code)}`,
  ];
  return `::${GITHUB_WORDS[severity]} ${properties.join(",")}::${githubText(message)}`;
}

function githubText(text: string): string {
  return runnerText(text).replace(/%/g, percent);
}

function githubValue(text: string): string {
  return runnerText(text).replace(/[%:,]/g, percent);
}

/** A note is no issue there; it stands in the log anyway. */
function azureLines({ severity, file, line, code, message }: Problem): string[] {
  if (severity === "info") return [];
  const properties = [
    `type=${severity}`,
    ...(file === undefined ? [] : [`sourcepath=${azureValue(file)}`]),
    ...(file === undefined || line === null ? [] : [`linenumber=${String(line)}`]),
    `code=${azureValue(code)}`,
  ];
  return [`##vso[task.logissue ${properties.join(";")}]${azureText(message)}`];
}

function azureText(text: string): string {
  return runnerText(text).replace(/%/g, "%AZP25");
}

function azureValue(text: string): string {
  return azureText(text).replace(/[;\]]/g, percent);
}

function percent(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
}
