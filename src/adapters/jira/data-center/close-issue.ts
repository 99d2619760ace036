import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import type { TicketClosing, WriteOutcome } from "../../../core/model/ticket.ts";
import { failed } from "../problems.ts";
import { postComment } from "./comments.ts";
import type { Jira } from "./jira.ts";
import { sendLink } from "./remote-links.ts";
import { moveTo } from "./transitions.ts";
import { findIssue, readBack, sendMove } from "./write-issue.ts";

/**
 * Links the pull request, says why, and moves a ticket to its closing state, in this order: the
 * first two may be repeated, and a closed ticket without its reason would help nobody.
 */
export async function closeIssue(
  jira: Jira,
  key: string,
  { status, comment, pullRequest }: TicketClosing,
  expectedRevision: string,
  signal: CancelSignal,
): Promise<WriteOutcome> {
  const found = await findIssue(jira, key, signal);
  if (found.kind !== "found") return found;
  if (found.ticket.revision !== expectedRevision) return { kind: "stale", current: found.ticket };
  const move = await moveTo(jira, found.issue, status, signal);
  if (!move.ok) return failed(move.error);

  const own = found.issue.key;
  const linked = pullRequest === null ? undefined : await sendLink(jira, own, pullRequest, signal);
  if (linked?.kind === "failed" || linked?.kind === "unsure") return linked;
  const commented = await postComment(jira, own, comment, signal);
  if (commented.kind === "failed" || commented.kind === "unsure") return commented;
  const notMoved = move.value === null ? undefined : await sendMove(jira, own, move.value, signal);
  return notMoved ?? readBack(jira, own, signal);
}
