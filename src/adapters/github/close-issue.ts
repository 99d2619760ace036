import type { CancelSignal } from "../../core/kernel/cancel.ts";
import type { PullRequestDraft, TicketClosing, WriteOutcome } from "../../core/model/ticket.ts";
import { postComment, postPullRequest } from "./comments.ts";
import type { GithubContext } from "./context.ts";
import { failed, failedWrite, notAKey, unknownStatus } from "./errors.ts";
import { parseIssueKey } from "./issue-place.ts";
import { revisionOf, toTicket } from "./mapping.ts";
import { patchIssue } from "./patch-issue.ts";
import { readIssue } from "./read-issues.ts";

/** Says why, with the pull request in the same comment, and then closes. */
export async function closeIssue(
  context: GithubContext,
  key: string,
  closing: TicketClosing,
  expectedRevision: string,
  signal: CancelSignal,
): Promise<WriteOutcome> {
  const { project, words } = context;
  const place = parseIssueKey(key, project);
  if (place === undefined) return failed(notAKey(key));
  const status = words.parse(closing.status);
  if (status === undefined) {
    return failed(
      unknownStatus(
        closing.status,
        words.all.map(({ name }) => name),
      ),
    );
  }
  const read = await readIssue(context, place, signal);
  if (!read.ok) return failed(read.error);
  const before = read.value;
  context.names.remember(before.place, key);
  const current = toTicket(before, key, context);
  if (revisionOf(before) !== expectedRevision) return { kind: "stale", current };

  const { comment, pullRequest } = closing;
  const posted = await postComment(context, before.place, comment, pullRequest, signal);
  if (posted.kind === "failed" || posted.kind === "unsure") return posted;
  if (current.status.name === status.name) return readAgain(context, key, before.place, signal);
  const closed = await patchIssue(context, before, { status }, signal);
  if (!closed.ok) return failedWrite(closed.error);
  return { kind: "done", ticket: toTicket(closed.value, key, context) };
}

/** Names the pull request in a comment, unless one names it already. */
export async function linkPullRequest(
  context: GithubContext,
  key: string,
  pullRequest: PullRequestDraft,
  signal: CancelSignal,
): Promise<WriteOutcome> {
  const place = parseIssueKey(key, context.project);
  if (place === undefined) return failed(notAKey(key));
  const posted = await postPullRequest(context, place, pullRequest, signal);
  if (posted.kind === "failed" || posted.kind === "unsure") return posted;
  return readAgain(context, key, place, signal);
}

async function readAgain(
  context: GithubContext,
  key: string,
  place: Parameters<typeof readIssue>[1],
  signal: CancelSignal,
): Promise<WriteOutcome> {
  const read = await readIssue(context, place, signal);
  if (!read.ok) return { kind: "unsure", error: read.error };
  return { kind: "done", ticket: toTicket(read.value, key, context) };
}
