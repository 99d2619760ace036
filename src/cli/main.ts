#!/usr/bin/env node
import { BUG } from "./exit-codes.ts";
import { ownPackage } from "./host/version.ts";

const args = process.argv.slice(2);
const [first = "", ...others] = args;

// A reader that has seen enough, such as `head`, closes the pipe. That is no failure of ours.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? undefined : BUG);
});

// Scripts ask for the version to see whether Canon is there; nothing else is loaded for that.
if (others.length === 0 && ["-V", "--version"].includes(first)) {
  process.stdout.write(`${ownPackage().version}\n`);
} else {
  const { start } = await import("./start.ts");
  await start(args);
}
