import type { Problem } from "../../core/kernel/problem.ts";
import { plural } from "../../core/view/spec-counts.ts";
import { formatProblem } from "./format-problem.ts";
import type { Output } from "./output.ts";

/** Prints problems as the findings of a command, with their counts. */
export function printFindings(output: Output, problems: readonly Problem[]): void {
  const { theme } = output;
  output.lines(problems.map((problem) => formatProblem(problem, theme)));
  const count = (severity: Problem["severity"], noun: string): string[] => {
    const found = problems.filter((problem) => problem.severity === severity).length;
    return found === 0 ? [] : [plural(found, noun)];
  };
  const counts = [...count("error", "error"), ...count("warning", "warning")].join(", ");
  if (counts === "") output.lines([theme.good("No problems.")]);
  else output.lines(["", theme.bold(`${counts}.`)]);
}
