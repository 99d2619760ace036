import { createHash } from "node:crypto";

/** A commit as the double keeps it: all files of its tree, by path. */
export interface StoredCommit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
}

export interface StoredPull {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly head: string;
  readonly base: string;
  state: "open" | "closed";
  mergedAt: string | null;
  updatedAt: string;
  /** The branch and its base as they stood when it was merged. */
  merge: { readonly sha: string; readonly from: string; readonly onto: string } | null;
  readonly author: string;
  readonly reviews: { readonly author: string; readonly state: string }[];
}

/** An open pull request; a test names only what matters to it. */
export function aPull(parts: Partial<StoredPull> = {}): StoredPull {
  return {
    number: 4,
    title: "Checkout",
    body: "",
    head: "feature",
    base: "main",
    state: "open",
    mergedAt: null,
    updatedAt: "2026-01-05T10:00:00Z",
    merge: null,
    author: "ada",
    reviews: [],
    ...parts,
  };
}

/** The files, commits, branches and pull requests of one repository on a small GitHub. */
export interface GitRepository {
  readonly commits: Map<string, StoredCommit>;
  readonly trees: Map<string, ReadonlyMap<string, string>>;
  readonly branches: Map<string, string>;
  readonly pulls: StoredPull[];
  /** The files of a branch, as they stand in its newest commit. */
  files(branch: string): ReadonlyMap<string, string>;
  /** A person pushes a commit; a null text removes the file. */
  push(branch: string, path: string, text: string | null, message?: string): string;
  /** A person merges a pull request. */
  merge(pull: StoredPull, at: string, method?: "merge" | "squash"): string;
  addTree(files: ReadonlyMap<string, string>): string;
  addCommit(tree: string, parents: readonly string[], message: string): string;
}

export function createGitRepository(): GitRepository {
  const repository: GitRepository = {
    commits: new Map(),
    trees: new Map(),
    branches: new Map(),
    pulls: [],
    files(branch) {
      const commit = repository.commits.get(repository.branches.get(branch) ?? "");
      return repository.trees.get(commit?.tree ?? "") ?? new Map();
    },
    push(branch, path, text, message = "By hand") {
      const files = new Map(repository.files(branch));
      if (text === null) files.delete(path);
      else files.set(path, text);
      const parent = repository.branches.get(branch);
      const tree = repository.addTree(files);
      const commit = repository.addCommit(tree, parent === undefined ? [] : [parent], message);
      repository.branches.set(branch, commit);
      return commit;
    },
    merge(pull, at, method = "merge") {
      const [from, onto] = [pull.head, pull.base].map(
        (name) => repository.branches.get(name) ?? "",
      );
      const commit = repository.commits.get(from ?? "");
      if (commit === undefined || from === undefined || onto === undefined) {
        throw new Error(`${pull.head} has no commits`);
      }
      const message =
        method === "merge"
          ? `Merge pull request #${pull.number} from acme/${pull.head}\n\n${pull.title}`
          : `${pull.title} (#${pull.number})\n\n${pull.body}`;
      const parents = method === "merge" ? [onto, from] : [onto];
      const sha = repository.addCommit(commit.tree, parents, message);
      repository.branches.set(pull.base, sha);
      Object.assign(pull, { state: "closed", mergedAt: at, updatedAt: at });
      pull.merge = { sha, from, onto };
      return sha;
    },
    addTree(files) {
      const sha = shaOf("tree", JSON.stringify([...files].sort()));
      repository.trees.set(sha, files);
      return sha;
    },
    addCommit(tree, parents, message) {
      const count = String(repository.commits.size);
      const sha = shaOf("commit", JSON.stringify([tree, parents, message, count]));
      repository.commits.set(sha, { sha, tree, parents, message });
      return sha;
    },
  };
  repository.push("main", "README.md", "# Shop\n");
  return repository;
}

export function shaOf(kind: string, text: string): string {
  return createHash("sha1").update(`${kind} ${text}`).digest("hex");
}

/** Tells whether a commit stands on top of another, or is it. */
export function hasAncestor(repository: GitRepository, sha: string, wanted: string): boolean {
  return commitsOf(repository, sha).some((one) => one.sha === wanted);
}

/** A commit and everything below it, each once, the newest first. */
export function commitsOf(repository: GitRepository, sha: string): StoredCommit[] {
  const found = new Map<string, StoredCommit>();
  const open = [sha];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const commit = repository.commits.get(next);
    if (commit === undefined || found.has(next)) continue;
    found.set(next, commit);
    open.push(...commit.parents);
  }
  return [...found.values()];
}
