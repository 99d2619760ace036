import { createWriteStream, type WriteStream } from "node:fs";
import { cp, mkdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Page } from "playwright-core";
import { HostTrouble, say } from "./host-trouble.ts";
import { locations } from "./locations.ts";
import { openBrowser } from "./open-browser.ts";
import { remoteUri, workspaceUrl } from "./page-urls.ts";
import { hostSettings, writeServerSettings, type Trust } from "./profile.ts";
import { startServer, type RunningServer } from "./start-server.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";
import { VOICE } from "./voice.ts";

/** A machine that does other things as well takes its time to load a window. */
const LOAD_TIMEOUT_MS = 120_000;

export interface HostRun {
  /** Names the log and the screenshot. */
  readonly name: string;
  readonly vscode: string;
  readonly trust: Trust;
  /** A folder, a file that names several, or the address of a folder that lies on no disk. */
  readonly workspace: string;
  /** Settings of the person, beside the quiet ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** What the server itself finds in its environment. */
  readonly serverEnv?: Readonly<Record<string, string>>;
  /** The folder of the extension to load as under development; a page loads one. */
  readonly extension: string;
  /** Folders of extensions that are installed beside it. */
  readonly installed?: readonly string[];
  /** A module that exports `run(): Promise<void>`. */
  readonly entry: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

/** Opens a window, lets `entry` run in its extension host, and gives the exit code. */
export async function runInHost(run: HostRun): Promise<number> {
  const data = await makeTemporaryFolder("host-data");
  await writeServerSettings(data.path, { ...hostSettings(run.trust), ...run.settings });
  for (const folder of run.installed ?? []) {
    await cp(folder, join(data.path, "extensions", basename(folder)), { recursive: true });
  }
  const logFile = join(locations.logs, `${run.name}-server.log`);
  const server = await startServer({
    vscode: run.vscode,
    dataFolder: data.path,
    logFile,
    isDriven: true,
    env: run.serverEnv ?? {},
  });
  const chromium = await openBrowser();
  try {
    const page = await chromium.browser.newPage({ viewport: { width: 1280, height: 800 } });
    return await drive(page, server, run);
  } finally {
    await chromium.close();
    await server.stop();
    await data.remove();
  }
}

async function drive(page: Page, server: RunningServer, run: HostRun): Promise<number> {
  await mkdir(locations.logs, { recursive: true });
  const log = createWriteStream(join(locations.logs, `${run.name}-window.log`));
  page.on("pageerror", (error) => log.write(`page error: ${String(error)}\n`));
  const { promise, resolve } = Promise.withResolvers<number | undefined>();
  await page.exposeFunction("codeAutomationLog", (type: string, args: unknown[]) => {
    relay(log, type, args);
  });
  await page.exposeFunction("codeAutomationExit", (code: number) => {
    resolve(code);
  });
  const timer = setTimeout(() => {
    resolve(undefined);
  }, run.timeoutMs);
  try {
    await page.goto(
      workspaceUrl(server, { workspace: run.workspace, payload: payload(server, run) }),
      { timeout: LOAD_TIMEOUT_MS },
    );
    const code = await promise;
    return code ?? (await explainSilence(page, server, run));
  } finally {
    clearTimeout(timer);
    log.end();
  }
}

function payload(server: RunningServer, run: HostRun): [string, string][] {
  return [
    ["extensionDevelopmentPath", remoteUri(server, run.extension)],
    ["extensionTestsPath", remoteUri(server, run.entry)],
    ["extensionEnvironment", JSON.stringify(run.env)],
    ["skipWelcome", "true"],
  ];
}

/** Everything goes to the log; only what the suite says goes to the person. */
function relay(log: WriteStream, type: string, args: readonly unknown[]): void {
  const text = args.map((arg) => (typeof arg === "string" ? arg : JSON.stringify(arg))).join(" ");
  log.write(`${type}: ${text}\n`);
  for (const line of text.split("\n")) {
    const at = line.indexOf(VOICE);
    if (at >= 0) say(line.slice(at + VOICE.length));
  }
}

async function explainSilence(page: Page, server: RunningServer, run: HostRun): Promise<never> {
  const picture = join(locations.screenshots, `${run.name}-timeout.png`);
  await mkdir(dirname(picture), { recursive: true });
  await page.screenshot({ path: picture });
  throw new HostTrouble(
    `${run.name} did not end within ${run.timeoutMs / 1000} s.\n` +
      `The window then looked like ${picture}.\n` +
      `Its console is in ${join(locations.logs, `${run.name}-window.log`)}.\n` +
      `The end of the server's log:\n${await server.logTail()}`,
  );
}
