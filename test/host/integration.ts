import { join } from "node:path";
import { buildExtension, bundleForHost } from "./build-extension.ts";
import { say } from "./host-trouble.ts";
import { locations } from "./locations.ts";
import {
  forgetOutcome,
  isGood,
  outcomeFile,
  readOutcome,
  sayCounts,
  writeSum,
} from "./outcome-files.ts";
import { prepareChromium } from "./prepare-chromium.ts";
import { prepareCodeServer } from "./prepare-code-server.ts";
import type { Trust } from "./profile.ts";
import { runInHost } from "./run-in-host.ts";
import { commitAll, copySampleWorkspace, makeTemporaryFolder } from "./temporary-folder.ts";
import type { TestOutcome } from "./test-outcome.ts";

const TIMEOUT_MS = 8 * 60_000;

/** Runs the integration suite in a trusted and in a restricted window, each on a fresh copy. */
export async function integration(args: readonly string[]): Promise<number> {
  const windows: Trust[] = ["trusted", "restricted"];
  const wanted = windows.filter((trust) => args.length === 0 || args.includes(trust));
  const vscode = await prepareCodeServer();
  await prepareChromium();
  await buildExtension();
  const bundles = await bundleForHost("integration", ["index.ts", "**/*.test.ts"]);
  const entry = join(bundles, "index.mjs");
  await forgetOutcome("integration");
  const outcomes: TestOutcome[] = [];
  for (const trust of wanted) outcomes.push(await runSuite(vscode, entry, trust));
  await writeSum("integration", outcomes);
  return outcomes.length > 0 && outcomes.every(isGood) ? 0 : 1;
}

async function runSuite(vscode: string, entry: string, trust: Trust): Promise<TestOutcome> {
  const suite = `integration-${trust}`;
  say(`\nIn a ${trust} window of VS Code:`);
  await forgetOutcome(suite);
  const workspace = await makeTemporaryFolder("workspace");
  await copySampleWorkspace(workspace.path);
  await commitAll(workspace.path);
  const env = {
    CANON_TEST_TRUST: trust,
    CANON_TEST_SUITE: suite,
    CANON_TEST_RESULT: outcomeFile(suite),
    CANON_TEST_ONLY: process.env["CANON_TEST_ONLY"] ?? "",
  };
  await runInHost({
    name: suite,
    vscode,
    trust,
    workspace: workspace.path,
    extension: locations.project,
    installed: ["editor-model", "editor-tools"].map((name) =>
      join(locations.project, "test", "fixtures", name),
    ),
    entry,
    env,
    timeoutMs: TIMEOUT_MS,
  });
  await workspace.remove();
  const outcome = await readOutcome(suite);
  sayCounts(outcome);
  return outcome;
}
