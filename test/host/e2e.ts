import { glob } from "node:fs/promises";
import { join } from "node:path";
import { preparePackage } from "./build-extension.ts";
import { say } from "./host-trouble.ts";
import { locations } from "./locations.ts";
import { forgetOutcome, isGood, outcomeFile, sayCounts } from "./outcome-files.ts";
import { prepareChromium } from "./prepare-chromium.ts";
import { prepareCodeServer } from "./prepare-code-server.ts";
import { runMocha } from "./run-mocha.ts";
import { writeOutcome } from "./test-outcome.ts";

/**
 * Runs the end-to-end tests on the packaged extension. `--update-pictures` renews those of the
 * README and the documents; `--all-themes` takes those of every surface in four themes, not two.
 */
export function e2e(args: readonly string[]): Promise<number> {
  if (args.includes("--update-pictures")) process.env["CANON_UPDATE_PICTURES"] = "1";
  const isAllThemes = args.includes("--all-themes") || args.includes("--update-pictures");
  if (isAllThemes) process.env["CANON_ALL_THEMES"] = "1";
  const named = args.filter((arg) => !arg.startsWith("-")).map((name) => `${name}.test.ts`);
  return endToEnd("e2e", named.length > 0 ? named : ["*.test.ts"]);
}

/** Runs the end-to-end tests in files that match, as the suite of that name. */
export async function endToEnd(suite: string, patterns: readonly string[]): Promise<number> {
  await forgetOutcome(suite);
  await prepareCodeServer();
  await prepareChromium();
  process.env["CANON_VSIX"] = await preparePackage();
  say("\nThe packaged extension in a browser:");
  const folder = join(locations.project, "test", "e2e");
  const files = await Array.fromAsync(glob([...patterns], { cwd: folder }));
  const outcome = await runMocha({
    suite,
    files: files.sort().map((file) => join(folder, file)),
    timeoutMs: 120_000,
    // A browser on a busy machine may miss a key; what is really broken fails twice.
    retries: 1,
    print: say,
    only: process.env["CANON_TEST_ONLY"],
  });
  await writeOutcome(outcomeFile(suite), outcome);
  sayCounts(outcome);
  return isGood(outcome) ? 0 : 1;
}
