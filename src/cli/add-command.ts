import { capital } from "../core/kernel/capital.ts";
import type { Command } from "commander";
import type { CommandContext } from "./context.ts";
import type { ExitCode } from "./exit-codes.ts";

/** The options that hold for every command. */
export interface GlobalFlags {
  readonly root?: string;
  readonly color: boolean;
  readonly verbose?: true;
  readonly json?: true;
  readonly local?: true;
}

/** Runs a command once its options are read. The command itself is loaded by the task. */
export type Runner = (
  flags: GlobalFlags,
  task: (context: CommandContext) => Promise<ExitCode>,
) => Promise<void>;

/** Adds a command with its help; `usage` is its name and its arguments. */
export function add(
  program: Command,
  usage: string,
  summary: string,
  examples: readonly string[],
): Command {
  const lines = examples.map((example) => `  $ ${example}`).join("\n");
  return program
    .command(usage)
    .description(`${capital(summary)}.`)
    .summary(summary)
    .option("--json", "print one JSON document on stdout")
    .addHelpText("after", `\nExamples:\n${lines}`);
}

/** What the option of that name does, wherever it is. */
export const CHANGED_SINCE = "only specs that changed since then in git, such as origin/main";

/** For commands that may speak to a tracker. */
export function withLocal(command: Command): Command {
  return command.option("--local", "talk to the trackers directly, past the Canon server");
}

export function flagsOf(command: Command): GlobalFlags {
  return command.optsWithGlobals<GlobalFlags>();
}
