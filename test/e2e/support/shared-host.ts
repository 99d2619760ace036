import { cp } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { locations } from "../../host/locations.ts";
import { openBrowser } from "../../host/open-browser.ts";
import { prepareCodeServer } from "../../host/prepare-code-server.ts";
import { installVsix, startServer, type RunningServer } from "../../host/start-server.ts";
import { makeTemporaryFolder } from "../../host/temporary-folder.ts";

export interface SharedHost {
  readonly server: RunningServer;
  readonly browser: Browser;
  /** Settings are read from here when a window opens. */
  readonly dataFolder: string;
}

let started: Promise<SharedHost> | undefined;

/** One VS Code with the packaged extension and one browser for all tests; each opens its window. */
export function sharedHost(): Promise<SharedHost> {
  started ??= start();
  return started;
}

async function start(): Promise<SharedHost> {
  const vsix = process.env["CANON_VSIX"];
  if (vsix === undefined) throw new Error("CANON_VSIX must name the packaged extension.");
  const vscode = await prepareCodeServer();
  const { path: dataFolder } = await makeTemporaryFolder("e2e-data");
  // A language model for who wants one: an extension that is there before the first start.
  const model = join(locations.project, "test", "fixtures", "editor-model");
  await cp(model, join(dataFolder, "extensions", "editor-model"), { recursive: true });
  await installVsix(vscode, dataFolder, vsix);
  const logFile = join(locations.logs, "e2e-server.log");
  const server = await startServer({ vscode, dataFolder, logFile });
  const { browser } = await openBrowser();
  return { server, browser, dataFolder };
}
