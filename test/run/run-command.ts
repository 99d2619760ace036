import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const project = fileURLToPath(new URL("../../", import.meta.url));

export interface Ended {
  readonly code: number;
  readonly output: string;
}

/** Far beyond what the slowest suite takes: an endless loop must not hold up everything else. */
const LONGEST_MS = 40 * 60_000;

/** Runs a Node script of this project. Its output goes to the terminal, or is kept for later. */
export function runNode(
  args: readonly string[],
  show: "at once" | "later",
  env: Readonly<Record<string, string>> = {},
  longestMs = LONGEST_MS,
): Promise<Ended> {
  const child = spawn(process.execPath, args, {
    cwd: project,
    env: { ...process.env, ...env },
    stdio: show === "at once" ? "inherit" : ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const keep = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  const timer = setTimeout(() => {
    const text = `Stopped after ${longestMs / 60_000} minutes: ${args.join(" ")}\n`;
    output += text;
    console.error(text);
    child.kill("SIGKILL");
  }, longestMs);
  return new Promise((resolve) => {
    child.on("error", (error) => resolve({ code: 127, output: error.message }));
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? 1, output });
    });
  });
}
