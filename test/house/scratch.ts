import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { project } from "../run/run-command.ts";

const COPIED = [
  ".c8rc.json",
  ".dependency-cruiser.cjs",
  ".eslint.config.mjs",
  ".knip.json",
  ".mocharc.json",
  ".prettierignore",
  ".prettierrc.json",
  "esbuild.mjs",
  "package.json",
  "src",
  "test/run",
  "test/tsconfig.json",
  "tsconfig.json",
];

/** A copy of the sources and of the tools' settings, to plant violations in. */
export interface Scratch {
  readonly root: string;
  readonly plant: (path: string, text: string) => void;
  /** Runs a script of the copy and gives back all that it printed. */
  readonly run: (...args: readonly string[]) => Promise<string>;
  readonly remove: () => void;
}

export function makeScratch(): Scratch {
  const root = mkdtempSync(join(tmpdir(), "canon-house-"));
  for (const path of COPIED) {
    cpSync(join(project, path), join(root, path), { recursive: true });
  }
  symlinkSync(join(project, "node_modules"), join(root, "node_modules"), "junction");
  return {
    root,
    plant: (path, text) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    run: (...args) => runIn(root, args),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function runIn(root: string, args: readonly string[]): Promise<string> {
  // Mocha's own variables would make a nested run believe that it is this one.
  const env = { ...process.env, NO_COLOR: "1", NODE_V8_COVERAGE: "" };
  const child = spawn(process.execPath, args, {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const keep = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  return new Promise((resolve) => child.on("close", (code) => resolve(`${output}\nexit ${code}`)));
}
