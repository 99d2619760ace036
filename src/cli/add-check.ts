import { Option, type Command } from "commander";
import { add, flagsOf, withNarrowing, type Runner } from "./add-command.ts";
import { CHECK_FORMATS, type CheckFormat } from "./check-formats.ts";
import type { Narrowing } from "./narrow-scope.ts";

interface CheckOptions extends Narrowing {
  readonly format: CheckFormat;
  readonly output?: string;
  readonly allowAhead?: true;
  readonly annotations: boolean;
  readonly full?: true;
}

/** The command that stops a pipeline where specs and tickets do not agree. */
export function addCheck(program: Command, run: Runner): void {
  const format = new Option("--format <format>", "form of the report")
    .choices([...CHECK_FORMATS])
    .default("text");
  withNarrowing(
    add(program, "check [path...]", "end with 1 where specs, links and tickets do not agree", [
      "canon check",
      "canon check --allow-ahead",
      "canon check --format sarif --output canon.sarif",
      "canon check docs/specs/payments.md --format markdown",
    ]),
  )
    .addOption(format)
    .option("--output <file>", "write the report into this file, and print the findings as text")
    .option("--allow-ahead", "what only specs have changed is a note: the next sync sends it")
    .option("--no-annotations", "leave nothing for the CI system besides the report")
    .action((paths: string[], options: CheckOptions, command: Command) =>
      run(flagsOf(command), async (context) =>
        (await import("./commands/check.ts")).checkCommand(context, paths, {
          format: options.format,
          output: options.output,
          allowsAhead: options.allowAhead ?? false,
          annotates: options.annotations,
          changedSince: options.changedSince,
          shard: options.shard,
          isFull: options.full ?? false,
        }),
      ),
    );
}
