import type { Command } from "commander";
import { add, flagsOf, withLocal, type Runner } from "./add-command.ts";

/** The commands about tickets that have no section. */
export function addTriage(program: Command, run: Runner): void {
  const triage = withLocal(
    add(program, "triage", "list open tickets without a section, and what could be done", [
      "canon triage",
      "canon triage --json",
      "canon triage add jira:PAY-142",
      "canon triage ignore jira:PAY-143 jira:PAY-150",
    ]),
  ).action((_, command: Command) =>
    run(flagsOf(command), async (context) =>
      (await import("./commands/triage.ts")).triageCommand(context),
    ),
  );
  withLocal(
    add(triage, "add <system:key>", "add a section for a ticket", [
      "canon triage add jira:PAY-142",
      "canon triage add jira:PAY-142 --to docs/specs/payments.md",
      "canon triage add jira:PAY-142 --to docs/specs/payments.md#retry --dry-run",
    ]),
  )
    .option("--to <place>", "the spec, or FILE#SECTION to stand behind that section")
    .option("--dry-run", "show the section only")
    .action((ticket: string, options: { to?: string; dryRun?: true }, command: Command) =>
      run(flagsOf(command), async (context) =>
        (await import("./commands/triage.ts")).addSectionCommand(context, ticket, {
          to: options.to,
          dryRun: options.dryRun ?? false,
        }),
      ),
    );
  add(triage, "ignore <system:key...>", "put tickets out of scope, or back with --undo", [
    "canon triage ignore jira:PAY-143 jira:PAY-150",
    "canon triage ignore --undo jira:PAY-143",
  ])
    .option("--undo", "take tickets back into scope")
    .action((tickets: string[], options: { undo?: true }, command: Command) =>
      run(flagsOf(command), async (context) =>
        (await import("./commands/triage.ts")).ignoreCommand(
          context,
          tickets,
          options.undo ?? false,
        ),
      ),
    );
}
