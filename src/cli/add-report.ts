import { Option, type Command } from "commander";
import { add, flagsOf, type Runner } from "./add-command.ts";
import { REPORT_FORMATS, type ReportFlags } from "./report-formats.ts";

/** The command that says how far specs are, as a file for others. */
export function addReport(program: Command, run: Runner): void {
  add(program, "report [path...]", "say how far specs are, now and over time; asks no tracker", [
    "canon report",
    "canon report --output progress.html",
    "canon report docs/specs/payments.md --format svg --output payments.svg",
    "canon report --since 2026-01-01 --json",
  ])
    .addOption(
      new Option(
        "--format <format>",
        "what is written; else what the name of the file says, else markdown",
      ).choices([...REPORT_FORMATS]),
    )
    .option("--output <file>", "write into this file instead of printing")
    .option("--since <date>", "leave out what was before this day, such as 2026-01-31")
    .action((paths: string[], options: ReportFlags, command: Command) =>
      run(flagsOf(command), async (context) =>
        (await import("./commands/report.ts")).reportCommand(context, paths, options),
      ),
    );
}
