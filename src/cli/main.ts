#!/usr/bin/env node
import { BUG } from "./exit-codes.ts";
import { processHost } from "./host/cli-host.ts";
import { restartForNetwork } from "./host/restart.ts";
import { createOutput, reportBug, runCli } from "./run-cli.ts";

const args = process.argv.slice(2);
const host = processHost();

if (!(await restartForNetwork(args, host))) {
  const output = createOutput(args, host);
  // A reader that has seen enough, such as `head`, closes the pipe. That is no failure of ours.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    process.exit(error.code === "EPIPE" ? undefined : BUG);
  });
  process.on("uncaughtException", (error) => {
    process.exit(reportBug(args, output, error));
  });
  process.exitCode = await runCli(args, host, output);
}
