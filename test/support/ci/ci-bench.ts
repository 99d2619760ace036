import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import type { CiEvent, CiSystemFile } from "./ci-files.ts";

export interface CiRun {
  readonly code: number;
  readonly log: string;
}

/** A bare remote, a person's clone of it, and jobs that start from a fresh clone each. */
export class CiBench {
  readonly #folder = realpathSync(mkdtempSync(join(tmpdir(), "canon-ci-")));
  #address: string | undefined;
  #jobs = 0;

  constructor(cli: string, files: Readonly<Record<string, string>>) {
    this.#shim("canon", `exec "${process.execPath}" "${cli}" "$@"`);
    this.#shim("npm", `echo "$@" >> "${join(this.#folder, "npm.log")}"`);
    this.#git(this.#folder, "init", "--quiet", "--bare", "-b", "main", "remote.git");
    this.#git(this.remote, "config", "receive.advertisePushOptions", "true");
    this.#git(this.#folder, "clone", "--quiet", this.remote, "person");
    this.#git(this.person, "checkout", "--quiet", "-b", "main");
    this.commit("Begin", files);
  }

  get remote(): string {
    return join(this.#folder, "remote.git");
  }

  get person(): string {
    return join(this.#folder, "person");
  }

  /** A person brings their clone up to date, commits and pushes. */
  commit(message: string, files: Readonly<Record<string, string>>): void {
    if (this.#git(this.remote, "branch", "--list", "main") !== "") {
      this.#git(this.person, "pull", "--quiet", "--rebase", "origin", "main");
    }
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.person, path)), { recursive: true });
      writeFileSync(join(this.person, path), text);
    }
    this.#git(this.person, "add", "--all");
    this.#git(this.person, "commit", "--quiet", "-m", message);
    this.#git(this.person, "push", "--quiet", "origin", "main");
  }

  /** A person merges a branch with one file, as the page of the CI system's host would. */
  merge(message: string, path: string, text: string): void {
    this.#git(this.person, "pull", "--quiet", "--rebase", "origin", "main");
    this.#git(this.person, "checkout", "--quiet", "-b", "feature");
    mkdirSync(dirname(join(this.person, path)), { recursive: true });
    writeFileSync(join(this.person, path), text);
    this.#git(this.person, "add", "--all");
    this.#git(this.person, "commit", "--quiet", "-m", "Work");
    this.#git(this.person, "checkout", "--quiet", "main");
    this.#git(this.person, "merge", "--quiet", "--no-ff", "-m", message, "feature");
    this.#git(this.person, "push", "--quiet", "origin", "main");
  }

  edit(path: string, from: string, to: string): string {
    const text = this.shown(path);
    if (!text.includes(from)) throw new Error(`${path} has no ${from}:\n${text}`);
    return text.replace(from, () => to);
  }

  /** A file as the remote has it. */
  shown(path: string, branch = "main"): string {
    return `${this.#git(this.remote, "show", `${branch}:${path}`)}\n`;
  }

  /** Branches of the remote with their commits. */
  branches(): string {
    return this.#git(
      this.remote,
      "for-each-ref",
      "--format=%(refname:short) %(objectname)",
      "refs/heads",
    );
  }

  /** Refuses pushes to a branch, as a host does that protects it. */
  protect(branch: string): void {
    const hook = join(this.remote, "hooks/update");
    writeFileSync(hook, `#!/bin/sh\n[ "$1" != "refs/heads/${branch}" ]\n`, { mode: 0o755 });
  }

  /** Has a person push the moment before a job's first push arrives. */
  raceWith(message: string, files: Readonly<Record<string, string>>): void {
    const hook = join(this.#folder, "race.sh");
    const once = join(this.#folder, "raced");
    const writes = Object.entries(files).map(([path, text], index) => {
      const copy = join(this.#folder, `race-${String(index)}`);
      writeFileSync(copy, text);
      return `mkdir -p "$(dirname "${path}")" && cp "${copy}" "${path}"`;
    });
    const lines = [
      "#!/bin/sh -e",
      `[ ! -e "${once}" ] || exit 0`,
      `touch "${once}"`,
      // A hook inherits the repository that git runs it for.
      "unset $(git rev-parse --local-env-vars)",
      `cd "${this.person}"`,
      "export GIT_AUTHOR_NAME=Ines GIT_AUTHOR_EMAIL=i@example.com GIT_COMMITTER_NAME=Ines GIT_COMMITTER_EMAIL=i@example.com",
      "git pull --quiet --rebase origin main",
      ...writes,
      `git add --all && git commit --quiet -m "${message}" && git push --quiet origin main`,
    ];
    writeFileSync(hook, `${lines.join("\n")}\n`, { mode: 0o755 });
  }

  /** Gives clones of jobs this address of their remote; git itself goes to the one on disk. */
  nameRemote(address: string): void {
    this.#address = address;
  }

  /** Runs a pipeline as its system would for an event, on a fresh clone. */
  async run(
    system: CiSystemFile,
    event: CiEvent,
    more: Readonly<Record<string, string>> = {},
  ): Promise<CiRun> {
    const job = this.#checkOut();
    let code = 0;
    const logs: string[] = [];
    for (const { script, options, env, always } of system.shells(event)) {
      if (code !== 0 && !always) continue;
      const file = join(this.#folder, "step.sh");
      writeFileSync(file, script);
      const ended = await shell([...options, file], job, {
        ...this.#env(),
        ...env,
        ...this.#places(job),
        ...more,
      });
      logs.push(script, ended.log);
      if (ended.code !== 0) code = ended.code;
    }
    return { code, log: logs.join("\n") };
  }

  #checkOut(): string {
    this.#jobs += 1;
    const job = join(this.#folder, `job-${String(this.#jobs)}`);
    this.#git(this.#folder, "clone", "--quiet", this.remote, job);
    if (this.#address !== undefined) {
      this.#git(job, "remote", "set-url", "origin", this.#address);
      this.#git(job, "config", `url.${this.remote}.insteadOf`, this.#address);
    }
    const race = join(this.#folder, "race.sh");
    if (existsSync(race)) {
      const hook = `#!/bin/sh\n"${race}" < /dev/null\n`;
      writeFileSync(join(job, ".git/hooks/pre-push"), hook, { mode: 0o755 });
    }
    return job;
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #places(job: string): Record<string, string> {
    return {
      AGENT_TEMPDIRECTORY: this.#folder,
      CI_PROJECT_DIR: job,
      CI_SERVER_URL: `file://${this.#folder}`,
      GITHUB_STEP_SUMMARY: join(this.#folder, "summary.md"),
    };
  }

  #shim(name: string, line: string): void {
    const bin = join(this.#folder, "bin");
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, name), `#!/bin/sh\n${line}\n`, { mode: 0o755 });
  }

  #env(): Record<string, string> {
    const path = `${join(this.#folder, "bin")}${delimiter}${process.env["PATH"] ?? ""}`;
    const nobody = { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
    return { PATH: path, HOME: this.#folder, ...nobody };
  }

  /** Runs git as a person; gives what it printed. */
  #git(cwd: string, ...args: readonly string[]): string {
    const env = {
      ...this.#env(),
      GIT_AUTHOR_NAME: "Ines",
      GIT_AUTHOR_EMAIL: "ines@example.com",
      GIT_COMMITTER_NAME: "Ines",
      GIT_COMMITTER_EMAIL: "ines@example.com",
    };
    return execFileSync("git", args, { cwd, env, encoding: "utf8", stdio: "pipe" }).trim();
  }
}

function shell(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<CiRun> {
  return new Promise((resolve, reject) => {
    const parts: string[] = [];
    const child = spawn("bash", ["--noprofile", "--norc", ...args], { cwd, env });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => parts.push(chunk.toString()));
    }
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 127, log: parts.join("") }));
  });
}
