import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "../../esbuild.mjs";

const project = join(dirname(fileURLToPath(import.meta.url)), "../..");

export const CLI = join(project, "dist/cli.js");

let built: Promise<void> | undefined;

/** Builds the command line once for all suites of this process. */
export function buildCli(): Promise<void> {
  built ??= build(["cli"]);
  return built;
}

export interface RunOptions {
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Relative to the root. */
  readonly cwd?: string;
  /** Runs as somebody who owns nothing, where the tests run as root: root may write anywhere. */
  readonly asStranger?: boolean;
}

export interface RunResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly bytes: Buffer;
  readonly stderr: string;
  /** The one JSON document on stdout. */
  json(): unknown;
}

const NOBODY = 65_534;
const DROP_ROOT = `data:text/javascript,process.setgid(${NOBODY});process.setuid(${NOBODY})`;

/** Starts `canon` and gives the process, so that a test can end it early. */
export function startCanon(root: string, args: readonly string[], options: RunOptions = {}) {
  const mustDropRoot = options.asStranger === true && process.getuid?.() === 0;
  const start = mustDropRoot ? ["--import", DROP_ROOT, openCopy()] : [CLI];
  return spawn(process.execPath, [...start, ...args], {
    cwd: join(root, options.cwd ?? "."),
    env: { PATH: process.env.PATH ?? "", HOME: root, ...options.env },
  });
}

let copied: string | undefined;

/** The built command line where everybody may read it; a checkout may lie in a private folder. */
function openCopy(): string {
  if (copied === undefined) {
    const folder = mkdtempSync(join(tmpdir(), "canon-dist-"));
    cpSync(join(project, "dist"), join(folder, "dist"), { recursive: true });
    cpSync(join(project, "package.json"), join(folder, "package.json"));
    chmodSync(folder, 0o755);
    process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
    copied = join(folder, "dist/cli.js");
  }
  return copied;
}

export async function runCanon(
  root: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  const child = startCanon(root, args, options);
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
  child.stdin.end(options.stdin ?? "");
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  const bytes = Buffer.concat(out);
  const stdout = bytes.toString();
  return {
    code,
    stdout,
    bytes,
    stderr: Buffer.concat(err).toString(),
    json: () => {
      assert.match(stdout, /^\{[\s\S]*\}\n$/, "stdout is one JSON document");
      return JSON.parse(stdout) as unknown;
    },
  };
}

/** A workspace on disk, thrown away by `remove`. */
export class TestWorkspace {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), "canon-cli-")));

  constructor(files: Readonly<Record<string, string>> = {}) {
    for (const [path, text] of Object.entries(files)) this.write(path, text);
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), "utf8");
  }

  has(path: string): boolean {
    return existsSync(join(this.root, path));
  }

  edit(path: string, from: string, to: string): void {
    const text = this.read(path);
    assert.ok(text.includes(from), `${path} has no ${JSON.stringify(from)}:\n${text}`);
    this.write(
      path,
      text.replace(from, () => to),
    );
  }

  /** Every file with its text and the time of its last change. */
  contents(): Record<string, string> {
    const entries = readdirSync(this.root, { recursive: true, withFileTypes: true });
    return Object.fromEntries(
      entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .sort()
        .map((path) => [path, `${statSync(path).mtimeMs} ${readFileSync(path, "utf8")}`]),
    );
  }

  tickets(): string[] {
    if (!this.has(".canon/tickets")) return [];
    const names = readdirSync(join(this.root, ".canon/tickets"));
    return names.filter((name) => name.endsWith(".md")).sort();
  }

  /** Lets nobody but root write anywhere in it. */
  makeReadOnly(): void {
    this.#changeModes(0o555, 0o444);
  }

  /** Lets everybody write everywhere in it. */
  makeOpen(): void {
    this.#changeModes(0o777, 0o666);
  }

  #changeModes(folderMode: number, fileMode: number): void {
    chmodSync(this.root, folderMode | 0o200);
    for (const entry of readdirSync(this.root, { recursive: true, withFileTypes: true })) {
      chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? folderMode : fileMode);
    }
    chmodSync(this.root, folderMode);
  }

  run(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
    return runCanon(this.root, args, options);
  }

  remove(): void {
    this.makeOpen();
    rmSync(this.root, { recursive: true, force: true });
  }
}
