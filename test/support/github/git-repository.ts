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
  push(branch: string, path: string, text: string | null): string;
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
    push(branch, path, text) {
      const files = new Map(repository.files(branch));
      if (text === null) files.delete(path);
      else files.set(path, text);
      const parent = repository.branches.get(branch);
      const tree = repository.addTree(files);
      const commit = repository.addCommit(tree, parent === undefined ? [] : [parent], "By hand");
      repository.branches.set(branch, commit);
      return commit;
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
