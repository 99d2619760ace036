import { InvalidArgumentError, Option, type Command } from "commander";
import { add, flagsOf, withLocal, withNarrowing, type Runner } from "./add-command.ts";
import type { PlanFlags } from "./commands/planning.ts";
import type { Narrowing } from "./narrow-scope.ts";

interface SyncOptions extends Narrowing {
  readonly direction?: PlanFlags["direction"];
  readonly reverse?: true;
  readonly onConflict: PlanFlags["onConflict"];
  readonly dryRun?: true;
  readonly maxChanges?: number;
  readonly pullRequest?: true;
  readonly claim?: string;
  readonly out?: string;
  readonly full?: true;
}

/** The commands that plan and apply. */
export function addSync(program: Command, run: Runner): void {
  planOptions(
    add(program, "plan [path...]", "show what a sync would do; writes nothing", [
      "canon plan",
      "canon plan docs/specs/payments.md --out plan.json",
      "canon plan docs/specs/payments.md#retry",
    ]),
  )
    .option("--out <file>", "write the plan, for canon apply")
    .action((paths: string[], options: SyncOptions, command: Command) =>
      run(flagsOf(command), async (context) =>
        (await import("./commands/plan.ts")).planCommand(context, paths, {
          ...planFlags(options),
          ...(options.out === undefined ? {} : { out: options.out }),
        }),
      ),
    );
  withLocal(
    add(program, "apply <file>", "apply a plan that canon plan --out wrote", [
      "canon plan --out plan.json && canon apply plan.json",
    ]),
  ).action((file: string, _, command: Command) =>
    run(flagsOf(command), async (context) =>
      (await import("./commands/apply.ts")).applyCommand(context, file),
    ),
  );
  planOptions(
    add(program, "sync [path...]", "plan and apply", [
      "canon sync",
      "canon sync --dry-run",
      "canon sync --reverse docs/specs/payments.md",
      "canon sync --max-changes 20 --json",
      "canon sync --reverse --pull-request",
      "canon sync --claim origin",
    ]),
  )
    .option("--dry-run", "show the plan only")
    .addOption(claim())
    .option("--max-changes <n>", "refuse a plan with more items", wholeNumber)
    .option("--pull-request", "propose the changes to specs on GitHub, change nothing here")
    .action((paths: string[], options: SyncOptions, command: Command) =>
      run(flagsOf(command), async (context) =>
        (await import("./commands/sync.ts")).syncCommand(context, paths, {
          ...planFlags(options),
          ...syncFlags(options),
        }),
      ),
    );
}

function syncFlags({ dryRun, maxChanges, pullRequest, claim }: SyncOptions) {
  return { dryRun: dryRun ?? false, maxChanges, pullRequest: pullRequest ?? false, claim };
}

function claim(): Option {
  const what =
    "tell jobs in other clones of new tickets over this remote, so that none is made twice";
  return new Option("--claim <remote>", what).conflicts("pullRequest");
}

function planOptions(command: Command): Command {
  const direction = new Option("--direction <which>", "which side is written to")
    .choices(["both", "forward", "reverse"])
    .conflicts("reverse");
  const onConflict = new Option("--on-conflict <who>", "who wins when both sides moved")
    .choices(["tracker", "spec", "hold"])
    .default("tracker");
  return withNarrowing(command)
    .addOption(direction)
    .option("--reverse", "short for --direction reverse")
    .addOption(onConflict);
}

function planFlags({
  direction,
  reverse,
  onConflict,
  changedSince,
  shard,
  full,
}: SyncOptions): PlanFlags {
  return {
    direction: reverse === true ? "reverse" : (direction ?? "both"),
    onConflict,
    changedSince,
    shard,
    isFull: full ?? false,
  };
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("Give a whole number, 0 or more.");
  return Number(text);
}
