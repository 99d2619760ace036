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
import { SPECIAL_WINDOWS, type TestWindow } from "./special-windows.ts";
import { commitAll, copySampleWorkspace, makeTemporaryFolder } from "./temporary-folder.ts";
import type { TestOutcome } from "./test-outcome.ts";

const TIMEOUT_MS = 8 * 60_000;
const INSTALLED = ["editor-model", "editor-tools", "memory-files"];

/**
 * Runs the integration suite in a trusted and in a restricted window, each on a fresh copy, and
 * then what needs a window of a special kind. Arguments name the windows that are wanted.
 */
export async function integration(args: readonly string[]): Promise<number> {
  const isWanted = (name: string): boolean => args.length === 0 || args.includes(name);
  const vscode = await prepareCodeServer();
  await prepareChromium();
  await buildExtension();
  const bundles = await bundleForHost("integration", ["index.ts", "**/*.test.ts"]);
  const entry = join(bundles, "index.mjs");
  await forgetOutcome("integration");
  const outcomes: TestOutcome[] = [];
  const windows: Trust[] = ["trusted", "restricted"];
  for (const trust of windows.filter(isWanted)) {
    outcomes.push(await runSuite(vscode, entry, trust, await openSample()));
  }
  for (const [name, open] of Object.entries(SPECIAL_WINDOWS).filter(([each]) => isWanted(each))) {
    outcomes.push(await runSuite(vscode, entry, name, await open()));
  }
  await writeSum("integration", outcomes);
  return outcomes.length > 0 && outcomes.every(isGood) ? 0 : 1;
}

async function openSample(): Promise<TestWindow> {
  const { path, remove } = await makeTemporaryFolder("workspace");
  await copySampleWorkspace(path);
  await commitAll(path);
  return { workspace: path, env: {}, close: remove };
}

async function runSuite(
  vscode: string,
  entry: string,
  name: string,
  window: TestWindow,
): Promise<TestOutcome> {
  const suite = `integration-${name}`;
  say(`\nIn a ${name} window of VS Code:`);
  await forgetOutcome(suite);
  const { close, env, ...rest } = window;
  await runInHost({
    ...rest,
    name: suite,
    vscode,
    trust: name === "restricted" ? "restricted" : "trusted",
    extension: locations.project,
    installed: INSTALLED.map((folder) => join(locations.project, "test", "fixtures", folder)),
    entry,
    env: {
      CANON_TEST_TRUST: name === "restricted" ? "restricted" : "trusted",
      CANON_TEST_SUITE: suite,
      CANON_TEST_RESULT: outcomeFile(suite),
      CANON_TEST_ONLY: process.env["CANON_TEST_ONLY"] ?? "",
      ...env,
    },
    timeoutMs: TIMEOUT_MS,
  });
  await close();
  const outcome = await readOutcome(suite);
  sayCounts(outcome);
  return outcome;
}
