import type { Command } from "commander";
import { add, flagsOf, type Runner } from "./add-command.ts";

interface ReviewOptions {
  readonly pr?: string;
  readonly base?: string;
  readonly addSections?: true;
}

/** The command that compares a change with the specs. */
export function addReview(program: Command, run: Runner): void {
  const review = add(
    program,
    "review",
    "ask a language model where a change and the specs disagree",
    [
      "canon review",
      "canon review --base origin/main --json",
      "canon review --pr 412",
      "canon review ignore code/1f2e3d4c5b6a7988/src/keys.ts",
    ],
  )
    .option("--pr <number-or-url>", "a merged pull request, instead of the working tree")
    .option(
      "--base <revision>",
      "compare the working tree with where it left this branch or commit",
    )
    .option(
      "--add-sections",
      "add a draft section for each new behaviour that no section speaks of",
    )
    .action((options: ReviewOptions, command: Command) =>
      run(flagsOf(command), async (context) =>
        (await import("./commands/review.ts")).reviewCommand(context, {
          pr: options.pr,
          base: options.base,
          addSections: options.addSections ?? false,
        }),
      ),
    );
  add(review, "ignore <name...>", "remember findings as decided, or forget it with --undo", [
    "canon review ignore code/1f2e3d4c5b6a7988/src/keys.ts",
    "canon review ignore --undo code/1f2e3d4c5b6a7988/src/keys.ts",
  ])
    .option("--undo", "show these findings again")
    .action((names: string[], options: { undo?: true }, command: Command) =>
      run(flagsOf(command), async (context) =>
        (await import("./commands/review.ts")).decideCommand(context, names, options.undo ?? false),
      ),
    );
}
