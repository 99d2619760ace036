import type { CancelSignal } from "../../core/kernel/cancel.ts";
import {
  placeKey,
  type CodeHistory,
  type CommittedPlace,
  type FileVersions,
} from "../../ports/code-history.ts";
import { readBlobs } from "./read-blobs.ts";
import { runGit, type GitPlace } from "./run-git.ts";

/** A spec that was changed more often is followed this far back. */
const MAX_VERSIONS = 400;

/** Old and new path of a file that a commit, or the index, renamed; nothing of the working tree. */
const RENAMES = ["-M", "--diff-filter=R", "--name-status", "--no-ext-diff", "--no-textconv"];

/**
 * The history that git keeps of a folder. Reads stored objects alone: no filter of the working
 * tree runs, and nothing is fetched.
 */
export function createCodeHistory(place: GitPlace): CodeHistory {
  return new GitHistory(place);
}

interface Repository {
  /** Leads from the repository's root to the folder: empty, or with a slash at the end. */
  readonly prefix: string;
  readonly isShallow: boolean;
}

class GitHistory implements CodeHistory {
  readonly #git: GitPlace;
  #repository: Promise<Repository | null> | undefined;

  constructor(place: GitPlace) {
    this.#git = place;
  }

  async versionsOf(path: string, signal: CancelSignal): Promise<FileVersions> {
    const repository = await this.#open(signal);
    if (repository === null) return { kind: "unknown" };
    const log = await this.#log(
      ["--follow", `--max-count=${MAX_VERSIONS}`, "--name-only", `--format=${MARK}%H`],
      ["--", path],
      signal,
    );
    if (log === null) return { kind: "unknown" };
    const all = readVersions(log);
    const inside = all.filter((one) => one.path.startsWith(repository.prefix));
    const versions = inside.map(({ commit, path: full }) => ({
      commit,
      path: full.slice(repository.prefix.length),
    }));
    const isWhole =
      !repository.isShallow && all.length < MAX_VERSIONS && inside.length === all.length;
    return { kind: "known", versions, isWhole };
  }

  async textsAt(
    places: readonly CommittedPlace[],
    maxBytes: number,
    signal: CancelSignal,
  ): Promise<ReadonlyMap<string, string | null>> {
    const repository = places.length === 0 ? null : await this.#open(signal);
    if (repository === null) return new Map();
    const names = new Map(
      places.map((one) => [placeKey(one), `${one.commit}:${repository.prefix}${one.path}`]),
    );
    const blobs = await readBlobs(this.#git, [...new Set(names.values())], maxBytes, signal);
    return new Map([...names].map(([key, name]) => [key, blobs.get(name) ?? null]));
  }

  async renamedSince(commit: string, signal: CancelSignal): Promise<ReadonlyMap<string, string>> {
    const repository = await this.#open(signal);
    if (repository === null) return new Map();
    const steps = await this.#log(
      ["--reverse", ...RENAMES, "--format="],
      [`${commit}..HEAD`],
      signal,
    );
    const index = await this.#text(["diff-index", "--cached", ...RENAMES, "HEAD", "--"], signal);
    const renames = readRenames(`${steps ?? ""}\n${index ?? ""}`);
    const { prefix } = repository;
    return new Map(
      [...followed(renames)].flatMap(([from, to]) =>
        from.startsWith(prefix) && to.startsWith(prefix)
          ? [[from.slice(prefix.length), to.slice(prefix.length)] as const]
          : [],
      ),
    );
  }

  /** The line of commits that the workspace stands on: a merge counts as one step. */
  #log(
    options: readonly string[],
    what: readonly string[],
    signal: CancelSignal,
  ): Promise<string | null> {
    const fixed = ["log", "--first-parent", "-m", "--no-ext-diff", "--no-textconv"];
    return this.#text([...fixed, ...options, ...what], signal);
  }

  #open(signal: CancelSignal): Promise<Repository | null> {
    this.#repository ??= this.#look(signal);
    return this.#repository;
  }

  async #look(signal: CancelSignal): Promise<Repository | null> {
    const ask = ["rev-parse", "--is-shallow-repository", "--show-prefix"];
    const said = await this.#text(ask, signal);
    if (said === null) return null;
    const [isShallow = "", prefix = ""] = said.split("\n");
    return { prefix, isShallow: isShallow.trim() !== "false" };
  }

  async #text(args: readonly string[], signal: CancelSignal): Promise<string | null> {
    return (await runGit(this.#git, args, signal))?.toString("utf8") ?? null;
  }
}

const MARK = "commit ";

/** Lines of `commit <id>`, each followed by the path that the file had then. */
function readVersions(log: string): CommittedPlace[] {
  const versions: CommittedPlace[] = [];
  let commit: string | null = null;
  for (const line of log.split("\n")) {
    if (line === "") continue;
    const id: string | undefined = /^commit ([0-9a-f]{40,64})$/.exec(line)?.[1];
    if (id !== undefined) commit = id;
    else if (commit !== null) versions.push({ commit, path: line });
  }
  return versions;
}

function readRenames(text: string): (readonly [string, string])[] {
  return text.split("\n").flatMap((line) => {
    const [kind, from, to] = line.split("\t");
    return kind?.startsWith("R") === true && from !== undefined && to !== undefined
      ? [[from, to] as const]
      : [];
  });
}

/** Renames one after the other, as one step from the first name to the last. */
function followed(renames: readonly (readonly [string, string])[]): Map<string, string> {
  const first = new Map<string, string>();
  const last = new Map<string, string>();
  for (const [from, to] of renames) {
    const origin = first.get(from) ?? from;
    first.delete(from);
    first.set(to, origin);
    last.set(origin, to);
  }
  return last;
}
