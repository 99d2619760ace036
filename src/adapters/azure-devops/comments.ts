import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type {
  CommentDraft,
  CommentOutcome,
  TicketComment,
  TrackerError,
} from "../../core/model/ticket.ts";
import type { HttpFailure } from "../http/http.ts";
import { readPages } from "../http/read-pages.ts";
import { path } from "../http/request-path.ts";
import type { TextForm } from "./description.ts";
import { decodeEntities, isEncoded } from "./entities.ts";
import { toHtml } from "./html-block.ts";
import { htmlToMarkdown } from "./html-to-markdown.ts";
import { markerTag, toId } from "./keys.ts";
import { nameOf } from "./mapping.ts";
import { cancelled, notAKey, notAMarker, tooManyComments } from "./messages.ts";
import { mayMeanMarkdown } from "./patch.ts";
import type { Place } from "./place.ts";
import { readItem } from "./read-items.ts";
import { type Comment, comments, postedComment } from "./wire.ts";

/** The comments part of the interface has never left its preview. */
const LIST_VERSION = "7.1-preview.4";
const MARKDOWN_VERSION = "7.2-preview.4";
const PAGE = 200;
const MAX_PAGES = 25;

/** The comments of a work item, oldest first. */
export async function readComments(
  place: Place,
  key: string,
  signal: CancelSignal,
): Promise<Result<readonly TicketComment[], TrackerError>> {
  const listed = await listComments(place, key, signal);
  return listed.ok ? ok(listed.value.comments.map(toComment)) : listed;
}

/** Posts a comment, unless one with its marker is there. */
export async function postComment(
  place: Place,
  key: string,
  draft: CommentDraft,
  signal: CancelSignal,
): Promise<CommentOutcome> {
  if (markerTag(draft.marker) === undefined) {
    return { kind: "failed", error: notAMarker(draft.marker) };
  }
  const listed = await listComments(place, key, signal);
  if (!listed.ok) return { kind: "failed", error: listed.error };
  if (isPosted(listed.value.comments, draft)) return { kind: "already" };
  const { project } = listed.value;
  const form = place.textForm;
  const said = await send(place, project, key, draft, form, signal);
  if (said.ok) return { kind: "posted" };
  if (form === "html" || !mayMeanMarkdown(said.error)) return failed(said.error);
  const again = await send(place, project, key, draft, "html", signal);
  if (!again.ok) return failed(again.error.executed === "unknown" ? again.error : said.error);
  place.textForm = "html";
  return { kind: "posted" };
}

/**
 * A comment as it is sent: with its marker where readers do not see it. In Markdown that is a link
 * definition which nothing refers to, since comments of HTML may be taken out.
 */
export function commentText({ marker, text }: CommentDraft, form: TextForm): string {
  const mark = `${MARK}${marker}`;
  return form === "html"
    ? `<div title="${mark}">\n${toHtml(text)}</div>`
    : `[//]: # (${mark})\n\n${text}`;
}

/**
 * Tells whether a comment is there already. Where a server took the marker away, a comment of the
 * same words that bears no other marker counts.
 */
export function isPosted(listed: readonly Comment[], { marker, text }: CommentDraft): boolean {
  return listed.some(
    (comment) =>
      comment.text.includes(`${MARK}${marker}`) ||
      (!comment.text.includes(MARK) && words(toText(comment)) === words(text)),
  );
}

/** All comments, with the project that the work item is in: their address depends on it. */
export async function listComments(
  place: Place,
  key: string,
  signal: CancelSignal,
): Promise<
  Result<{ readonly project: string; readonly comments: readonly Comment[] }, TrackerError>
> {
  if (signal.aborted) return err(cancelled());
  if (toId(key) === undefined) return err(notAKey(key));
  const here = await listIn(place, place.project, key, signal);
  if (here.ok || here.error.code !== "tracker/not-found") return here;
  const item = await readItem(place, key, signal);
  if (!item.ok) return item;
  const project = item.value.fields["System.TeamProject"];
  return project === place.project ? here : listIn(place, project, key, signal);
}

const MARK = "canon:comment:";
const MARK_LINE = /^\[\/\/\]: # \(canon:comment:[0-9a-f-]{1,60}\)\s*/i;

async function listIn(
  place: Place,
  project: string,
  key: string,
  signal: CancelSignal,
): Promise<
  Result<{ readonly project: string; readonly comments: readonly Comment[] }, TrackerError>
> {
  const all = await readPages(MAX_PAGES, async (cursor) => {
    const said = await place.api.ask(
      {
        method: "GET",
        path: path`${project}/_apis/wit/workItems/${key}/comments`,
        query: {
          "api-version": LIST_VERSION,
          order: "asc",
          $top: PAGE,
          ...(cursor === null ? {} : { continuationToken: cursor }),
        },
        answer: comments,
        effect: "read",
        action: t("reading the comments of work item {0}", key),
      },
      signal,
    );
    if (!said.ok) return err(said.error.error);
    const { comments: items, continuationToken } = said.value;
    return ok({ items, next: continuationToken || null });
  });
  if (!all.ok) return all;
  if (!all.value.isComplete) return err(tooManyComments(key));
  const there = all.value.items.filter(({ isDeleted }) => isDeleted !== true);
  const inOrder = there.sort(
    (a, b) => Date.parse(a.createdDate) - Date.parse(b.createdDate) || a.id - b.id,
  );
  return ok({ project, comments: inOrder });
}

function send(
  place: Place,
  project: string,
  key: string,
  draft: CommentDraft,
  form: TextForm,
  signal: CancelSignal,
): Promise<Result<unknown, HttpFailure>> {
  return place.api.ask(
    {
      method: "POST",
      path: path`${project}/_apis/wit/workItems/${key}/comments`,
      query:
        form === "html"
          ? { "api-version": LIST_VERSION }
          : { "api-version": MARKDOWN_VERSION, format: "markdown" },
      body: { text: commentText(draft, form) },
      answer: postedComment,
      effect: "write",
      action: t("commenting on work item {0}", key),
    },
    signal,
  );
}

function toComment(comment: Comment): TicketComment {
  return {
    author: nameOf(comment.createdBy),
    at: new Date(comment.createdDate).toISOString(),
    text: toText(comment),
  };
}

/** As Markdown, without Canon's marker. */
function toText({ text, format }: Comment): string {
  const isHtml =
    format == null ? /<(?:div|p|br|span|ul|ol|a|b|i)\b/i.test(text) : format !== "markdown";
  if (isHtml) return htmlToMarkdown(text);
  // What a server encodes without need shows in Canon's own comments; others stay as they are.
  const written = MARK_LINE.test(text) && isEncoded(text) ? decodeEntities(text) : text;
  return written.replace(MARK_LINE, "").trim();
}

function words(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function failed({ executed, error }: HttpFailure): CommentOutcome {
  return { kind: executed === "unknown" ? "unsure" : "failed", error };
}
