import { join } from "node:path";
import { runTests } from "@vscode/test-electron";
import { buildExtension, bundleForHost } from "./build-extension.ts";
import { HostTrouble, say } from "./host-trouble.ts";
import { locations } from "./locations.ts";
import { isGood, forgetOutcome, outcomeFile, readOutcome, sayCounts } from "./outcome-files.ts";
import { hostSettings, writeUserSettings, type Trust } from "./profile.ts";
import { commitAll, copySampleWorkspace, makeTemporaryFolder } from "./temporary-folder.ts";
import type { TestOutcome } from "./test-outcome.ts";

/** The oldest version that package.json admits, and the current one. */
const VERSIONS = ["1.125.0", "stable"];

/** Runs the integration suite in the desktop VS Code, which is downloaded on first use. */
export async function desktop(args: readonly string[]): Promise<number> {
  requireDisplay();
  await buildExtension();
  const bundles = await bundleForHost("integration", ["index.ts", "**/*.test.ts"]);
  const outcomes: TestOutcome[] = [];
  for (const version of args.length > 0 ? args : VERSIONS) {
    for (const trust of ["trusted", "restricted"] as const) {
      outcomes.push(await runSuite(version, trust, join(bundles, "index.mjs")));
    }
  }
  return outcomes.every(isGood) ? 0 : 1;
}

async function runSuite(version: string, trust: Trust, entry: string): Promise<TestOutcome> {
  const suite = `desktop-${version}-${trust}`;
  say(`\nIn a ${trust} window of VS Code ${version}:`);
  await forgetOutcome(suite);
  const workspace = await makeTemporaryFolder("workspace");
  await copySampleWorkspace(workspace.path);
  await commitAll(workspace.path);
  // Short, because VS Code puts a socket below it and macOS limits the length of its path.
  const data = await makeTemporaryFolder("d");
  await writeUserSettings(data.path, hostSettings(trust));
  await runTests({
    version,
    cachePath: locations.cache,
    extensionDevelopmentPath: [
      locations.project,
      join(locations.project, "test/fixtures/editor-tools"),
    ],
    extensionTestsPath: entry,
    extensionTestsEnv: {
      CANON_TEST_TRUST: trust,
      CANON_TEST_SUITE: suite,
      CANON_TEST_RESULT: outcomeFile(suite),
    },
    launchArgs: [workspace.path, "--disable-extensions", "--user-data-dir", data.path],
  }).catch(explain);
  const outcome = await readOutcome(suite);
  sayCounts(outcome);
  await workspace.remove();
  await data.remove();
  return outcome;
}

/** A suite with failed tests has its own result; any other failure is explained here. */
function explain(error: unknown): void {
  const text = String(error);
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|fetch failed|getaddrinfo/i.test(text)) {
    throw new HostTrouble(
      "VS Code could not be downloaded from update.code.visualstudio.com.\n" +
        "Connect to the internet, or run npm test: it uses a VS Code from the npm registry.",
    );
  }
}

function requireDisplay(): void {
  const hasDisplay = ["DISPLAY", "WAYLAND_DISPLAY"].some(
    (name) => (process.env[name] ?? "") !== "",
  );
  if (process.platform === "linux" && !hasDisplay) {
    throw new HostTrouble(
      "The desktop VS Code needs a display. Run it as: xvfb-run -a npm run test:desktop\n" +
        "npm test runs the same suite without one.",
    );
  }
}
