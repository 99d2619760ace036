import type { Severity } from "../kernel/problem.ts";
import { t } from "../kernel/texts.ts";
import type { ConfigProblem, ConfigProblemCode } from "./config.ts";

/**
 * Takes a problem as it is found, with the known word that was most likely meant.
 *
 * Units: `line` counts from 1.
 */
export type Report = (
  code: ConfigProblemCode,
  severity: Severity,
  line: number,
  message: string,
  instead?: string | null,
) => void;

/** The last sentence of every error: what it means for the person's files and tickets. */
export function nothingSynced(): string {
  return t("Nothing is synced until this is corrected.");
}

const MAX_OF_A_KIND = 100;

/**
 * Collects problems; a file that is wrong all over gets the first hundred of each severity.
 *
 * Shape: an error is never crowded out by warnings, so `problems` has one whenever one was found.
 */
export function collectProblems(): { readonly problems: ConfigProblem[]; readonly report: Report } {
  const problems: ConfigProblem[] = [];
  const counts = { error: 0, warning: 0, info: 0 };
  const report: Report = (code, severity, line, message, instead) => {
    counts[severity] += 1;
    if (counts[severity] > MAX_OF_A_KIND) return;
    const isLast = counts[severity] === MAX_OF_A_KIND;
    const text = isLast ? `${message} ${t("Others like it may follow.")}` : message;
    const meant = instead == null ? {} : { instead };
    problems.push({ code, severity, line, message: text, ...meant });
  };
  return { problems, report };
}
