import type { CancelSignal } from "../../core/kernel/cancel.ts";
import type { Problem } from "../../core/kernel/problem.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type { FileInGit } from "../../ports/git-commits.ts";
import { askGit } from "./ask-git.ts";
import type { CommitBranch } from "./commit-branch.ts";
import { readBlobs } from "./read-blobs.ts";
import { readTree, type StoredFile } from "./read-tree.ts";
import type { GitPlace } from "./run-git.ts";

const MAX_BYTES = 64_000_000;
/** What would put something else into the repository than the file has. */
const FILTERS = ["filter", "ident", "working-tree-encoding"];

/** Says how files of the folder stand in the newest commit and in the index. */
export async function filesInGit(
  place: GitPlace,
  { commit, prefix }: CommitBranch,
  paths: readonly string[],
  signal: CancelSignal,
): Promise<Result<Map<string, FileInGit>, Problem>> {
  if (paths.length === 0) return ok(new Map());
  const tree = await readTree(
    place,
    commit,
    paths.map((path) => prefix + path),
    signal,
  );
  if (!tree.ok) return tree;
  const index = await readIndex(place, paths, signal);
  if (!index.ok) return index;
  const filtered = await listed(place, ["check-attr", "-z", ...FILTERS, "--", ...paths], signal);
  if (!filtered.ok) return filtered;
  const asked = ["ls-files", "--others", "--ignored", "--exclude-standard", "-z", "--", ...paths];
  const ignored = await listed(place, asked, signal);
  if (!ignored.ok) return ignored;
  const stored = [...tree.value.values(), ...[...index.value.values()].flat()];
  const ids = [...new Set(stored.map(({ id }) => id))];
  const texts = await readBlobs(place, ids, MAX_BYTES, signal);
  if (texts.size < ids.length) return err(unread());
  const isFiltered = readAttributes(filtered.value);
  const isIgnored = new Set(ignored.value);
  return ok(
    new Map(
      paths.map((path) => {
        const committed = tree.value.get(prefix + path);
        const staged = index.value.get(path) ?? [];
        const [only] = staged;
        const textOf = (one: StoredFile | undefined) =>
          one === undefined ? null : (texts.get(one.id) ?? null);
        const obstacle = isIgnored.has(path)
          ? "ignored"
          : isFiltered.has(path)
            ? "filtered"
            : obstacleOf(committed, staged);
        return [path, { committed: textOf(committed), staged: textOf(only), obstacle }];
      }),
    ),
  );
}

function obstacleOf(
  committed: StoredFile | undefined,
  staged: readonly StoredFile[],
): FileInGit["obstacle"] {
  if (staged.some(({ stage }) => stage !== 0)) return "unmerged";
  const all = committed === undefined ? staged : [committed, ...staged];
  return all.every(({ mode }) => /^100(?:644|755)$/.test(mode)) ? null : "not-regular";
}

async function readIndex(
  place: GitPlace,
  paths: readonly string[],
  signal: CancelSignal,
): Promise<Result<Map<string, StoredFile[]>, Problem>> {
  const entries = await listed(place, ["ls-files", "--stage", "-z", "--", ...paths], signal);
  if (!entries.ok) return entries;
  const files = new Map<string, StoredFile[]>();
  for (const entry of entries.value) {
    const match = /^(\d+) ([0-9a-f]{40,64}) (\d)\t([\s\S]+)$/.exec(entry);
    const [, mode = "", id = "", stage = "", path = ""] = match ?? [];
    if (match !== null) {
      files.set(path, [...(files.get(path) ?? []), { mode, id, stage: Number(stage) }]);
    }
  }
  return ok(files);
}

/** Triples of a path, an attribute and its value. */
function readAttributes(parts: readonly string[]): Set<string> {
  const filtered = new Set<string>();
  for (let at = 0; at + 2 < parts.length; at += 3) {
    const value = parts[at + 2] ?? "";
    if (value !== "unspecified" && value !== "unset") filtered.add(parts[at] ?? "");
  }
  return filtered;
}

async function listed(
  place: GitPlace,
  args: readonly string[],
  signal: CancelSignal,
): Promise<Result<string[], Problem>> {
  const said = await askGit(place, args, signal);
  return said.ok ? ok(said.value.split("\0").filter((part) => part !== "")) : said;
}

function unread(): Problem {
  return {
    code: "git/failed",
    severity: "error",
    line: null,
    message: t(
      "git could not read what it has stored of a file. Nothing was committed. Run `git fsck` to see whether the repository is whole.",
    ),
  };
}
