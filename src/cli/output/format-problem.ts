import type { Problem, Severity } from "../../core/kernel/problem.ts";
import type { Theme } from "./theme.ts";

/** `docs/specs/a.md:12 warning Two sections share the id "x". … [spec/duplicate-id]` */
export function formatProblem(problem: Problem, theme: Theme): string {
  const where = theme.clean(place(problem));
  const parts = [
    where === "" ? "" : theme.bold(where),
    paintOf(problem.severity, theme)(problem.severity),
    theme.clean(problem.message),
    theme.dim(`[${problem.code}]`),
  ];
  return parts.filter((part) => part !== "").join(" ");
}

/** The file, and the line where there is one: the form that editors and CI make clickable. */
function place({ file, line }: Problem): string {
  if (file === undefined) return "";
  return line === null ? file : `${file}:${line}`;
}

function paintOf(severity: Severity, theme: Theme): (text: string) => string {
  return { error: theme.bad, warning: theme.warn, info: theme.dim }[severity];
}
