import { SPEC_STATES, type SpecState } from "../model/status.ts";
import type { SystemName } from "../model/ticket-ref.ts";
import { DEFAULT_DOC_PATHS } from "./default-config.ts";

/** What a person has said about a workspace that has no configuration yet. */
export interface StarterChoices {
  readonly system: SystemName;
  /** As the tracker calls it; null only where the tracker needs none. */
  readonly project: string | null;
  /** Written where a person has credentials for more than one place. */
  readonly host: string | null;
  readonly docPaths: readonly string[];
  /** Names that the workflow has; null where the built-in ones fit. */
  readonly statusMap: ReadonlyMap<SpecState, string> | null;
}

/**
 * Writes the first `CANON.yaml` of a workspace, with a comment on each choice.
 *
 * Shape:  a whole file that loads without problems; all values are quoted, so that no name of a
 *         project or a status can mean something else in YAML.
 */
export function starterConfig(choices: StarterChoices): string {
  const { host, statusMap, docPaths } = choices;
  const tracker = host === null && statusMap === null ? simple(choices) : named(choices);
  return [HEAD, ...tracker, "", ...specsBlock(docPaths)].join("\n") + "\n";
}

/**
 * The part that says which tracker it is, to go below what a file holds already.
 *
 * Shape:  lines that begin with an empty one and end with a line feed.
 */
export function starterTracker(choices: StarterChoices): string {
  const { host, statusMap } = choices;
  const lines = host === null && statusMap === null ? simple(choices) : named(choices);
  return `\n${lines.join("\n")}\n`;
}

const HEAD = `# Canon keeps the specs of this workspace and their tickets in step.
# This file is meant to be committed. Credentials never belong in it.
version: "1"
`;

/** What a project is called by each tracker. */
const PROJECT_WORDS: Readonly<Record<SystemName, string>> = {
  jira: "The key of the project: the word before the numbers of its tickets.",
  linear: "The key of the team: the word before the numbers of its issues.",
  github: "The repository whose issues are used.",
  "azure-devops": "The project as Azure DevOps names it.",
  local: "The word before the numbers of tickets, as in PAY-1.",
};

function simple({ system, project }: StarterChoices): string[] {
  return [
    ...trackerComment(system),
    "sync:",
    `  system: ${system}`,
    ...(project === null
      ? []
      : [`  # ${PROJECT_WORDS[system]}`, `  project_key: ${JSON.stringify(project)}`]),
  ];
}

function named({ system, project, host, statusMap }: StarterChoices): string[] {
  return [
    ...trackerComment(system),
    "ticket_systems:",
    `  ${CONNECTION}:`,
    `    system: ${system}`,
    ...(project === null
      ? []
      : [`    # ${PROJECT_WORDS[system]}`, `    project: ${JSON.stringify(project)}`]),
    ...(host === null
      ? []
      : ["    # Which of your trackers it is.", `    host: ${JSON.stringify(host)}`]),
    ...(statusMap === null ? [] : mapLines(statusMap)),
    "",
    "# Which spec goes where: one rule, and it holds for every spec.",
    "routing:",
    "  - match:",
    "      default: true",
    `    target: ${CONNECTION}`,
  ];
}

/** The name of the only connection; a person may give it another one later. */
const CONNECTION = "main";

function trackerComment(system: SystemName): string[] {
  return system === "local"
    ? ["# The embedded tracker: tickets are Markdown files under .canon/tickets."]
    : ["# The tracker that holds the tickets."];
}

function mapLines(names: ReadonlyMap<SpecState, string>): string[] {
  const lines = SPEC_STATES.flatMap((state) => {
    const name = names.get(state);
    return name === undefined ? [] : [`      ${state}: ${JSON.stringify(name)}`];
  });
  return [
    "    # What each status of a spec is called in the tracker's workflow.",
    "    status_map:",
    ...lines,
  ];
}

function specsBlock(docPaths: readonly string[]): string[] {
  const paths = docPaths.length === 0 ? DEFAULT_DOC_PATHS : docPaths;
  return [
    "# Which files are specs. In a pattern, * stays within one folder and ** crosses folders.",
    "specs:",
    "  doc_paths:",
    ...paths.map((path) => `    - ${JSON.stringify(path)}`),
  ];
}
