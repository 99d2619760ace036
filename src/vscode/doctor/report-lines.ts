import type { Problem } from "../../core/kernel/problem.ts";
import { plainLine } from "../../core/view/plain-text.ts";

/** One line of the doctor's report, with what it means. */
export function line(verdict: "ok" | "warn" | "fail", text: string): string {
  return `${verdict.padEnd(4)}  ${plainLine(text, 500)}`;
}

/** A line that belongs to the one above. */
export function detail(text: string): string {
  return `      ${text}`;
}

export function problemLines(problems: readonly Problem[]): string[] {
  return problems.map((problem) => {
    const at = problem.line === null ? "" : `:${problem.line}`;
    const where = problem.file === undefined ? "" : `${problem.file}${at}: `;
    const verdict = problem.severity === "error" ? "fail" : "warn";
    return line(verdict, `${where}${problem.message} (${problem.code})`);
  });
}
