import type { CancelSignal } from "../core/kernel/cancel.ts";
import type { SystemCompletion } from "./completion-report.ts";
import type { LinksRecord } from "./links-record.ts";
import { previewOf, type CompletionPlan } from "./plan-completion.ts";

/**
 * Carries a plan out: the move, then the comment, each noted as soon as it is done.
 *
 * What somebody else's move left is noted only once they were told of it, so that a comment that
 * could not be posted is tried again.
 */
export async function carryOut(
  plan: CompletionPlan,
  record: LinksRecord,
  signal: CancelSignal,
): Promise<SystemCompletion> {
  const { system, link, isReconciling, done, comment } = plan;
  const moved = await makeMove(plan, signal);
  const { status } = moved;
  const steps = moved.isSettled ? (["moved"] as const) : [];
  if (!isReconciling) await record.note(system, link, { status, done: done.with(...steps) });
  const posted = await post(plan, signal);
  if (posted.isThere) {
    await record.note(system, link, { status, done: done.with(...steps, "posted") });
  }
  return {
    ...previewOf(plan),
    transition: moved.transition,
    comment: {
      posted: posted.isNew,
      text: comment.text,
      redacted: comment.redacted,
      already: posted.isThere && !posted.isNew,
    },
    reconciled: isReconciling && posted.isThere,
    reason: [moved.reason, posted.reason].filter((one) => one !== null).join(" ") || null,
  };
}

interface Moved extends Pick<SystemCompletion, "transition" | "reason"> {
  readonly status: string;
  readonly isSettled: boolean;
}

async function makeMove(
  { link, connection, status, move }: CompletionPlan,
  signal: CancelSignal,
): Promise<Moved> {
  const { transition } = move;
  if (transition === null || transition.done) return { ...move, status };
  const { from, to } = transition;
  const now = await connection.move(link.key, from, to, signal);
  if (!now.ok) return { ...move, status, reason: now.error.message };
  const made = { from, to: now.value, done: true };
  return { transition: made, status: now.value, isSettled: true, reason: null };
}

interface Posted {
  /** Whether the ticket has the comment now, and whether it has it from this run. */
  readonly isThere: boolean;
  readonly isNew: boolean;
  readonly reason: string | null;
}

async function post(
  { link, connection, comment }: CompletionPlan,
  signal: CancelSignal,
): Promise<Posted> {
  const { marker, opening, text, isThere } = comment;
  if (isThere) return { isThere, isNew: false, reason: null };
  const outcome = await connection.postComment(link.key, { marker, opening, text }, signal);
  if (outcome.kind === "failed" || outcome.kind === "unsure") {
    return { isThere, isNew: false, reason: outcome.error.message };
  }
  return { isThere: true, isNew: outcome.kind === "posted", reason: null };
}
