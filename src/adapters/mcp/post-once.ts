import type { CancelSignal } from "../../core/kernel/cancel.ts";
import type { Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type { CommentOutcome, TicketComment, TrackerError } from "../../core/model/ticket.ts";
import type { WriteAnswer } from "./tool-caller.ts";

/** What posting a comment needs of a tracker that keeps no marker beside a comment. */
export interface Commenting {
  readonly readComments: () => Promise<Result<readonly TicketComment[], TrackerError>>;
  readonly post: () => Promise<WriteAnswer>;
  readonly pause: (attempt: number) => Promise<void>;
}

const MOST_ATTEMPTS = 3;

/**
 * Posts a comment unless one that begins the same is there, and again only where it is known that
 * the try before did nothing.
 *
 * Shape: `opening` is how the comment begins. Comments that cannot be read are no reason to post.
 */
export async function postOnce(
  { readComments, post, pause }: Commenting,
  opening: string,
  signal: CancelSignal,
): Promise<CommentOutcome> {
  const isThere = async (): Promise<boolean | TrackerError> => {
    const comments = await readComments();
    return comments.ok ? comments.value.some((one) => beginsWith(one, opening)) : comments.error;
  };
  for (let attempt = 1; ; attempt++) {
    const before = await isThere();
    if (before === true) return { kind: attempt === 1 ? "already" : "posted" };
    if (before !== false) return { kind: "failed", error: before };
    const answer = await post();
    if (answer.kind === "done" && answer.isClear) return { kind: "posted" };
    if (answer.kind === "refused" && !answer.isUnclear) {
      if (!answer.isBusy || attempt === MOST_ATTEMPTS || signal.aborted) {
        return { kind: "failed", error: answer.error };
      }
      await pause(attempt);
      continue;
    }
    if ((await isThere()) === true) return { kind: "posted" };
    return { kind: "unsure", error: answer.kind === "done" ? unclear() : answer.error };
  }
}

/** Trackers write marks of their own around words, and wrap and escape what they were given. */
function beginsWith({ text }: TicketComment, opening: string): boolean {
  return plain(text).startsWith(plain(opening));
}

function plain(text: string): string {
  return text.replace(/\\(?=\p{P})/gu, "").replace(/[\s*_`]+/g, "");
}

function unclear(): TrackerError {
  return {
    code: "tracker/unreadable-answer",
    message: t(
      "The MCP server answered the comment with something that says neither yes nor no, and the comment is not to be seen on the ticket. Look there before you try again.",
    ),
  };
}
