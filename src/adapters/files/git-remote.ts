import { readFile, realpath, stat } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { Problem } from "../../core/kernel/problem.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import { remoteUrl } from "./git-config.ts";

/** Where the repository of a folder was cloned from. */
export interface GitRemote {
  /** As the configuration has it; anybody may have written it. */
  readonly url: string;
  /** What leads from the repository's root to the folder: empty, or with a slash at the end. */
  readonly prefix: string;
  /** The branch that the folder is on; null where it is on none. */
  readonly branch: string | null;
}

const MAX_BYTES = 1_000_000;

/**
 * Finds the remote `origin` of the repository that a folder lies in.
 *
 * Shape:  read from the files of git, so that git need not be there; worktrees and submodules keep
 *         theirs elsewhere and say where.
 * Errors: no repository, or none with such a remote.
 */
export async function readGitRemote(folder: string): Promise<Result<GitRemote, Problem>> {
  const root = await realpath(folder).catch(() => resolve(folder));
  for (let at = root; ; at = dirname(at)) {
    const folders = await gitFolders(join(at, ".git"));
    const config = folders === undefined ? undefined : await text(join(folders.common, "config"));
    if (folders !== undefined && config !== undefined) {
      const url = remoteUrl(config, "origin");
      if (url === undefined) return err(noRemote());
      const below = relative(at, root).split(sep).join("/");
      const prefix = below === "" ? "" : `${below}/`;
      return ok({ url, prefix, branch: await branchOf(folders.own) });
    }
    if (dirname(at) === at) return err(noRepository());
  }
}

/** What git keeps for a working tree alone, and what all trees of the repository share. */
interface GitFolders {
  readonly own: string;
  readonly common: string;
}

/** Undefined where there is no repository. */
async function gitFolders(place: string): Promise<GitFolders | undefined> {
  const found = await stat(place).catch(() => undefined);
  if (found === undefined) return undefined;
  if (found.isDirectory()) return { own: place, common: place };
  const pointer = /^gitdir: (.+?)\s*$/.exec((await text(place)) ?? "")?.[1];
  if (pointer === undefined) return undefined;
  const own = resolve(dirname(place), pointer);
  const common = (await text(join(own, "commondir")))?.trim();
  return { own, common: common === undefined ? own : resolve(own, common) };
}

async function branchOf(folder: string): Promise<string | null> {
  const head = await text(join(folder, "HEAD"));
  return /^ref: refs\/heads\/(\S+)\s*$/.exec(head ?? "")?.[1] ?? null;
}

async function text(path: string): Promise<string | undefined> {
  try {
    const found = await stat(path);
    return found.isFile() && found.size <= MAX_BYTES ? await readFile(path, "utf8") : undefined;
  } catch {
    return undefined;
  }
}

function noRepository(): Problem {
  return {
    code: "git/no-repository",
    severity: "error",
    line: null,
    message: t(
      "This folder is in no git repository, so there is nowhere to open a pull request. Nothing was changed. Sync without it to edit the specs here.",
    ),
  };
}

function noRemote(): Problem {
  return {
    code: "git/no-remote",
    severity: "error",
    line: null,
    message: t(
      "The git repository has no remote named origin, so there is nowhere to open a pull request. Nothing was changed. Add one with `git remote add origin`.",
    ),
  };
}
