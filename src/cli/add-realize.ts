import type { Command } from "commander";
import type { RealizeFlags } from "./commands/realize.ts";
import { add, flagsOf, withLocal, type Runner } from "./add-command.ts";

interface RealizeOptions {
  readonly pr?: string;
  readonly section?: string[];
  readonly dryRun?: true;
  readonly commit?: true;
  readonly pullRequest?: true;
  readonly acceptModel?: true;
  readonly model: boolean;
}

/** The command about merged work. */
export function addRealize(program: Command, run: Runner): void {
  withLocal(
    add(program, "realize", "record what a merged pull request realized, with evidence", [
      "canon realize --pr 412",
      "canon realize --pr https://github.com/acme/shop/pull/412 --dry-run",
      "canon realize --pr 412 --section docs/specs/payments.md#key-gen",
      "canon realize --pr 412 --commit",
      "canon realize --pr 412 --accept-model",
      "canon realize --pr 412 --pull-request --json",
    ]),
  )
    .option("--pr <number-or-url>", "the merged pull request")
    .option(
      "--section <file#section>",
      "a section that it realizes, where that is not certain; repeatable",
      collect,
    )
    .option("--dry-run", "show what would be recorded only")
    .option("--commit", "commit the specs that it changed, and nothing else")
    .option("--pull-request", "propose the changes to specs on GitHub, change no spec here")
    .option("--accept-model", "record what the language model sees as realized, too")
    .option("--no-model", "ask no language model, even where you have set one up")
    .action((options: RealizeOptions, command: Command) =>
      run(flagsOf(command), async (context) =>
        (await import("./commands/realize.ts")).realizeCommand(context, {
          pr: options.pr,
          sections: options.section ?? [],
          dryRun: options.dryRun ?? false,
          commit: options.commit ?? false,
          pullRequest: options.pullRequest ?? false,
          model: modelRole(options),
        }),
      ),
    );
}

/** Its opinion is told unless the person has said what else to do with it. */
function modelRole({ model, acceptModel }: RealizeOptions): RealizeFlags["model"] {
  if (!model) return "none";
  return acceptModel === true ? "decides" : "tells";
}

function collect(one: string, before: string[] = []): string[] {
  return [...before, one];
}
