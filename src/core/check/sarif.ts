import type { Problem } from "../kernel/problem.ts";
import { fingerprints } from "./fingerprints.ts";

const LEVELS = { error: "error", warning: "warning", info: "note" } as const;

/**
 * Problems in the form that code scanning reads.
 *
 * Shape:  one run of SARIF 2.1.0. A result keeps its fingerprint while lines move, so that it is not
 *         announced anew.
 * Source: OASIS, Static Analysis Results Interchange Format 2.1.0.
 */
export function toSarif(problems: readonly Problem[], version: string): object {
  const codes = [...new Set(problems.map(({ code }) => code))].sort();
  const prints = fingerprints(problems);
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "canon", version, rules: codes.map(ruleOf) } },
        columnKind: "utf16CodeUnits",
        results: problems.map((problem, index) => resultOf(problem, codes, prints[index] ?? "")),
      },
    ],
  };
}

function ruleOf(id: string): object {
  const room = id.slice(0, id.indexOf("/"));
  return {
    id,
    shortDescription: { text: ABOUT[room] ?? "Something that Canon found." },
    help: { text: `docs/troubleshooting.md of Canon says what "${id}" means and what to do.` },
  };
}

const ABOUT: Readonly<Record<string, string>> = {
  config: "The configuration of Canon has a problem.",
  conflict: "Spec and ticket were both changed, and a person has to decide.",
  drift: "Spec and ticket are not in step.",
  link: "A link between a section and its ticket is not as it should be.",
  spec: "A spec has a problem.",
  ticket: "A ticket could not be read.",
  workflow: "The tracker does not allow what a spec asks for.",
};

function resultOf(
  { code, severity, file, line, message }: Problem,
  codes: readonly string[],
  print: string,
): object {
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: LEVELS[severity],
    message: { text: message },
    partialFingerprints: { "canonProblem/v1": print },
    ...(file === undefined ? {} : { locations: [locationOf(file, line)] }),
  };
}

function locationOf(file: string, line: number | null): object {
  return {
    physicalLocation: {
      artifactLocation: {
        uri: file
          .replace(/\p{Cs}/gu, "\ufffd")
          .split("/")
          .map(encodeURIComponent)
          .join("/"),
      },
      region: { startLine: line ?? 1 },
    },
  };
}
