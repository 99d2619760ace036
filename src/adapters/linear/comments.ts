import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type {
  CommentDraft,
  CommentOutcome,
  TicketComment,
  TrackerError,
} from "../../core/model/ticket.ts";
import { readPages } from "../http/read-pages.ts";
import type { LinearApi } from "./api.ts";
import { COMMENT, COMMENTS } from "./documents.ts";
import { canonicalKey, isChosenId } from "./keys.ts";
import { toComment } from "./mapping.ts";
import { cancelled, noSuchIssue, notAKey, notAnId, tooManyComments } from "./messages.ts";
import { commentAnswer, commentsAnswer } from "./wire.ts";

const MAX_PAGES = 20;

/** All comments of an issue, oldest first. */
export async function readComments(
  api: LinearApi,
  key: string,
  signal: CancelSignal,
): Promise<Result<readonly TicketComment[], TrackerError>> {
  if (signal.aborted) return err(cancelled());
  const id = canonicalKey(key);
  if (id === undefined) return err(notAKey(key));
  const pages = await readPages(MAX_PAGES, async (after) => {
    const said = await api.ask(
      {
        document: COMMENTS,
        variables: { id, after },
        answer: commentsAnswer,
        effect: "read",
        action: t("reading the comments of {0}", id),
      },
      signal,
    );
    if (!said.ok) return err(said.error.reason === "missing" ? noSuchIssue(key) : said.error.error);
    const { nodes, pageInfo } = said.value.issue.comments;
    return ok({
      items: nodes.map(toComment),
      next: pageInfo.hasNextPage ? pageInfo.endCursor : null,
    });
  });
  if (!pages.ok) return pages;
  if (!pages.value.isComplete) return err(tooManyComments(key));
  return ok([...pages.value.items].sort((a, b) => Date.parse(a.at) - Date.parse(b.at)));
}

/** Posts a comment under the id of its marker, which Linear accepts only once. */
export async function postComment(
  api: LinearApi,
  key: string,
  { marker, text }: CommentDraft,
  signal: CancelSignal,
): Promise<CommentOutcome> {
  if (signal.aborted) return { kind: "failed", error: cancelled() };
  const issueId = canonicalKey(key);
  if (issueId === undefined) return { kind: "failed", error: notAKey(key) };
  if (!isChosenId(marker)) return { kind: "failed", error: notAnId(marker) };
  const said = await api.ask(
    {
      document: COMMENT,
      variables: { input: { id: marker, issueId, body: text } },
      answer: commentAnswer,
      effect: "write",
      action: t("commenting on {0}", issueId),
    },
    signal,
  );
  if (said.ok) return { kind: "posted" };
  const { reason, executed, error } = said.error;
  if (reason === "taken") return { kind: "already" };
  if (reason === "missing") return { kind: "failed", error: noSuchIssue(key) };
  return { kind: executed === "unknown" ? "unsure" : "failed", error };
}
