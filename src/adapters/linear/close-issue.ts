import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type {
  PullRequestDraft,
  Ticket,
  TicketClosing,
  WriteOutcome,
} from "../../core/model/ticket.ts";
import type { LinearApi } from "./api.ts";
import { closingDocument, type ClosingStep, ISSUE_AND_COMMENT } from "./documents.ts";
import { failedOrUnsure, type LinearFailure } from "./failures.ts";
import { isChosenId } from "./keys.ts";
import { toTicket } from "./mapping.ts";
import { notAnId, oddIssue } from "./messages.ts";
import { readForChange, readIssue } from "./read-issue.ts";
import type { TeamData } from "./team-data.ts";
import { closingAnswer, type Issue, issueAndCommentAnswer } from "./wire.ts";

/** Shows a pull request on an issue. Linear keeps one attachment for each address. */
export async function linkPullRequest(
  api: LinearApi,
  key: string,
  pullRequest: PullRequestDraft,
  signal: CancelSignal,
): Promise<WriteOutcome> {
  const issue = await readForChange(key, signal, (id) => readIssue(api, id, signal));
  if (!issue.ok) return { kind: "failed", error: issue.error };
  const current = toTicket(issue.value);
  if (hasPullRequest(current, pullRequest)) return { kind: "done", ticket: current };
  const inputs = new Map<ClosingStep, object>([
    ["attachment", attachmentOf(issue.value, pullRequest)],
  ]);
  return send(api, issue.value, inputs, signal);
}

/**
 * Shows the pull request, says why and moves the issue, in one document. What an earlier, broken
 * run has done already is left out, because Linear refuses a comment whose id exists.
 */
export async function closeIssue(
  api: LinearApi,
  teams: TeamData,
  key: string,
  closing: TicketClosing,
  expectedRevision: string,
  signal: CancelSignal,
): Promise<WriteOutcome> {
  const { comment, pullRequest, status } = closing;
  if (!isChosenId(comment.marker)) return { kind: "failed", error: notAnId(comment.marker) };
  const issue = await readForChange(key, signal, (id) =>
    readWithComment(api, id, comment.marker, signal),
  );
  if (!issue.ok) return { kind: "failed", error: issue.error };
  const { id, team, hasComment } = issue.value;
  const current = toTicket(issue.value);
  if (current.revision !== expectedRevision) return { kind: "stale", current };
  const state = await teams.state(team.key, status, signal);
  if (!state.ok) return { kind: "failed", error: state.error };

  const inputs = new Map<ClosingStep, object>();
  if (pullRequest !== null && !hasPullRequest(current, pullRequest)) {
    inputs.set("attachment", attachmentOf(issue.value, pullRequest));
  }
  if (!hasComment) {
    inputs.set("comment", { id: comment.marker, issueId: id, body: comment.text });
  }
  if (issue.value.state.id !== state.value.id) inputs.set("change", { stateId: state.value.id });
  if (inputs.size === 0) return { kind: "done", ticket: current };
  const outcome = await send(api, issue.value, inputs, signal);
  // The state may have been removed from the team since it was looked up.
  if (outcome.kind === "failed") teams.forget();
  return outcome;
}

async function readWithComment(
  api: LinearApi,
  id: string,
  comment: string,
  signal: CancelSignal,
): Promise<Result<Issue & { readonly hasComment: boolean }, LinearFailure>> {
  const said = await api.ask(
    {
      document: ISSUE_AND_COMMENT,
      variables: { id, comment },
      answer: issueAndCommentAnswer,
      effect: "read",
      action: t("reading a ticket"),
    },
    signal,
  );
  if (!said.ok) return said;
  return ok({ ...said.value.issue, hasComment: said.value.comments.nodes.length > 0 });
}

async function send(
  api: LinearApi,
  { id, identifier }: Issue,
  inputs: ReadonlyMap<ClosingStep, object>,
  signal: CancelSignal,
): Promise<WriteOutcome> {
  const steps = new Set(inputs.keys());
  const said = await api.ask(
    {
      document: closingDocument(steps),
      variables: { ...Object.fromEntries(inputs), ...(steps.has("change") ? { id } : {}) },
      answer: closingAnswer,
      effect: "write",
      action: `${steps.has("change") ? "closing" : "linking"} ${identifier}`,
    },
    signal,
  );
  if (!said.ok) return failedOrUnsure(said.error);
  const { attachmentCreate, commentCreate, issueUpdate } = said.value;
  const last = issueUpdate ?? commentCreate?.comment ?? attachmentCreate?.attachment;
  if (last !== undefined) return { kind: "done", ticket: toTicket(last.issue) };
  return { kind: "unsure", error: oddIssue(identifier) };
}

function attachmentOf({ id }: Issue, { url, title }: PullRequestDraft): object {
  return { issueId: id, url, title };
}

function hasPullRequest({ pullRequests }: Ticket, { url }: PullRequestDraft): boolean {
  return pullRequests.some((known) => known.url === url);
}
