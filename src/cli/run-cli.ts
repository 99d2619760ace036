import { realpathSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { CommanderError, type Command } from "commander";
import { misuse, refuse, type CommandContext } from "./context.ts";
import { BUG, DONE, MISUSE, type ExitCode } from "./exit-codes.ts";
import { variable, type CliHost } from "./host/cli-host.ts";
import { findRoot } from "./host/find-root.ts";
import { Output } from "./output/output.ts";
import type { GlobalFlags, Runner } from "./add-command.ts";
import { createProgram } from "./program.ts";

/** The way out for a command line. It must stand before the arguments are understood. */
export function createOutput(args: readonly string[], host: CliHost): Output {
  return new Output(host, {
    isJson: wantsJson(args),
    hasColour: !args.includes("--no-color"),
  });
}

/** `--format json` is another word for `--json`. */
function wantsJson(args: readonly string[]): boolean {
  return (
    args.includes("--json") ||
    args.includes("--format=json") ||
    args.some((one, index) => one === "--format" && args[index + 1] === "json")
  );
}

/** Runs one command line; gives what the shell is told. Never rejects. */
export async function runCli(
  args: readonly string[],
  host: CliHost,
  output: Output,
): Promise<ExitCode> {
  let exit: ExitCode = DONE;
  const run: Runner = async (flags, task) => {
    const context = toContext(host, output, flags);
    exit = isFolder(context.root)
      ? await task(context)
      : refuse(context, [misuse("no-such-root", `There is no folder "${flags.root}".`)], {});
  };
  try {
    const program = createProgram(run);
    talkThrough(program, host, (text) => output.redactor.redact(text).text);
    await program.parseAsync(args, { from: "user" });
    return exit;
  } catch (error) {
    return error instanceof CommanderError
      ? wrongUsage(output, error)
      : reportBug(args, output, error);
  }
}

/** Help goes to stdout when it was asked for; what is wrong goes to stderr. */
function talkThrough(command: Command, host: CliHost, masked: (text: string) => string): void {
  command.exitOverride().configureOutput({
    writeOut: (text) => host.stdout.write(text),
    // What is wrong with an argument is said with the argument in it.
    writeErr: (text) => host.stderr.write(masked(text)),
  });
  for (const subcommand of command.commands) talkThrough(subcommand, host, masked);
}

function toContext(host: CliHost, output: Output, flags: GlobalFlags): CommandContext {
  const root = flags.root === undefined ? findRoot(host.cwd) : resolve(host.cwd, flags.root);
  return {
    host,
    output,
    root: isFolder(root) ? realpathSync(root) : root,
    isVerbose: flags.verbose ?? false,
    isOffline: variable(host, "CANON_OFFLINE") === "1",
    isLocal: flags.local ?? false,
  };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function wrongUsage(output: Output, error: CommanderError): ExitCode {
  if (error.exitCode === 0) return DONE;
  const isBare = error.code === "commander.help";
  const message = isBare ? "Name a command." : error.message.replace(/^error: /, "").trim();
  const problem = misuse("usage", message);
  output.document({ error: { code: problem.code, message }, problems: [problem] });
  return MISUSE;
}

/** Says that Canon itself is at fault, on stderr and, with `--json`, in the document. */
export function reportBug(args: readonly string[], output: Output, error: unknown): ExitCode {
  const message = error instanceof Error ? error.message : String(error);
  const { clean } = output.theme;
  output.note(`canon stopped because of a bug in Canon itself: ${clean(message)}`);
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  if (args.includes("--verbose"))
    for (const line of stack.split("\n").slice(1)) output.note(clean(line));
  else output.note("Run it again with --verbose and report what it prints.");
  if (!output.hasDocument) output.document({ error: { code: "cli/bug", message }, problems: [] });
  return BUG;
}
