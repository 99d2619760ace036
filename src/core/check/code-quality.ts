import type { Problem } from "../kernel/problem.ts";
import { fingerprints } from "./fingerprints.ts";

const SEVERITIES = { error: "critical", warning: "minor", info: "info" } as const;

/**
 * Problems in the form that GitLab shows beside the lines of a merge request.
 *
 * Shape:  those that are about a file. Fingerprints stay while lines move.
 * Source: GitLab, Code Quality report format.
 */
export function toCodeQuality(problems: readonly Problem[]): object[] {
  const prints = fingerprints(problems);
  return problems.flatMap(({ code, severity, file, line, message }, index) => {
    if (file === undefined) return [];
    return [
      {
        description: message,
        check_name: code,
        fingerprint: prints[index],
        severity: SEVERITIES[severity],
        location: { path: file, lines: { begin: line ?? 1 } },
      },
    ];
  });
}
