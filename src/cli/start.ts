import { processHost } from "./host/cli-host.ts";
import { restartForNetwork } from "./host/restart.ts";
import { createOutput, reportBug, runCli } from "./run-cli.ts";

/** Runs the command line of this process, which ends with what the shell is told. */
export async function start(args: readonly string[]): Promise<void> {
  const host = processHost();
  if (await restartForNetwork(args, host)) return;
  const output = createOutput(args, host);
  process.on("uncaughtException", (error) => {
    process.exit(reportBug(args, output, error));
  });
  process.exitCode = await runCli(args, host, output);
}
