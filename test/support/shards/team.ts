import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { specPaths } from "../histories/spec-edits.ts";
import { gitEnvironment } from "./git-server.ts";
import { tidyUp } from "../histories/tidy-up.ts";
import { mergeByHand } from "./merge-by-hand.ts";

const run = promisify(execFile);
const NAMES = ["AUTHOR", "COMMITTER"] as const;
const ATTEMPTS = 12;

/** A person's clone: what they change lands on main, or is done again on what landed before it. */
export class Team {
  readonly #clone: string;
  readonly #env: Record<string, string>;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(folder: string) {
    this.#clone = join(folder, "person");
    this.#env = gitEnvironment(folder);
    for (const name of NAMES) {
      this.#env[`GIT_${name}_NAME`] = "Ines";
      this.#env[`GIT_${name}_EMAIL`] = "ines@example.com";
    }
  }

  async begin(remote: string, files: Readonly<Record<string, string>>): Promise<void> {
    await run("git", ["clone", "--quiet", remote, this.#clone], { env: this.#env });
    await this.git("checkout", "--quiet", "-b", "main");
    await this.#push("Begin", new Map(), new Map(Object.entries(files)));
  }

  /** Changes specs on the newest main; `change` is asked again where somebody else was faster. */
  edit(change: (files: Map<string, string>) => void): Promise<SpecChange> {
    return this.#inTurn(async () => {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        await this.#bringUpToDate();
        const was = this.#specs();
        const files = new Map(was);
        change(files);
        if (await this.#push("Edit", was, files)) return { was, is: files };
      }
      throw new Error(`A person could not push in ${String(ATTEMPTS)} attempts.`);
    });
  }

  /** The specs and Canon's own files, as main has them. */
  files(): Promise<Map<string, string>> {
    return this.#inTurn(async () => {
      await this.#bringUpToDate();
      const own = this.#read(".canon").filter(([path]) => path.endsWith(".json"));
      return new Map([...this.#specs(), ...own]);
    });
  }

  /** Merges a branch that a job left because it could not push, as its log asks for. */
  merge(branch: string, resolve: (clone: string) => Promise<void>): Promise<void> {
    return this.#inTurn(async () => {
      await this.#bringUpToDate();
      try {
        await this.git("rebase", "--quiet", "origin/main", `origin/${branch}`);
      } catch {
        await resolve(this.#clone);
        const merged = new Map(this.#read("docs").map(([path, text]) => [path, mergeByHand(text)]));
        tidyUp(merged);
        for (const [path, text] of merged) writeFileSync(join(this.#clone, path), text);
        await this.git("add", "--update");
        await this.git("-c", "core.editor=true", "rebase", "--continue");
      }
      await this.git("push", "--quiet", "origin", "HEAD:main", `:refs/heads/${branch}`);
      await this.git("checkout", "--quiet", "main");
    });
  }

  /** Branches of the remote beside main. */
  async branches(): Promise<string[]> {
    const refs = await this.git("ls-remote", "--heads", "origin");
    const names = refs.split("\n").map((line) => line.replace(/^.*refs\/heads\//, ""));
    return names.filter((name) => name !== "main");
  }

  /** The newest commit on main. */
  async head(): Promise<string> {
    const [id = ""] = (await this.git("ls-remote", "origin", "refs/heads/main")).split("\t");
    return id;
  }

  /** Runs git in the clone; gives what it printed. */
  async git(...args: readonly string[]): Promise<string> {
    const { stdout } = await run("git", [...args], { cwd: this.#clone, env: this.#env });
    return stdout.trim();
  }

  async #bringUpToDate(): Promise<void> {
    await this.git("fetch", "--quiet", "--prune", "origin");
    await this.git("reset", "--quiet", "--hard", "origin/main");
  }

  #specs(): Map<string, string> {
    const files = new Map(this.#read("docs/specs"));
    return new Map(specPaths(files).map((path) => [path, files.get(path) ?? ""]));
  }

  #read(folder: string): [string, string][] {
    const entries = readdirSync(this.#clone, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(this.#clone.length + 1))
      .filter((path) => path.startsWith(`${folder}/`))
      .map((path) => [path, readFileSync(join(this.#clone, path), "utf8")]);
  }

  /** False where somebody else pushed first. */
  async #push(
    message: string,
    was: ReadonlyMap<string, string>,
    is: ReadonlyMap<string, string>,
  ): Promise<boolean> {
    for (const path of was.keys()) if (!is.has(path)) rmSync(join(this.#clone, path));
    for (const [path, text] of is) {
      mkdirSync(dirname(join(this.#clone, path)), { recursive: true });
      writeFileSync(join(this.#clone, path), text);
    }
    await this.git("add", "--all");
    await this.git("commit", "--quiet", "--allow-empty", "-m", message);
    try {
      await this.git("push", "--quiet", "origin", "HEAD:main");
      return true;
    } catch (error) {
      if (!/rejected|failed to push|cannot lock ref/.test(String(error))) throw error;
      return false;
    }
  }

  /** One clone, one hand. */
  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(task);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}

export interface SpecChange {
  readonly was: ReadonlyMap<string, string>;
  readonly is: ReadonlyMap<string, string>;
}
