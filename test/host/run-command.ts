import { spawn } from "node:child_process";
import { dirname, delimiter } from "node:path";
import { HostTrouble } from "./host-trouble.ts";

interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** What the command was for, to begin the message when it fails. */
  readonly purpose: string;
  readonly advice?: string;
}

/** Runs a program without a shell and gives its output; a failure names purpose and last lines. */
export async function runCommand(
  program: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<string> {
  const { code, output } = await collect(program, args, options);
  if (code === 0) return output;
  const tail = output.trim().split("\n").slice(-15).join("\n");
  const advice = options.advice === undefined ? "" : `\n${options.advice}`;
  throw new HostTrouble(`${options.purpose} did not work (exit ${code}).\n${tail}${advice}`);
}

/** Runs npm with the Node that runs this process; `npm run` tells where its npm lives. */
export async function runNpm(args: readonly string[], options: CommandOptions): Promise<string> {
  const env = npmEnvironment();
  const script = process.env["npm_execpath"];
  if (script?.endsWith(".js") === true) {
    return runCommand(process.execPath, [script, ...args], { ...options, env });
  }
  if (process.platform !== "win32") return runCommand("npm", args, { ...options, env });
  // npm is a batch file on Windows, which only the command interpreter can start.
  return runCommand("cmd.exe", ["/d", "/c", "npm", ...args], { ...options, env });
}

/** Leaves out what an outer `npm run` says about this project, so that npm looks at `cwd` only. */
function npmEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^npm_(package|lifecycle|config_(local_prefix|global_prefix|prefix))/i.test(name) &&
      !/^(INIT_CWD|PATH)$/i.test(name),
  );
  const path = `${dirname(process.execPath)}${delimiter}${process.env["PATH"] ?? ""}`;
  return { ...Object.fromEntries(kept), PATH: path };
}

function collect(
  program: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const keep = (chunk: Buffer): void => {
      output += chunk.toString("utf8");
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", (error) => {
      resolve({ code: 127, output: error.message });
    });
    child.once("close", (code) => {
      resolve({ code: code ?? 1, output });
    });
  });
}
