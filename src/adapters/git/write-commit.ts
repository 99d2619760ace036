import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CancelSignal } from "../../core/kernel/cancel.ts";
import type { Problem } from "../../core/kernel/problem.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type { CommitDraft } from "../../ports/git-commits.ts";
import { askGit } from "./ask-git.ts";
import { identityOf } from "./commit-branch.ts";
import { noFilters } from "./no-filters.ts";
import { readTree } from "./read-tree.ts";
import type { GitInput, GitPlace } from "./run-git.ts";

type Ask = (args: readonly string[], input?: GitInput) => Promise<Result<string, Problem>>;

interface StoredText {
  /** Counts from the root of the repository. */
  readonly path: string;
  readonly id: string;
}

/**
 * Makes one commit of a few files.
 *
 * The tree is put together in an index of its own. The person's index follows before the branch
 * moves: whatever dies in between leaves files that are staged and not committed, which the next
 * run commits, and never a staged change that would take the commit back.
 */
export async function writeCommit(
  place: GitPlace,
  draft: CommitDraft,
  signal: CancelSignal,
): Promise<Result<string, Problem>> {
  const off = await noFilters(place, signal);
  if (!off.ok) return off;
  const ask: Ask = async (args, input = {}) => {
    const said = await askGit(place, [...off.value, ...args], signal, input);
    return said.ok || said.error.code !== "git/failed" ? said : err(notStored());
  };
  const entriesOf = (commit: string, files: readonly StoredText[], isAfter: boolean) =>
    indexEntries(place, commit, files, isAfter, signal);
  const files = await storeTexts(ask, draft);
  if (!files.ok) return files;
  const after = await entriesOf(draft.parent, files.value, true);
  if (!after.ok) return after;
  const tree = await writeTree(ask, draft.parent, after.value);
  if (!tree.ok) return tree;
  const made = await ask(
    ["commit-tree", "--no-gpg-sign", "-p", draft.parent, "-F", "-", tree.value.trim()],
    { input: draft.message, told: identityOf(place) },
  );
  if (!made.ok) return made;
  const commit = made.value.trim();
  const staged = await ask(STAGE, { input: after.value });
  if (!staged.ok) return err(staged.error.code === "git/stopped" ? staged.error : indexBusy());
  const reason = `commit: ${draft.message.split("\n")[0] ?? ""}`;
  const branch = `refs/heads/${draft.branch}`;
  const moved = await ask(["update-ref", "-m", reason, branch, commit, draft.parent]);
  if (moved.ok) return ok(commit);
  // Somebody else's commit came first, with these files or without them.
  const now = await entriesOf("HEAD", files.value, false);
  if (now.ok) await ask(STAGE, { input: now.value });
  return err(moved.error.code === "git/stopped" ? moved.error : branchMoved(draft.branch));
}

const STAGE = ["update-index", "--add", "-z", "--index-info"];

async function storeTexts(
  ask: Ask,
  { files }: CommitDraft,
): Promise<Result<StoredText[], Problem>> {
  const prefix = await ask(["rev-parse", "--show-prefix"]);
  if (!prefix.ok) return prefix;
  const stored: StoredText[] = [];
  for (const { path, text } of files) {
    // Without a path, no filter stands between the text and what is stored.
    const blob = await ask(["hash-object", "-w", "--stdin", "--no-filters"], { input: text });
    if (!blob.ok) return blob;
    stored.push({ path: prefix.value.replace(/\n$/, "") + path, id: blob.value.trim() });
  }
  return ok(stored);
}

/** The files as `update-index --index-info` reads them: as a commit has them, or with the new texts. */
async function indexEntries(
  place: GitPlace,
  commit: string,
  files: readonly StoredText[],
  isAfter: boolean,
  signal: CancelSignal,
): Promise<Result<string, Problem>> {
  const paths = files.map(({ path }) => path);
  const known = await readTree(place, commit, paths, signal);
  if (!known.ok) return known;
  const entries = files.map(({ path, id }) => {
    const was = known.value.get(path);
    if (isAfter) return `${was?.mode ?? "100644"} ${id}\t${path}\0`;
    return `${was?.mode ?? "0"} ${was?.id ?? "0".repeat(id.length)}\t${path}\0`;
  });
  return ok(entries.join(""));
}

async function writeTree(
  ask: Ask,
  parent: string,
  entries: string,
): Promise<Result<string, Problem>> {
  const folder = await mkdtemp(join(tmpdir(), "canon-index-"));
  const told = { GIT_INDEX_FILE: join(folder, "index") };
  try {
    const read = await ask(["read-tree", parent], { told });
    if (!read.ok) return read;
    const added = await ask(STAGE, { input: entries, told });
    return added.ok ? await ask(["write-tree", "--missing-ok"], { told }) : added;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function notStored(): Problem {
  return problem(
    "git/not-committed",
    t(
      "git could not store the commit. See whether the disk is full and the repository can be written.",
    ),
  );
}

function indexBusy(): Problem {
  return problem(
    "git/index-busy",
    t("Another program works on the index of this repository, or left its `index.lock` behind."),
  );
}

function branchMoved(branch: string): Problem {
  return problem("git/branch-moved", t("The branch {0} moved meanwhile.", branch.slice(0, 100)));
}

function problem(code: string, what: string): Problem {
  const message = t(
    "{0} Nothing was committed; the files have their changes. Run it again to commit them.",
    what,
  );
  return { code, severity: "error", line: null, message };
}
