import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err } from "../../core/kernel/result.ts";
import type { CommentOutcome, WriteOutcome } from "../../core/model/ticket.ts";
import type { TicketTracker } from "../../ports/ticket-tracker.ts";
import { createTicketFile } from "./create-ticket-file.ts";
import { busy, cancelled, storageError } from "./errors.ts";
import { removeTicketFile } from "./remove-ticket-file.ts";
import { FOLDER } from "./ticket-folder.ts";
import { updateTicketFile } from "./update-ticket-file.ts";
import type { WriteContext } from "./write-context.ts";

type Writing =
  | "createTickets"
  | "updateTicket"
  | "linkPullRequest"
  | "closeTicket"
  | "postComment"
  | "removeTicket";

const LOCK = `${FOLDER}/.lock`;
const LOCK_WAIT_MS = 10_000;

/** What changes files, one writer at a time. */
export function writingMethods(context: WriteContext): Pick<TicketTracker, Writing> {
  const { files } = context;

  async function exclusively(
    signal: CancelSignal,
    task: () => Promise<WriteOutcome>,
  ): Promise<WriteOutcome> {
    if (signal.aborted) return { kind: "failed", error: cancelled() };
    const done = await files.withLock(LOCK, LOCK_WAIT_MS, task);
    return done.ok ? done.value : { kind: "failed", error: storageError(done.error) };
  }

  return {
    async createTickets(drafts, signal) {
      const outcomes: WriteOutcome[] = [];
      for (const draft of drafts) {
        outcomes.push(await exclusively(signal, () => createTicketFile(context, draft)));
      }
      return outcomes;
    },

    updateTicket: (key, change, expectedRevision, signal) =>
      exclusively(signal, () => updateTicketFile(context, key, change, expectedRevision)),

    linkPullRequest: (key, pullRequest, signal) =>
      exclusively(signal, () => updateTicketFile(context, key, { pullRequest }, null)),

    closeTicket(key, { status, comment, pullRequest }, expectedRevision, signal) {
      const change = { status, comment, ...(pullRequest === null ? {} : { pullRequest }) };
      return exclusively(signal, () => updateTicketFile(context, key, change, expectedRevision));
    },

    async postComment(key, comment, signal) {
      let isThere = false;
      const outcome = await exclusively(signal, async () => {
        isThere = await hasComment(context, key, comment.marker);
        return updateTicketFile(context, key, { comment }, null);
      });
      return toCommentOutcome(outcome, isThere);
    },

    async removeTicket(key, expectedRevision, signal) {
      if (signal.aborted) return err(cancelled());
      const done = await files.withLock(LOCK, LOCK_WAIT_MS, () =>
        removeTicketFile(context, key, expectedRevision),
      );
      return done.ok ? done.value : err(storageError(done.error));
    },
  };
}

async function hasComment(context: WriteContext, key: string, marker: string): Promise<boolean> {
  const reading = await context.folder.read(key);
  return reading.kind === "found" && reading.stored.comments.some((one) => one.marker === marker);
}

function toCommentOutcome(outcome: WriteOutcome, isThere: boolean): CommentOutcome {
  switch (outcome.kind) {
    case "done":
      return { kind: isThere ? "already" : "posted" };
    case "stale":
      return { kind: "failed", error: busy(outcome.current.url ?? outcome.current.ref.key) };
    default:
      return outcome;
  }
}
