import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { say } from "./host-trouble.ts";
import { locations } from "./locations.ts";
import { runNpm } from "./run-command.ts";

export const CODE_SERVER = "code-server@4.139.1";
const INSTALL = [
  "install",
  "--ignore-scripts",
  "--omit=dev",
  "--no-audit",
  "--no-fund",
  "--loglevel=error",
];

/** Gives the folder of a VS Code that can be started with Node, installing it on first use. */
export async function prepareCodeServer(): Promise<string> {
  const home = join(locations.cache, CODE_SERVER.replace("@", "-"));
  await removeLeftovers();
  if (!existsSync(home)) await install(home);
  return join(home, "node_modules", "code-server", "lib", "vscode");
}

/**
 * Installs beside the final place and moves the result there in one step.
 *
 * A half-finished install is therefore never mistaken for a whole one, and two runs that start
 * together both end with a working copy.
 */
async function install(home: string): Promise<void> {
  const unfinished = `${home}.unfinished-${process.pid}`;
  const vscode = join(unfinished, "node_modules", "code-server", "lib", "vscode");
  const advice = "Check that the npm registry can be reached, then run the same command again.";
  say(`Installing a VS Code to test in (${CODE_SERVER}, about 400 MB, once) ...`);
  await mkdir(unfinished, { recursive: true });
  await writeFile(join(unfinished, "package.json"), '{ "name": "test-host", "private": true }\n');
  await runNpm([...INSTALL, CODE_SERVER], {
    cwd: unfinished,
    purpose: `Installing ${CODE_SERVER}`,
    advice,
  });
  for (const folder of [vscode, join(vscode, "extensions")]) {
    await runNpm(INSTALL, {
      cwd: folder,
      purpose: "Installing what VS Code needs at run time",
      advice,
    });
  }
  await moveIntoPlace(unfinished, home);
  say("VS Code is ready.");
}

async function moveIntoPlace(unfinished: string, home: string): Promise<void> {
  try {
    await rename(unfinished, home);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
}

async function removeLeftovers(): Promise<void> {
  await mkdir(locations.cache, { recursive: true });
  for (const name of await readdir(locations.cache)) {
    const owner = /\.unfinished-(\d+)$/.exec(name)?.[1];
    if (owner === undefined || isRunning(Number(owner))) continue;
    await rm(join(locations.cache, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
