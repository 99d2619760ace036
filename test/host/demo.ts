import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { preparePackage } from "./build-extension.ts";
import { openOnDesktop } from "./demo-desktop.ts";
import { findDesktopCode } from "./find-desktop-code.ts";
import { thisMachine } from "./find-chromium.ts";
import { say } from "./host-trouble.ts";
import { locations } from "./locations.ts";
import { openLink } from "./open-link.ts";
import { workspaceUrl } from "./page-urls.ts";
import { prepareCodeServer } from "./prepare-code-server.ts";
import { hostSettings, writeServerSettings } from "./profile.ts";
import { installVsix, startServer } from "./start-server.ts";
import { commitAll, copySampleWorkspace } from "./temporary-folder.ts";

const WHAT_TO_TRY = `
What to try, in the spec that is open (docs/specs/payments.md):

  1. Each heading has a line above it: the spec's status, its ticket, and the ticket's own status.
  2. Press F1 and run "Canon: Sync". Read the plan, take out what you like, apply it.
     The tickets are files in .canon/tickets. Point at a heading to see its ticket.
  3. Open a ticket, change its status by hand (status: in_progress), save, and sync again:
     the status flows back into the spec.
  4. "Canon: Undo Last Sync" takes the last sync back.

Your own editor is not touched: the demo has its own profile and its own copy of the workspace.`;

/**
 * Opens the sample workspace in a real VS Code with the packaged extension.
 *
 * `--check` does the same without a person, from the first lens to the undo. So does a run without
 * a terminal, because nobody could end it.
 */
export async function demo(args: readonly string[]): Promise<number> {
  if (args.includes("--check") || !process.stdin.isTTY) {
    say("Checking the demo: the whole main job, in a browser without a window.");
    const { endToEnd } = await import("./e2e.ts");
    return endToEnd("demo", ["demo.test.ts"]);
  }
  const vsix = await preparePackage();
  const folder = join(locations.cache, "demo");
  const workspace = join(folder, "workspace");
  await rm(workspace, { recursive: true, force: true });
  await copySampleWorkspace(workspace);
  await commitAll(workspace);
  const settings = hostSettings("trusted");
  const program = args.includes("--browser") ? undefined : findDesktopCode(thisMachine);
  const desktop =
    program === undefined ? undefined : { program, vsix, workspace, folder, settings };
  if (desktop !== undefined && (await openOnDesktop(desktop))) {
    say(`VS Code opens ${workspace}.\n${WHAT_TO_TRY}`);
    return 0;
  }
  return openInBrowser(vsix, workspace, folder, settings);
}

async function openInBrowser(
  vsix: string,
  workspace: string,
  folder: string,
  settings: Readonly<Record<string, unknown>>,
): Promise<number> {
  const vscode = await prepareCodeServer();
  const dataFolder = join(folder, "server-data");
  await writeServerSettings(dataFolder, settings);
  await installVsix(vscode, dataFolder, vsix);
  const token = randomBytes(16).toString("hex");
  const logFile = join(locations.logs, "demo-server.log");
  const server = await startServer({ vscode, dataFolder, logFile, token });
  const url = workspaceUrl(server, { workspace, token, openFile: specOf(workspace) });
  openLink(url);
  say(`VS Code is running for this machine only. If no browser opens, go to:\n\n  ${url}`);
  say(`${WHAT_TO_TRY}\n\nPress Ctrl-C here to end it.`);
  // Ctrl-C ends the wait: it stops the server and leaves the process.
  await new Promise<never>(() => undefined);
  return 0;
}

function specOf(workspace: string): string {
  return join(workspace, "docs", "specs", "payments.md");
}
