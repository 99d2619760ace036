import type { RestEndpointMethodTypes } from "@octokit/rest";
import type { SeenRequest } from "../remote/double.ts";
import type { Answer } from "../remote/fault-server.ts";
import {
  aPull,
  commitsOf,
  hasAncestor,
  type GitRepository,
  type StoredCommit,
  type StoredPull,
} from "./git-repository.ts";
import { pageOf } from "./paging.ts";
import { refusal } from "./rest-request.ts";

export interface GitRequest {
  readonly repository: GitRepository;
  /** The address of the REST interface, and the repository's name below it. */
  readonly root: string;
  readonly name: string;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  readonly parts: readonly string[];
  readonly number: number;
  readonly now: string;
  readonly request: SeenRequest;
}

export type GitHandler = (request: GitRequest) => Answer;

/** What GitHub's own description says of its answers; the compiler holds the double against it. */
type Told<Method extends keyof RestEndpointMethodTypes["pulls"]> =
  RestEndpointMethodTypes["pulls"][Method] extends { response: { data: infer Data } }
    ? Data
    : never;
type ToldFile = Told<"listFiles">[number];
type ToldCommit = Pick<Told<"listCommits">[number], "sha"> & {
  readonly commit: Pick<Told<"listCommits">[number]["commit"], "message">;
};
type ToldReview = Pick<Told<"listReviews">[number], "id" | "state"> & { user: { login: string } };
type ToldPull = Pick<
  Told<"get">,
  "number" | "url" | "html_url" | "state" | "merged_at" | "title" | "body" | "updated_at"
> & {
  readonly merge_commit_sha: string | null;
  readonly user: Pick<Told<"get">["user"], "login">;
  readonly head: Pick<Told<"get">["head"], "ref">;
  readonly base: Pick<Told<"get">["base"], "ref"> & {
    readonly repo: Pick<Told<"get">["base"]["repo"], "default_branch">;
  };
};

export const PULL_ROUTES: readonly (readonly [string, RegExp, GitHandler])[] = [
  ["GET", /^\/pulls$/, listPulls],
  ["POST", /^\/pulls$/, createPull],
  ["GET", /^\/pulls\/(\d+)$/, existing((request, pull) => ok(200, pullJson(request, pull)))],
  ["GET", /^\/pulls\/(\d+)\/files$/, existing(listFiles)],
  ["GET", /^\/pulls\/(\d+)\/commits$/, existing(listCommits)],
  ["GET", /^\/pulls\/(\d+)\/reviews$/, existing(listReviews)],
];

export function ok(status: number, body: object): Answer {
  return { status, body };
}

function existing(handler: (request: GitRequest, pull: StoredPull) => Answer): GitHandler {
  return (request) => {
    const pull = request.repository.pulls.find(({ number }) => String(number) === request.parts[0]);
    return pull === undefined ? refusal(404) : handler(request, pull);
  };
}

function listPulls(asked: GitRequest): Answer {
  const { repository, name, query, request, root } = asked;
  const [owner = "", branch = ""] = (query.get("head") ?? "").split(/:(.*)/);
  const state = query.get("state") ?? "open";
  const pulls = repository.pulls
    .filter((one) => state === "all" || one.state === state)
    .filter((one) => !query.has("head") || (name.startsWith(`${owner}/`) && one.head === branch))
    .toReversed();
  if (query.get("sort") === "updated") {
    pulls.sort((a, b) => Date.parse(b.updatedAt) - Date.parse(a.updatedAt));
  }
  return pageOf(
    pulls.map((one) => pullJson(asked, one)),
    query,
    request,
    root,
    false,
  );
}

function createPull(asked: GitRequest): Answer {
  const { repository, body, number, now } = asked;
  const [head, base] = [String(body["head"]), String(body["base"])];
  const [from, to] = [repository.branches.get(head), repository.branches.get(base)];
  if (from === undefined || to === undefined) return invalidPull("head");
  const isDouble = repository.pulls.some((one) => one.state === "open" && one.head === head);
  if (isDouble) return invalidPull(`A pull request already exists for ${head}.`);
  if (hasAncestor(repository, to, from)) return invalidPull("No commits between them");
  const text = typeof body["body"] === "string" ? body["body"] : "";
  const pull = aPull({
    number,
    title: String(body["title"]),
    body: text,
    head,
    base,
    updatedAt: now,
  });
  repository.pulls.push(pull);
  return ok(201, pullJson(asked, pull));
}

