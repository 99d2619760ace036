import type { Command } from "commander";
import { add, flagsOf, type Runner } from "./add-command.ts";

/** The command that compares what specs claim with the code. */
export function addVerify(program: Command, run: Runner): void {
  add(program, "verify [path...]", "check claims of specs against the code; asks no tracker", [
    "canon verify",
    "canon verify docs/specs/payments.md#retry",
    "canon verify docs/specs --json",
  ]).action((paths: string[], _, command: Command) =>
    run(flagsOf(command), async (context) =>
      (await import("./commands/verify.ts")).verifyCommand(context, paths),
    ),
  );
}
