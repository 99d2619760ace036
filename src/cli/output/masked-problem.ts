import type { Problem } from "../../core/kernel/problem.ts";
import type { Output } from "./output.ts";

/** A problem for a file or a report, which leave this machine and pass no redactor on their way. */
export function maskedProblem({ redactor }: Pick<Output, "redactor">, problem: Problem): Problem {
  const { file } = problem;
  const shown = { ...problem, message: redactor.redact(problem.message).text };
  return file === undefined ? shown : { ...shown, file: redactor.redact(file).text };
}
