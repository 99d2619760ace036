import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A repository of git on disk, as people make one by hand. */
export interface RealRepository {
  readonly folder: string;
  /** Runs git; gives what it printed. */
  readonly git: (...args: readonly string[]) => string;
  /** Commits one file; a null text removes it. Gives the commit. */
  commit(message: string, path: string, text: string | null): string;
  /** Starts a branch from main and goes there. */
  branch(name: string): void;
  /** Merges a branch into main with this message and goes there. Gives the commit. */
  merge(name: string, message: string): string;
  /** The same in one commit of its own. */
  squash(name: string, message: string): string;
}

const AUTHOR = {
  GIT_AUTHOR_NAME: "Ada",
  GIT_AUTHOR_EMAIL: "ada@example.com",
  GIT_COMMITTER_NAME: "Ada",
  GIT_COMMITTER_EMAIL: "ada@example.com",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
};

/** Makes a repository with one commit on main. */
export function createRealRepository(folder: string): RealRepository {
  let minute = 0;
  const git = (...args: readonly string[]): string => {
    const at = new Date(Date.UTC(2026, 0, 5, 10, minute)).toISOString();
    const env = { ...process.env, ...AUTHOR, GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at };
    return execFileSync("git", [...args], { cwd: folder, env, encoding: "utf8" }).trim();
  };
  const head = (): string => git("rev-parse", "HEAD");
  const repository: RealRepository = {
    folder,
    git,
    commit(message, path, text) {
      minute += 1;
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      if (text === null) rmSync(file);
      else writeFileSync(file, text);
      git("add", "-A");
      git("commit", "-q", "-m", message);
      return head();
    },
    branch(name) {
      git("checkout", "-q", "-b", name, "main");
    },
    merge(name, message) {
      minute += 1;
      git("checkout", "-q", "main");
      git("merge", "-q", "--no-ff", "-m", message, name);
      return head();
    },
    squash(name, message) {
      minute += 1;
      git("checkout", "-q", "main");
      git("merge", "-q", "--squash", name);
      git("commit", "-q", "-m", message);
      return head();
    },
  };
  git("init", "-q", "-b", "main");
  repository.commit("Begin", "README.md", "# Shop\n");
  return repository;
}
