import type { Answer } from "../remote/fault-server.ts";
import { hasAncestor, shaOf } from "./git-repository.ts";
import { ok, PULL_ROUTES, type GitHandler, type GitRequest } from "./pull-routes.ts";
import { refusal } from "./rest-request.ts";

/** Content of a file comes along with it up to here. */
const MOST_CONTENT = 1_000_000;

/** What lies below a repository, but for its issues. */
export const GIT_ROUTES: readonly (readonly [string, RegExp, GitHandler])[] = [
  ["GET", /^$/, ({ name }) => ok(200, { full_name: name, default_branch: "main" })],
  ["GET", /^\/git\/ref\/(heads\/.+)$/, readRef],
  ["POST", /^\/git\/refs$/, createRef],
  ["PATCH", /^\/git\/refs\/(heads\/.+)$/, updateRef],
  ["GET", /^\/contents\/(.+)$/, readContents],
  ["GET", /^\/git\/blobs\/(\w+)$/, readBlob],
  ["GET", /^\/git\/commits\/(\w+)$/, readCommit],
  ["POST", /^\/git\/trees$/, createTree],
  ["POST", /^\/git\/commits$/, createCommit],
  ...PULL_ROUTES,
];

function readRef({ repository, parts: [ref = ""] }: GitRequest): Answer {
  const sha = repository.branches.get(ref.slice("heads/".length));
  return sha === undefined ? refusal(404) : ok(200, refJson(ref, sha));
}

function createRef({ repository, body }: GitRequest): Answer {
  const [ref, sha] = [String(body["ref"]), String(body["sha"])];
  const name = /^refs\/heads\/(.+)$/.exec(ref)?.[1];
  if (name === undefined || !repository.commits.has(sha)) return refusal(422, "Invalid reference");
  if (repository.branches.has(name)) return refusal(422, "Reference already exists");
  repository.branches.set(name, sha);
  return ok(201, refJson(`heads/${name}`, sha));
}

function updateRef({ repository, body, parts: [ref = ""] }: GitRequest): Answer {
  const name = ref.slice("heads/".length);
  const [old, sha] = [repository.branches.get(name), String(body["sha"])];
  if (old === undefined || !repository.commits.has(sha))
    return refusal(422, "Reference does not exist");
  if (body["force"] !== true && !hasAncestor(repository, sha, old)) {
    return refusal(422, "Update is not a fast forward");
  }
  repository.branches.set(name, sha);
  return ok(200, refJson(ref, sha));
}

function readContents({ repository, query, parts: [path = ""] }: GitRequest): Answer {
  const ref = query.get("ref") ?? "main";
  const commit = repository.commits.get(repository.branches.get(ref) ?? ref);
  const text = repository.trees.get(commit?.tree ?? "")?.get(path);
  if (text === undefined) return refusal(404);
  const isSmall = Buffer.byteLength(text) <= MOST_CONTENT;
  return ok(200, {
    type: "file",
    path,
    name: path.split("/").at(-1),
    sha: shaOf("blob", text),
    size: Buffer.byteLength(text),
    encoding: isSmall ? "base64" : "none",
    content: isSmall ? wrapped(text) : "",
  });
}

function readBlob({ repository, parts: [sha = ""] }: GitRequest): Answer {
  const texts = [...repository.trees.values()].flatMap((files) => [...files.values()]);
  const text = texts.find((one) => shaOf("blob", one) === sha);
  if (text === undefined) return refusal(404);
  return ok(200, {
    sha,
    size: Buffer.byteLength(text),
    encoding: "base64",
    content: wrapped(text),
  });
}

/** GitHub breaks its base64 into lines. */
function wrapped(text: string): string {
  return Buffer.from(text).toString("base64").replace(/.{60}/g, "$&\n");
}

function readCommit({ repository, parts: [sha = ""] }: GitRequest): Answer {
  const commit = repository.commits.get(sha);
  return commit === undefined ? refusal(404) : ok(200, commitJson(commit));
}

function createTree({ repository, body }: GitRequest): Answer {
  const base = repository.trees.get(String(body["base_tree"]));
  if (base === undefined) return refusal(422, "Tree not found");
  const files = new Map(base);
  for (const entry of body["tree"] as Readonly<Record<string, unknown>>[]) {
    const { path, mode, type, content } = entry;
    const isKnown = mode === "100644" && type === "blob" && typeof content === "string";
    if (!isKnown || typeof path !== "string" || path === "")
      return refusal(422, "Invalid tree info");
    files.set(path, content);
  }
  return ok(201, { sha: repository.addTree(files), truncated: false, tree: [] });
}

function createCommit({ repository, body }: GitRequest): Answer {
  const [tree, parents] = [String(body["tree"]), body["parents"] as string[]];
  const isKnown = repository.trees.has(tree) && parents.every((one) => repository.commits.has(one));
  if (!isKnown || typeof body["message"] !== "string")
    return refusal(422, "Tree SHA does not exist");
  const sha = repository.addCommit(tree, parents, body["message"]);
  return ok(201, commitJson({ sha, tree, message: body["message"], parents }));
}

function refJson(ref: string, sha: string): object {
  return { ref: `refs/${ref}`, object: { type: "commit", sha } };
}

function commitJson({
  sha,
  tree,
  message,
  parents,
}: {
  readonly sha: string;
  readonly tree: string;
  readonly message: string;
  readonly parents: readonly string[];
}): object {
  return { sha, message, tree: { sha: tree }, parents: parents.map((one) => ({ sha: one })) };
}
