import type { Command } from "commander";
import { flagsOf, type Runner } from "./add-command.ts";

interface McpOptions {
  readonly allowWrites?: true;
  readonly offline?: true;
}

/** The command that other programs start, for their language models. */
export function addMcp(program: Command, run: Runner): void {
  program
    .command("mcp")
    .description("Serve Canon's tools for language models over stdin and stdout.")
    .summary("serve tools for language models over stdin and stdout")
    .option("--allow-writes", "offer the tool that carries out a plan, after its person agreed")
    .option("--offline", "read files only; ask no tracker and no git host")
    .addHelpText(
      "after",
      "\nExamples:\n  $ canon mcp\n  $ canon mcp --root ~/work/shop --allow-writes",
    )
    .action((options: McpOptions, command: Command) =>
      run(flagsOf(command), async (context) =>
        (await import("./commands/mcp.ts")).mcpCommand(context, {
          allowWrites: options.allowWrites ?? false,
          offline: options.offline ?? false,
        }),
      ),
    );
}
