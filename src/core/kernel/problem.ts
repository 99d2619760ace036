export type Severity = "error" | "warning" | "info";

/**
 * Something a person should know about an input: what happened and what to do next.
 *
 * Shape:  `code` is `room/what`; `file` is relative to the workspace root, with forward slashes,
 *         and absent where the text has no file yet.
 * Units:  `line` counts from 1; null when the problem belongs to the whole file or to no file.
 */
export interface Problem<Code extends string = string> {
  readonly code: Code;
  readonly severity: Severity;
  readonly file?: string;
  readonly line: number | null;
  readonly message: string;
}

export function inFile<Found extends Problem>(
  file: string,
  problems: readonly Found[],
): (Found & { readonly file: string })[] {
  return problems.map((problem) => ({ ...problem, file }));
}

export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === "error");
}
