import { createGitRepository, type GitRepository } from "./git-repository.ts";

/** An issue or pull request as the double keeps it. */
export interface StoredIssue {
  readonly id: number;
  readonly repository: string;
  readonly number: number;
  readonly isPullRequest: boolean;
  /** The page that people open. */
  readonly page: string;
  readonly author: string;
  readonly createdAt: string;
  title: string;
  body: string;
  state: "open" | "closed";
  reason: "completed" | "not_planned" | "duplicate" | "reopened" | null;
  labels: string[];
  type: string | null;
  parentId: number | null;
  assignee: string | null;
  updatedAt: string;
  /** The number is used up, but nothing is there any more. */
  isDeleted: boolean;
  /** Reading it fails at the server. */
  isSpoiled: boolean;
  /** Addresses of pull requests that say they close it. */
  readonly closedBy: { readonly url: string; readonly title: string }[];
  readonly comments: StoredComment[];
}

export interface StoredComment {
  readonly id: number;
  readonly author: string;
  readonly body: string;
  readonly createdAt: string;
}

export type NewIssue = Partial<
  Pick<StoredIssue, "title" | "body" | "labels" | "type" | "isPullRequest" | "author" | "assignee">
>;

/** What the double can be told to be like. */
export interface Switches {
  /** Without it, labels and types are dropped without a word. */
  mayPush: boolean;
  /** Whether the organisation has issue types. */
  hasTypes: boolean;
  hasIssues: boolean;
  /** A server from before sub-issues, issue types and links to pull requests. */
  isOldServer: boolean;
  /** The credential may see and change the files of repositories. */
  mayTouchFiles: boolean;
  /** The credential belongs to an app, which has no user of its own. */
  isApp: boolean;
  /** Lists show nothing newer than this number; null: they are up to date. */
  listEndsAt: number | null;
  /** GraphQL and single reads show nothing newer than this number; null: up to date. */
  copyEndsAt: number | null;
}

export interface GithubState {
  readonly issues: StoredIssue[];
  readonly repositories: ReadonlyMap<
    string,
    { readonly labels: string[]; readonly git: GitRepository }
  >;
  readonly switches: Switches;
  readonly types: readonly string[];
  readonly viewer: string;
  now(): string;
  add(repository: string, parts: NewIssue): StoredIssue;
  /** Undefined when no such number was ever given, or what had it is gone. */
  find(repository: string, number: number): StoredIssue | undefined;
  addComment(issue: StoredIssue, author: string, body: string): StoredComment;
  touch(issue: StoredIssue): void;
  /** Labels as they are written in the repository; new ones are made. */
  labelsFor(repository: string, names: readonly string[]): string[];
}

/** Everything that a small GitHub remembers. `nowMs` gives its time; it counts whole seconds. */
export function createGithubState(nowMs: () => number): GithubState {
  const issues: StoredIssue[] = [];
  const repositories = new Map(
    ["acme/shop", "acme/site"].map((name) => [
      name,
      { labels: [] as string[], git: createGitRepository() },
    ]),
  );
  let lastId = 3_000_000_000;
  const nextId = (): number => ++lastId;
  const now = (): string => new Date(nowMs()).toISOString().replace(/\.\d+Z$/, "Z");
  return {
    issues,
    repositories,
    switches: {
      mayPush: true,
      hasTypes: true,
      hasIssues: true,
      isOldServer: false,
      mayTouchFiles: true,
      isApp: false,
      listEndsAt: null,
      copyEndsAt: null,
    },
    types: ["Task", "Bug", "Feature"],
    viewer: "canon-bot",
    now,
    add(repository, parts) {
      const number = issues.filter((one) => one.repository === repository).length + 1;
      const kind = parts.isPullRequest === true ? "pull" : "issues";
      const issue: StoredIssue = {
        id: nextId(),
        repository,
        number,
        page: `https://github.example/${repository}/${kind}/${number}`,
        isPullRequest: false,
        author: "ada",
        createdAt: now(),
        title: "Untitled",
        body: "",
        state: "open",
        reason: null,
        labels: [],
        type: null,
        parentId: null,
        assignee: null,
        updatedAt: now(),
        isDeleted: false,
        isSpoiled: false,
        closedBy: [],
        comments: [],
        ...parts,
      };
      issues.push(issue);
      return issue;
    },
    find: (repository, number) =>
      issues.find(
        (one) =>
          one.repository === repository.toLowerCase() && one.number === number && !one.isDeleted,
      ),
    addComment(issue, author, body) {
      const comment = { id: nextId(), author, body, createdAt: now() };
      issue.comments.push(comment);
      issue.updatedAt = now();
      return comment;
    },
    touch(issue) {
      issue.updatedAt = now();
    },
    labelsFor(repository, names) {
      const known = repositories.get(repository)?.labels ?? [];
      const written = names.map((name) => {
        const old = known.find((one) => one.toLowerCase() === name.toLowerCase());
        if (old === undefined) known.push(name);
        return old ?? name;
      });
      return [...new Set(written)];
    },
  };
}
