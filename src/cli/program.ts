import { Command } from "commander";
import { addCheck } from "./add-check.ts";
import { addCycle } from "./add-cycle.ts";
import { addLogin } from "./add-login.ts";
import { addMcp } from "./add-mcp.ts";
import { addRealize } from "./add-realize.ts";
import { addReport } from "./add-report.ts";
import { addReview } from "./add-review.ts";
import { addSync } from "./add-sync.ts";
import { addTriage } from "./add-triage.ts";
import { addVerify } from "./add-verify.ts";
import { add, flagsOf, withLocal, type Runner } from "./add-command.ts";
import { ownPackage } from "./host/version.ts";

/** The commands, their options and their help. No command is loaded before it is called. */
export function createProgram(run: Runner): Command {
  const program = new Command("canon")
    .description("Keeps Markdown specs, tickets and code in step.")
    .version(ownPackage().version, "-V, --version", "show the version")
    .helpOption("-h, --help", "show help")
    .option("--root <dir>", "workspace folder, instead of the nearest one upward")
    .option("--no-color", "plain output, as with NO_COLOR")
    .option("--verbose", "more diagnostics on stderr")
    .showHelpAfterError("Run with --help to see how it is used.")
    .configureHelp({ showGlobalOptions: true, subcommandTerm })
    .addHelpText(
      "after",
      "\nExit codes: 0 all done, 1 something needs a look, 2 wrong usage or configuration, 70 a bug.",
    );
  addReaders(program, run);
  addDrift(program, run);
  addCheck(program, run);
  addSync(program, run);
  addRealize(program, run);
  addVerify(program, run);
  addReport(program, run);
  addReview(program, run);
  addEditors(program, run);
  addTriage(program, run);
  addCycle(program, run);
  addLogin(program, run);
  addMcp(program, run);
  addHelpers(program, run);
  return program;
}

/** Every command has options; saying so eleven times helps nobody. */
function subcommandTerm(command: Command): string {
  return `${command.name()} ${command.usage().replace("[options]", "")}`.replace(/\s+/g, " ");
}

function addReaders(program: Command, run: Runner): void {
  add(program, "parse <file...>", "print the section model of specs", [
    "canon parse docs/specs/payments.md",
    "canon parse docs/specs/*.md --json",
  ]).action((files: string[], _, command: Command) =>
    run(flagsOf(command), async (context) =>
      (await import("./commands/parse.ts")).parseCommand(context, files),
    ),
  );
  add(program, "lint [path...]", "find problems in specs and configuration", [
    "canon lint",
    "canon lint docs/specs/payments.md --json",
  ]).action((paths: string[], _, command: Command) =>
    run(flagsOf(command), async (context) =>
      (await import("./commands/lint.ts")).lintCommand(context, paths),
    ),
  );
  withLocal(
    add(program, "status [path...]", "show sections, their tickets, and where they differ", [
      "canon status",
      "canon status docs/specs/payments.md#retry",
      "canon status --offline --json",
    ]),
  )
    .option("--offline", "ask no tracker")
    .action((paths: string[], options: { offline?: true }, command: Command) =>
      run(flagsOf(command), async (context) =>
        (await import("./commands/status.ts")).statusCommand(context, paths, {
          offline: options.offline ?? false,
        }),
      ),
    );
}

function addDrift(program: Command, run: Runner): void {
  withLocal(
    add(program, "drift [path...]", "show where specs, tickets and copies differ, and who moved", [
      "canon drift",
      "canon drift docs/specs/payments.md#retry --json",
    ]),
  ).action((paths: string[], _, command: Command) =>
    run(flagsOf(command), async (context) =>
      (await import("./commands/drift.ts")).driftCommand(context, paths),
    ),
  );
}

function addEditors(program: Command, run: Runner): void {
  withLocal(
    add(program, "link <file#section> <system:key>", "link a section to a ticket", [
      "canon link docs/specs/payments.md#retry jira:PAY-142",
      "canon link docs/specs/payments.md#3.1 local:LOCAL-7",
    ]),
  ).action((place: string, ticket: string, _, command: Command) =>
    run(flagsOf(command), async (context) =>
      (await import("./commands/link.ts")).linkCommand(context, place, ticket),
    ),
  );
  add(program, "unlink <file#section>", "remove a section's link; the ticket stays", [
    "canon unlink docs/specs/payments.md#retry",
  ]).action((place: string, _, command: Command) =>
    run(flagsOf(command), async (context) =>
      (await import("./commands/link.ts")).unlinkCommand(context, place),
    ),
  );
  withLocal(
    add(program, "dismiss <file#section>", "leave a broken link as it is, out of every plan", [
      "canon dismiss docs/specs/payments.md#retry",
      "canon dismiss docs/specs/payments.md#retry --undo",
    ]),
  )
    .option("--undo", "let the link take part in syncs again")
    .action((place: string, { undo = false }: { undo?: boolean }, command: Command) =>
      run(flagsOf(command), async (context) =>
        (await import("./commands/dismiss.ts")).dismissCommand(context, place, { isUndo: undo }),
      ),
    );
  addHistory(program, run);
}

function addHistory(program: Command, run: Runner): void {
  add(program, "history [run]", "list the syncs that changed something, or show one", [
    "canon history",
    "canon history 3f2a91c0",
  ]).action((name: string | undefined, _, command: Command) =>
    run(flagsOf(command), async (context) =>
      (await import("./commands/history.ts")).historyCommand(context, name),
    ),
  );
  withLocal(
    add(program, "undo [run]", "take back the last sync, another one, or parts of it", [
      "canon undo",
      "canon undo --item 2 --item 3",
      "canon undo 3f2a91c0 --close",
    ]),
  )
    .option("--item <id>", "only this item, by its number in canon history; repeatable", collect)
    .option("--close", "close created tickets that the tracker cannot remove, with a note")
    .action(
      (name: string | undefined, options: { item?: string[]; close?: true }, command: Command) =>
        run(flagsOf(command), async (context) =>
          (await import("./commands/undo.ts")).undoCommand(context, {
            ...(name === undefined ? {} : { runId: name }),
            ...(options.item === undefined ? {} : { items: options.item }),
            closesCreated: options.close ?? false,
          }),
        ),
    );
}

function collect(one: string, before: string[] = []): string[] {
  return [...before, one];
}

function addHelpers(program: Command, run: Runner): void {
  add(program, "resolve [path...]", "decide git's conflicts in Canon comments and links", [
    "canon resolve",
    "canon resolve docs/specs/payments.md --dry-run",
  ])
    .option("--dry-run", "say what would be decided; write nothing")
    .action((paths: string[], options: { dryRun?: true }, command: Command) =>
      run(flagsOf(command), async (context) =>
        (await import("./commands/resolve.ts")).resolveCommand(context, paths, {
          isDryRun: options.dryRun ?? false,
        }),
      ),
    );
  withLocal(
    add(program, "doctor", "check configuration, credentials and access", ["canon doctor"]),
  ).action((_, command: Command) =>
    run(flagsOf(command), async (context) =>
      (await import("./commands/doctor.ts")).doctorCommand(context),
    ),
  );
  add(program, "redact", "copy stdin to stdout with every credential masked", [
    "canon redact < notes.md > safe.md",
    "git log -p | canon redact --json",
  ]).action((_, command: Command) =>
    run(flagsOf(command), async (context) =>
      (await import("./commands/redact.ts")).redactCommand(context),
    ),
  );
}
