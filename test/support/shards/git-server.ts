import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { freePort } from "../remote/free-port.ts";

const run = promisify(execFile);

/** A host of repositories that outlives whoever pushes to it, as a real one does. */
export interface GitServer {
  /** Makes an empty repository and gives its address. */
  create(name: string): Promise<string>;
  close(): Promise<void>;
}

const POLL_MS = 10;

/** Serves the repositories of a folder on a loopback port. */
export async function startGitServer(folder: string): Promise<GitServer> {
  const port = await freePort();
  const { stdout } = await run("git", ["--exec-path"]);
  // The program itself: killing `git daemon` would leave it running.
  const daemon = spawn(
    join(stdout.trim(), "git-daemon"),
    [
      "--export-all",
      "--reuseaddr",
      "--enable=receive-pack",
      "--listen=127.0.0.1",
      `--port=${String(port)}`,
      `--base-path=${folder}`,
      folder,
    ],
    { env: gitEnvironment(folder), stdio: "ignore" },
  );
  const ended = once(daemon, "exit");
  await untilItListens(port);
  return {
    async create(name) {
      await run("git", ["init", "--quiet", "--bare", "-b", "main", join(folder, name)], {
        env: gitEnvironment(folder),
      });
      return `git://127.0.0.1:${String(port)}/${name}`;
    },
    async close() {
      daemon.kill();
      await ended;
    },
  };
}

/** Nobody's own settings of git count, and nothing waits for a disk that is thrown away. */
export function gitEnvironment(folder: string): Record<string, string> {
  const config = join(folder, "gitconfig");
  writeFileSync(
    config,
    "[gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n[core]\n\tfsync = none\n",
  );
  return {
    PATH: process.env["PATH"] ?? "",
    HOME: folder,
    GIT_CONFIG_GLOBAL: config,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_TERMINAL_PROMPT: "0",
  };
}

async function untilItListens(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, "127.0.0.1");
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.once("connect", () => resolve(true));
      socket.once("error", () => resolve(false));
    });
    socket.destroy();
    if (isOpen) return;
    await pause(POLL_MS);
  }
}
