import type { Problem } from "../core/kernel/problem.ts";
import { MISUSE, type ExitCode } from "./exit-codes.ts";
import type { CliHost } from "./host/cli-host.ts";
import type { Output } from "./output/output.ts";

/** What every command gets: the process around it, and the options that hold for all commands. */
export interface CommandContext {
  readonly host: CliHost;
  readonly output: Output;
  /** The workspace's root folder, absolute. */
  readonly root: string;
  readonly isVerbose: boolean;
  /** No request may leave. The embedded tracker needs none and still works. */
  readonly isOffline: boolean;
  /** The Canon server is passed over. */
  readonly isLocal: boolean;
}

/** A problem with how the command was called. */
export function misuse(code: string, message: string, file?: string): Problem {
  const base = { code: `cli/${code}`, severity: "error", line: null, message } as const;
  return file === undefined ? base : { ...base, file };
}

/** Ends a command that could not begin: the problems on stderr, and in the document. */
export function refuse(
  { output }: CommandContext,
  problems: readonly Problem[],
  document: object,
): ExitCode {
  output.problems(problems);
  output.document({ ...document, problems });
  return MISUSE;
}
