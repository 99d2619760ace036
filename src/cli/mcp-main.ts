import { realpathSync } from "node:fs";
import { mcpCommand } from "./commands/mcp.ts";
import { BUG } from "./exit-codes.ts";
import { processHost } from "./host/cli-host.ts";
import { findRoot } from "./host/find-root.ts";
import { Output } from "./output/output.ts";

/**
 * What the editor starts as a server: `canon mcp --offline`, without the rest of the command line.
 *
 * It is packaged with the extension, reads files alone and has no use for a credential.
 */
const host = processHost();
const output = new Output(host, { isJson: false, hasColour: false });
const [option, folder] = process.argv.slice(2);
const root = option === "--root" && folder !== undefined ? folder : findRoot(host.cwd);

process.stdout.on("error", () => process.exit(0));
try {
  const context = {
    ...{ host, output, root: realpathSync(root) },
    ...{ isVerbose: false, isOffline: true, isLocal: true },
  };
  process.exitCode = await mcpCommand(context, { allowWrites: false, offline: true });
} catch (error) {
  output.note(output.redactor.redact(error instanceof Error ? error.message : "unknown").text);
  process.exitCode = BUG;
}
