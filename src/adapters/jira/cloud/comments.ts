import { addComment, getComments, getCommentsByIds } from "jira.js/cloud";
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
import { type Page, readPages } from "../../http/read-pages.ts";
import { toKey } from "../keys.ts";
import { cancelled, failed, failureOf, notAKey } from "../problems.ts";
import { adfNodes } from "./adf/from-markdown.ts";
import { adfDocument, parseAdfDocument } from "./adf/nodes.ts";
import { adfToMarkdown } from "./adf/to-markdown.ts";
import type { CloudContext } from "./context.ts";
import { PROPERTY_KEY } from "./mapping.ts";
import { toUtc } from "../times.ts";
import { COMMENT_PROPERTIES, COMMENTS, CREATED_COMMENT, MARKED } from "./wire.ts";

type WireComment = z.infer<typeof COMMENTS>["comments"][number];

const PER_PAGE = 100;
const MAX_PAGES = 50;
/** How many comments Jira gives the properties of in one request. */
const IDS_PER_REQUEST = 1000;

export async function readComments(
  context: CloudContext,
  key: string,
  signal: CancelSignal,
): Promise<Result<readonly TicketComment[], TrackerError>> {
  const comments = await readAll(context, key, signal);
  if (!comments.ok) return comments;
  const read = comments.value.map(toComment);
  const known = read.filter((comment) => comment !== undefined);
  return known.length === read.length ? ok(known) : err(oddComment(key));
}

/** Posts a comment, unless one with its marker is there. */
export async function postComment(
  context: CloudContext,
  key: string,
  { marker, text }: CommentDraft,
  signal: CancelSignal,
): Promise<CommentOutcome> {
  const posted = await isPosted(context, key, marker, signal);
  if (!posted.ok) return failed(posted.error);
  if (posted.value) return { kind: "already" };
  const answer = await context.jira.ask(
    CREATED_COMMENT,
    { effect: "write", action: t("commenting on {0}", key) },
    (client) =>
      addComment(client, {
        issueIdOrKey: key,
        body: toBody(text),
        properties: [{ key: PROPERTY_KEY, value: { version: 1, marker } }],
      }),
    signal,
  );
  return answer.ok ? { kind: "posted" } : failureOf(answer.error, t("take a comment on {0}", key));
}

async function isPosted(
  context: CloudContext,
  key: string,
  marker: string,
  signal: CancelSignal,
): Promise<Result<boolean, TrackerError>> {
  const comments = await readAll(context, key, signal);
  if (!comments.ok) return comments;
  const ids = comments.value.map(({ id }) => Number(id));
  for (let from = 0; from < ids.length; from += IDS_PER_REQUEST) {
    const answer = await context.jira.ask(
      COMMENT_PROPERTIES,
      { effect: "read", action: t("reading the comments of {0}", key) },
      (client) =>
        getCommentsByIds(client, {
          ids: ids.slice(from, from + IDS_PER_REQUEST),
          expand: "properties",
        }),
      signal,
    );
    if (!answer.ok) return err(answer.error.error);
    const markers = answer.value.values.flatMap(({ properties }) => properties.flatMap(markerIn));
    if (markers.includes(marker)) return ok(true);
  }
  return ok(false);
}

function markerIn({ key, value }: { readonly key: string; readonly value: unknown }): string[] {
  const property = z.safeParse(MARKED, value);
  return key === PROPERTY_KEY && property.success ? [property.data.marker] : [];
}

async function readAll(
  { jira }: CloudContext,
  key: string,
  signal: CancelSignal,
): Promise<Result<readonly WireComment[], TrackerError>> {
  if (signal.aborted) return err(cancelled());
  if (toKey(key) === undefined) return err(notAKey(key));
  const pages = await readPages(MAX_PAGES, async (cursor) => {
    const answer = await jira.ask(
      COMMENTS,
      { effect: "read", action: t("reading the comments of {0}", key) },
      (client) =>
        getComments(client, {
          issueIdOrKey: key,
          startAt: Number(cursor ?? 0),
          maxResults: PER_PAGE,
          orderBy: "created",
        }),
      signal,
    );
    return answer.ok ? ok(pageOf(answer.value)) : err(answer.error.error);
  });
  if (!pages.ok) return pages;
  return pages.value.isComplete ? ok(pages.value.items) : err(tooMany(key));
}

function pageOf({ startAt, total, comments }: z.infer<typeof COMMENTS>): Page<WireComment> {
  const next = startAt + comments.length;
  return { items: comments, next: next < total && comments.length > 0 ? String(next) : null };
}

/** Undefined where the text is not a document. */
function toComment({ author, body, created }: WireComment): TicketComment | undefined {
  const document = parseAdfDocument(body ?? null);
  if (document === undefined) return undefined;
  const text = adfToMarkdown(document.content);
  return { author: author?.displayName ?? null, at: toUtc(created), text };
}

/** A comment needs at least one block. */
function toBody(text: string) {
  const nodes = adfNodes(text);
  const content = nodes.length > 0 ? nodes : [{ type: "paragraph" }];
  const { type, version } = adfDocument(content);
  return { type, version, content: content.map((node) => ({ ...node })) };
}

function tooMany(key: string): TrackerError {
  return {
    code: "tracker/unreadable-answer",
    message: t(
      "{0} has more comments than Canon reads ({1}), so they were left alone. Continue in a new ticket.",
      key,
      PER_PAGE * MAX_PAGES,
    ),
  };
}

function oddComment(key: string): TrackerError {
  return {
    code: "tracker/unreadable-answer",
    message: t(
      "A comment on {0} is not of the form that Canon knows, so its comments were left alone. Open the ticket in Jira and look at them.",
      key,
    ),
  };
}