function invalidPull(message: string): Answer {
  const errors = [{ resource: "PullRequest", code: "custom", message }];
  return { status: 422, body: { message: "Validation Failed", errors } };
}

function pullJson({ root, name }: GitRequest, pull: StoredPull): ToldPull {
  return {
    number: pull.number,
    url: `${root}/repos/${name}/pulls/${pull.number}`,
    html_url: `https://github.example/${name}/pull/${pull.number}`,
    state: pull.state,
    merged_at: pull.mergedAt,
    merge_commit_sha: pull.merge?.sha ?? null,
    title: pull.title,
    body: pull.body === "" ? null : pull.body,
    updated_at: pull.updatedAt,
    user: { login: pull.author },
    head: { ref: pull.head },
    base: { ref: pull.base, repo: { default_branch: "main" } },
  };
}

function listFiles({ repository, query, request, root }: GitRequest, pull: StoredPull): Answer {
  const [from, onto] = endsOf(repository, pull).map((sha) => filesOf(repository, sha));
  const files = changesOf(onto ?? new Map<string, string>(), from ?? new Map<string, string>());
  return pageOf(files, query, request, root, false);
}

function listCommits({ repository, query, request, root }: GitRequest, pull: StoredPull): Answer {
  const [from = "", onto = ""] = endsOf(repository, pull);
  const below = new Set(commitsOf(repository, onto).map(({ sha }) => sha));
  const own = commitsOf(repository, from).filter(({ sha }) => !below.has(sha));
  return pageOf(own.toReversed().map(commitJson), query, request, root, false);
}

function listReviews({ query, request, root }: GitRequest, pull: StoredPull): Answer {
  const reviews = pull.reviews.map(({ author, state }, index): ToldReview => ({
    id: index + 1,
    state,
    user: { login: author },
  }));
  return pageOf(reviews, query, request, root, false);
}

function endsOf(repository: GitRepository, { merge, head, base }: StoredPull): string[] {
  if (merge !== null) return [merge.from, merge.onto];
  return [head, base].map((name) => repository.branches.get(name) ?? "");
}

function commitJson({ sha, message }: StoredCommit): ToldCommit {
  return { sha, commit: { message } };
}

function filesOf(repository: GitRepository, sha: string): ReadonlyMap<string, string> {
  return repository.trees.get(repository.commits.get(sha)?.tree ?? "") ?? new Map();
}

/** A file with the same text under another name was renamed. */
function changesOf(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): ToldFile[] {
  const gone = [...before].filter(([path]) => !after.has(path));
  const files: ToldFile[] = [];
  for (const [path, text] of [...after].sort()) {
    const old = before.get(path);
    if (old === text) continue;
    const source = old === undefined ? gone.findIndex(([, other]) => other === text) : -1;
    const [renamed] = source < 0 ? [] : gone.splice(source, 1);
    if (renamed !== undefined) {
      files.push({ ...fileJson(path, "renamed", ""), previous_filename: renamed[0] });
    } else {
      const status = old === undefined ? "added" : "modified";
      files.push(fileJson(path, status, patchOf(old ?? "", text)));
    }
  }
  return [...files, ...gone.map(([path, text]) => fileJson(path, "removed", patchOf(text, "")))];
}

function fileJson(path: string, status: ToldFile["status"], patch: string): ToldFile {
  const counts = { additions: 1, deletions: 1, changes: 2 };
  const url = `https://github.example/${path}`;
  const urls = { blob_url: url, raw_url: url, contents_url: url };
  return { sha: "0".repeat(40), filename: path, status, ...counts, ...urls, patch };
}

/** One hunk from the first line that differs to the last. */
function patchOf(before: string, after: string): string {
  const [old, now] = [before, after].map((text) => text.split("\n").slice(0, -1));
  if (old === undefined || now === undefined) return "";
  let same = 0;
  while (same < old.length && same < now.length && old[same] === now[same]) same += 1;
  let end = 0;
  while (
    end < old.length - same &&
    end < now.length - same &&
    old.at(-1 - end) === now.at(-1 - end)
  ) {
    end += 1;
  }
  const [gone, come] = [old, now].map((lines) => lines.slice(same, lines.length - end));
  const head = `@@ -${same + 1},${gone?.length ?? 0} +${same + 1},${come?.length ?? 0} @@`;
  const lines = [
    ...(gone ?? []).map((line) => `-${line}`),
    ...(come ?? []).map((line) => `+${line}`),
  ];
  return [head, ...lines].join("\n");
}
