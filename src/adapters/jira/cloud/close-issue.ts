import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import type { TicketClosing, WriteOutcome } from "../../../core/model/ticket.ts";
import { isSameName } from "../statuses.ts";
import { postComment } from "./comments.ts";
import type { CloudContext } from "./context.ts";
import { findStep, takeStep } from "./move-issue.ts";
import { addLink } from "./pull-request-link.ts";
import { readAfter, readCurrent } from "./update-issue.ts";

/**
 * Links, comments on and moves a ticket, in this order: each step can be repeated without doing
 * it twice, and a ticket that is over already says why.
 */
export async function closeIssue(
  context: CloudContext,
  key: string,
  { status, comment, pullRequest }: TicketClosing,
  expectedRevision: string,
  signal: CancelSignal,
): Promise<WriteOutcome> {
  const current = await readCurrent(context, key, signal);
  if (!current.ok) return current.error;
  const { ticket } = current.value;
  if (ticket.revision !== expectedRevision) return { kind: "stale", current: ticket };
  const isOver = isSameName(ticket.status.name, status);
  const step = isOver ? undefined : await findStep(context, key, status, signal);
  if (step?.ok === false) return step.error;

  const linked =
    pullRequest === null ? undefined : await addLink(context, key, pullRequest, signal);
  if (linked !== undefined) return linked;
  const said = await postComment(context, key, comment, signal);
  if (said.kind === "failed" || said.kind === "unsure") return said;
  const moved = step === undefined ? undefined : await takeStep(context, key, step.value, signal);
  return moved ?? readAfter(context, key, signal);
}
