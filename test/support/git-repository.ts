import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A real repository in a folder; nobody's own settings of git count in it. */
export class GitRepository {
  readonly root: string;

  constructor(root: string) {
    this.root = root;
    this.git("init", "--quiet", "-b", "main");
  }

  git(...args: string[]): string {
    return this.#run(args, {});
  }

  #run(args: readonly string[], more: Readonly<Record<string, string>>): string {
    const who = ["-c", "user.name=Ines", "-c", "user.email=ines@example.com"];
    const quiet = { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };
    const env = { ...process.env, ...quiet, ...more };
    return execFileSync("git", [...who, ...args], { cwd: this.root, env, encoding: "utf8" }).trim();
  }

  write(path: string, text: string | Uint8Array): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  remove(path: string): void {
    rmSync(join(this.root, path));
  }

  /** Writes files, commits everything, and gives the commit's id. */
  commit(message: string, files: Readonly<Record<string, string | Uint8Array>> = {}): string {
    for (const [path, text] of Object.entries(files)) this.write(path, text);
    this.git("add", "-A");
    this.git("commit", "--quiet", "--allow-empty", "-m", message);
    return this.git("rev-parse", "HEAD");
  }

  /** The same as of a time, which is when the commit came into being. ISO 8601. */
  commitAt(at: string, files: Readonly<Record<string, string | Uint8Array>> = {}): string {
    for (const [path, text] of Object.entries(files)) this.write(path, text);
    this.git("add", "-A");
    this.#run(["commit", "--quiet", "--allow-empty", "-m", at], { GIT_COMMITTER_DATE: at });
    return this.git("rev-parse", "HEAD");
  }
}
