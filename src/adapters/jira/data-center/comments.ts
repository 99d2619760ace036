import * as z from "zod/mini";
import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../../core/kernel/result.ts";
import { t } from "../../../core/kernel/texts.ts";
import type {
  CommentDraft,
  CommentOutcome,
  TicketComment,
  TrackerError,
} from "../../../core/model/ticket.ts";
import type { HttpFailure } from "../../http/http.ts";
import { path } from "../../http/request-path.ts";
import { toKey } from "../keys.ts";
import { cancelled, failed, failureOf, noSuchTicket, notAKey } from "../problems.ts";
import type { Jira } from "./jira.ts";
import { toUtc } from "../times.ts";
import { readParts } from "./pages.ts";
import { isNotThere } from "./read-issue.ts";
import { toMarkdown } from "./wiki/to-markdown.ts";
import { toWiki } from "./wiki/to-wiki.ts";
import { COMMENTS } from "./wire.ts";

type JiraComment = z.infer<typeof COMMENTS>["comments"][number];

const PAGE = 100;
const MAX_PAGES = 20;

/** An anchor is shown as nothing; it stands at the end of what Canon posted. */
const ANCHOR = /\s*\{anchor:canon-comment-[\da-f-]{36}\}\s*$/i;

export async function readComments(
  jira: Jira,
  key: string,
  signal: CancelSignal,
): Promise<Result<readonly TicketComment[], TrackerError>> {
  const own = toKey(key);
  if (own === undefined) return err(notAKey(key));
  if (signal.aborted) return err(cancelled());
  const comments = await listComments(jira, own, signal);
  if (comments.ok)
    return ok(comments.value.map(toComment).sort((a, b) => a.at.localeCompare(b.at)));
  return err(isNotThere(comments.error) ? noSuchTicket(own) : comments.error.error);
}

/** Posts a comment, unless one with its marker is there. */
export async function postComment(
  jira: Jira,
  key: string,
  { marker, text }: CommentDraft,
  signal: CancelSignal,
): Promise<CommentOutcome> {
  const own = toKey(key);
  if (own === undefined) return failed(notAKey(key));
  if (signal.aborted) return failed(cancelled());
  const comments = await listComments(jira, own, signal);
  if (!comments.ok) {
    const { error } = comments.error;
    return failed(isNotThere(comments.error) ? noSuchTicket(own) : error);
  }
  const anchor = `{anchor:canon-comment-${marker}}`;
  if (comments.value.some(({ body }) => body.includes(anchor))) return { kind: "already" };
  const posted = await jira.api.send(
    z.object({ id: z.string() }),
    {
      method: "POST",
      path: path`/rest/api/2/issue/${own}/comment`,
      body: { body: `${toWiki(text)}\n\n${anchor}` },
      effect: "write",
      action: t("commenting on {0}", own),
    },
    signal,
  );
  return posted.ok ? { kind: "posted" } : failureOf(posted.error, t("take a comment on {0}", own));
}

async function listComments(
  jira: Jira,
  key: string,
  signal: CancelSignal,
): Promise<Result<readonly JiraComment[], HttpFailure>> {
  const read = await readParts(MAX_PAGES, async (startAt) => {
    const answer = await jira.api.send(
      COMMENTS,
      {
        method: "GET",
        path: path`/rest/api/2/issue/${key}/comment`,
        query: { startAt, maxResults: PAGE },
        effect: "read",
        action: t("reading the comments on {0}", key),
      },
      signal,
    );
    return answer.ok ? ok({ items: answer.value.comments, total: answer.value.total }) : answer;
  });
  return read.ok ? ok(read.value.items) : read;
}

function toComment({ author, body, created }: JiraComment): TicketComment {
  return {
    author: author?.displayName ?? author?.name ?? null,
    at: toUtc(created),
    text: toMarkdown(body.replace(ANCHOR, "")),
  };
}
