import { capital } from "../core/kernel/capital.ts";
import { InvalidArgumentError, type Command } from "commander";
import { parseShard, type Shard } from "../core/plan/shard.ts";
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

/** For commands that may speak to a tracker. */
export function withLocal(command: Command): Command {
  return command.option("--local", "talk to the trackers directly, past the Canon server");
}

/** For commands that plan: a pipeline does a part of the work, or shares it between jobs. */
export function withNarrowing(command: Command): Command {
  const changed = "only specs that changed since then in git, such as origin/main";
  return withLocal(command)
    .option("--changed-since <revision>", changed)
    .option("--shard <i/n>", "only the specs of part i of n", shardOf)
    .option("--full", "read every ticket, also where the last run knows it to be unchanged");
}

function shardOf(text: string): Shard {
  const shard = parseShard(text);
  if (shard === null) throw new InvalidArgumentError("Give a part of a whole, such as 2/8.");
  return shard;
}

export function flagsOf(command: Command): GlobalFlags {
  return command.optsWithGlobals<GlobalFlags>();
}
