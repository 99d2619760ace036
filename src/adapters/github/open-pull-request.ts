import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import type { BranchDraft, PullRequestOutcome } from "../../ports/git-host.ts";
import type { HttpFailure } from "../http/http.ts";
import { findPulls } from "./find-pulls.ts";
import { ask, explainHost, placeOf, type HostContext } from "./host-context.ts";
import { commitAnswer, madeAnswer, pullAnswer, refAnswer, type Pull } from "./host-wire.ts";
import { readBranch } from "./read-repository.ts";

/**
 * Opens a pull request: looks for one, makes the commit, moves the branch, asks for the merge.
 *
 * Nothing but the last two steps can be seen by anybody, and each of them finds out whether it was
 * done already; so a run that stopped in between is finished by the next one.
 */
export async function openPullRequest(
  context: HostContext,
  draft: BranchDraft,
  signal: CancelSignal,
): Promise<PullRequestOutcome> {
  const pulls = await findPulls(context, draft.branch, signal);
  if (!pulls.ok) return failed(context, pulls.error);
  const open = pulls.value.find(({ state }) => state === "open");
  const refused = pulls.value.find(({ state, merged_at }) => state === "closed" && !merged_at);
  if (open === undefined && refused !== undefined) return named("refused", refused);
  if (draft.files.length > 0) {
    const moved = await commitFiles(context, draft, signal);
    if (moved !== null) return moved;
  }
  if (open !== undefined) return named(draft.files.length > 0 ? "updated" : "already", open);
  return createPull(context, draft, signal);
}

/** Null when the branch has the files now. */
async function commitFiles(
  context: HostContext,
  draft: BranchDraft,
  signal: CancelSignal,
): Promise<PullRequestOutcome | null> {
  const branch = await readBranch(context, draft.branch, signal);
  if (!branch.ok) return { kind: "failed", error: branch.error };
  const isThere = branch.value !== undefined;
  if (isThere && branch.value.commit !== draft.parent) return stale(draft.branch);
  const commit = await makeCommit(context, draft, signal);
  if (!commit.ok) return failed(context, commit.error);
  const moved = isThere
    ? await moveBranch(context, draft.branch, commit.value, signal)
    : await createBranch(context, draft.branch, commit.value, signal);
  if (moved.ok) return null;
  // Somebody else moved or made the branch in the meantime; what they did stays.
  return moved.error.status === 422 ? stale(draft.branch) : failed(context, moved.error);
}

async function makeCommit(
  context: HostContext,
  { parent, message, files }: BranchDraft,
  signal: CancelSignal,
): Promise<Result<string, HttpFailure>> {
  const reading = { action: t("reading a commit"), effect: "read" } as const;
  const before = await ask(
    context,
    reading,
    (client, request) => client.git.getCommit({ ...placeOf(context), commit_sha: parent, request }),
    commitAnswer,
    signal,
  );
  if (!before.ok) return before;
  const writing = { action: t("making a commit"), effect: "write" } as const;
  const tree = await ask(
    context,
    writing,
    (client, request) =>
      client.git.createTree({
        ...placeOf(context),
        base_tree: before.value.tree.sha,
        tree: files.map(({ path, text }) => ({
          path,
          mode: "100644" as const,
          type: "blob" as const,
          content: text,
        })),
        request,
      }),
    madeAnswer,
    signal,
  );
  if (!tree.ok) return tree;
  const commit = await ask(
    context,
    writing,
    (client, request) =>
      client.git.createCommit({
        ...placeOf(context),
        message,
        tree: tree.value.sha,
        parents: [parent],
        request,
      }),
    madeAnswer,
    signal,
  );
  return commit.ok ? ok(commit.value.sha) : err(commit.error);
}

function createBranch(context: HostContext, name: string, sha: string, signal: CancelSignal) {
  return ask(
    context,
    { action: t("making a branch"), effect: "write" },
    (client, request) =>
      client.git.createRef({ ...placeOf(context), ref: `refs/heads/${name}`, sha, request }),
    refAnswer,
    signal,
  );
}

function moveBranch(context: HostContext, name: string, sha: string, signal: CancelSignal) {
  return ask(
    context,
    { action: t("moving a branch forward"), effect: "write" },
    (client, request) =>
      client.git.updateRef({
        ...placeOf(context),
        ref: `heads/${name}`,
        sha,
        force: false,
        request,
      }),
    refAnswer,
    signal,
  );
}

async function createPull(
  context: HostContext,
  { branch, base, title, body }: BranchDraft,
  signal: CancelSignal,
): Promise<PullRequestOutcome> {
  const made = await ask(
    context,
    { action: t("opening a pull request"), effect: "write" },
    (client, request) =>
      client.pulls.create({ ...placeOf(context), title, body, head: branch, base, request }),
    pullAnswer,
    signal,
  );
  return made.ok ? named("opened", made.value) : failed(context, made.error);
}

function named(
  kind: "opened" | "updated" | "already" | "refused",
  { number, html_url }: Pull,
): PullRequestOutcome {
  return { kind, number, url: html_url };
}

function failed({ repository }: HostContext, failure: HttpFailure): PullRequestOutcome {
  const kind = failure.executed === "unknown" ? "unsure" : "failed";
  return { kind, error: explainHost(failure, repository) };
}

function stale(branch: string): PullRequestOutcome {
  const error: TrackerError = {
    code: "tracker/rejected",
    message: t(
      "Somebody else moved the branch {0} on GitHub. It was left as it is. Run the command again.",
      branch,
    ),
  };
  return { kind: "stale", error };
}
