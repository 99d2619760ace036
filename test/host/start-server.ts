import { spawn, type ChildProcess } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { onExit } from "./cleanup.ts";
import { HostTrouble } from "./host-trouble.ts";
import { runCommand } from "./run-command.ts";

export interface ServerOptions {
  /** The `lib/vscode` folder of a prepared code-server. */
  readonly vscode: string;
  /** Settings, caches and installed extensions live below this folder. */
  readonly dataFolder: string;
  readonly logFile: string;
  /** 0 picks a free one. */
  readonly port?: number;
  /** A secret that every request must bring; without it, whoever reaches the port is let in. */
  readonly token?: string;
  /** Lets a page load an extension under development and run a suite; it also hides messages. */
  readonly isDriven?: boolean;
  /** Variables beside those that every server gets. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface RunningServer {
  readonly origin: string;
  readonly authority: string;
  readonly stop: () => Promise<void>;
  readonly logTail: () => Promise<string>;
}

const START_TIMEOUT_MS = 60_000;

/** Starts VS Code on 127.0.0.1 and waits until it answers. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  await mkdir(dirname(options.logFile), { recursive: true });
  const child = spawn(process.execPath, serverArguments(options), {
    env: { ...cleanEnvironment(options.dataFolder), ...options.env },
    // Its own process group, so that the extension hosts it starts end with it.
    detached: process.platform !== "win32",
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stop = onExit(() => stopProcess(child));
  const logTail = async (): Promise<string> => tail(await readFile(options.logFile, "utf8"));
  try {
    const port = await readPort(child, options.logFile);
    const authority = `127.0.0.1:${port}`;
    return { origin: `http://${authority}`, authority, stop, logTail };
  } catch (error) {
    await stop();
    throw new HostTrouble(
      `VS Code did not start: ${(error as Error).message}\n${await logTail()}\n` +
        "Remove the folder .vscode-test and run the same command again.",
    );
  }
}

/** Installs a packaged extension the way a person would, into the server's data folder. */
export async function installVsix(vscode: string, dataFolder: string, vsix: string): Promise<void> {
  const args = [join(vscode, "out", "server-main.js"), "--accept-server-license-terms"];
  args.push("--server-data-dir", dataFolder, "--install-extension", vsix, "--force");
  const output = await runCommand(process.execPath, args, {
    purpose: `Installing ${vsix} in VS Code`,
    env: cleanEnvironment(dataFolder),
  });
  if (!/successfully installed/i.test(output)) {
    throw new HostTrouble(`VS Code did not accept ${vsix}.\n${tail(output)}`);
  }
}

function serverArguments(options: ServerOptions): string[] {
  return [
    join(options.vscode, "out", "server-main.js"),
    ...["--host", "127.0.0.1", "--port", String(options.port ?? 0)],
    ...(options.token === undefined
      ? ["--without-connection-token"]
      : ["--connection-token", options.token]),
    "--accept-server-license-terms",
    ...["--server-data-dir", options.dataFolder],
    ...["--telemetry-level", "off"],
    ...(options.isDriven === true ? ["--enable-smoke-test-driver"] : []),
  ];
}

/**
 * The environment without the person's credentials and without the extension gallery.
 *
 * A test must never reach a real tracker with a real token, whatever it does.
 */
function cleanEnvironment(dataFolder: string): NodeJS.ProcessEnv {
  const isPrivate = /^(JIRA_|LINEAR_|GITHUB_|GH_|AZURE_DEVOPS_|CANON_|GDD_|VSCODE_|npm_)/i;
  const kept = Object.entries(process.env).filter(([name]) => !isPrivate.test(name));
  return {
    ...Object.fromEntries(kept),
    GH_CONFIG_DIR: join(dataFolder, "gh"),
    EXTENSIONS_GALLERY: JSON.stringify({ serviceUrl: "", itemUrl: "", resourceUrlTemplate: "" }),
  };
}

function readPort(child: ChildProcess, logFile: string): Promise<number> {
  const log = createWriteStream(logFile, { flags: "a" });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`no answer within ${START_TIMEOUT_MS / 1000} s.`));
    }, START_TIMEOUT_MS);
    const done = (finish: () => void): void => {
      clearTimeout(timer);
      finish();
    };
    let seen = "";
    const read = (chunk: Buffer): void => {
      log.write(chunk);
      if (seen.length > 100_000) return;
      seen += chunk.toString("utf8");
      const port = /Extension host agent listening on (\d+)/.exec(seen)?.[1];
      if (port !== undefined)
        done(() => {
          resolve(Number(port));
        });
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("error", (error) => {
      done(() => {
        reject(error);
      });
    });
    child.once("exit", (code) => {
      done(() => {
        reject(new Error(`it ended with exit code ${String(code)}.`));
      });
    });
  });
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) =>
    child.once("exit", () => {
      resolve();
    }),
  );
  kill(child.pid, "SIGTERM");
  const timer = setTimeout(() => {
    kill(child.pid ?? 0, "SIGKILL");
  }, 5_000);
  await ended;
  clearTimeout(timer);
  kill(child.pid, "SIGKILL");
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(process.platform === "win32" ? pid : -pid, signal);
  } catch {
    // Already gone, which is what was wanted.
  }
}

function tail(text: string): string {
  return text.trimEnd().split("\n").slice(-40).join("\n");
}
