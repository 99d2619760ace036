import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onExit } from "./cleanup.ts";
import { locations } from "./locations.ts";
import { runCommand } from "./run-command.ts";

export interface TemporaryFolder {
  readonly path: string;
  readonly remove: () => Promise<void>;
}

/** Makes a folder that is gone when the process is. */
export async function makeTemporaryFolder(name: string): Promise<TemporaryFolder> {
  // Resolved, because on macOS the temporary folder is a link and VS Code reports the real path.
  const path = await realpath(await mkdtemp(join(tmpdir(), `canon-${name}-`)));
  const remove = onExit(() => rm(path, { recursive: true, force: true, maxRetries: 5 }));
  return { path, remove };
}

/** Puts a fresh copy of the sample workspace into an empty or missing folder. */
export async function copySampleWorkspace(target: string): Promise<void> {
  if (!existsSync(locations.demoFixture)) throw new Error(`${locations.demoFixture} is missing.`);
  await mkdir(target, { recursive: true });
  await cp(locations.demoFixture, target, { recursive: true });
}

/** Writes files below a folder; the keys are relative paths with forward slashes. */
export async function writeFiles(
  folder: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
}

/** Makes the folder a git repository with one commit, under a name of its own. */
export async function commitAll(folder: string): Promise<void> {
  const identity = ["-c", "user.name=Canon sample", "-c", "user.email=sample@example.invalid"];
  const steps = [
    ["init", "--quiet", "--initial-branch=main"],
    ["add", "--all"],
    [...identity, "-c", "commit.gpgsign=false", "commit", "--quiet", "--message=Sample workspace"],
  ];
  for (const step of steps) {
    await runCommand("git", step, {
      cwd: folder,
      purpose: `git ${step.join(" ")}`,
      advice: "Install git, then run the same command again.",
    });
  }
}
