import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type {
  CommentDraft,
  CommentOutcome,
  PullRequestDraft,
  TicketComment,
  TrackerError,
} from "../../core/model/ticket.ts";
import { readPages } from "../http/read-pages.ts";
import type { GithubContext } from "./context.ts";
import { explain, failed, failedWrite, notAnAddress, notAMarker, unknownShape } from "./errors.ts";
import { placeName, type IssuePlace } from "./issue-place.ts";
import { nextPage } from "./listing.ts";
import { isMarkerId, markerOf, pullRequestMarker, withoutMarkers } from "./markers.ts";
import { restComments } from "./wire.ts";

/** An issue holds 2,500 comments at most. */
const MAX_PAGES = 30;

/** The comments of one issue, oldest first, without the invisible signs of Canon. */
export async function readComments(
  context: GithubContext,
  place: IssuePlace,
  signal: CancelSignal,
): Promise<Result<readonly TicketComment[], TrackerError>> {
  const comments = await readAll(context, place, signal);
  if (!comments.ok) return comments;
  return ok(comments.value.map((one) => ({ ...one, text: withoutMarkers(one.text) })));
}

/** Posts a comment, and in the same one the pull request, if there is one to show. */
export async function postComment(
  context: GithubContext,
  place: IssuePlace,
  { marker, text }: CommentDraft,
  pullRequest: PullRequestDraft | null,
  signal: CancelSignal,
): Promise<CommentOutcome> {
  if (!isMarkerId(marker)) return failed(notAMarker());
  const shown = pullRequest === null ? [] : pullRequestPart(pullRequest);
  if (shown === undefined) return failed(notAnAddress());
  return postOnce(
    context,
    place,
    [{ text, marker: markerOf("comment", marker) }, ...shown],
    signal,
  );
}

/** GitHub has no link of its own from an issue to a pull request, so a comment names it. */
export async function postPullRequest(
  context: GithubContext,
  place: IssuePlace,
  pullRequest: PullRequestDraft,
  signal: CancelSignal,
): Promise<CommentOutcome> {
  const shown = pullRequestPart(pullRequest);
  return shown === undefined ? failed(notAnAddress()) : postOnce(context, place, shown, signal);
}

/** Something that one comment says, and the sign that it was said. */
interface CommentPart {
  readonly text: string;
  readonly marker: string;
}

/** Posts what none of the issue's own comments says yet. */
async function postOnce(
  context: GithubContext,
  place: IssuePlace,
  parts: readonly CommentPart[],
  signal: CancelSignal,
): Promise<CommentOutcome> {
  const comments = await readAll(context, place, signal);
  if (!comments.ok) return failed(comments.error);
  const isSaid = ({ marker }: CommentPart): boolean =>
    comments.value.some((one) => one.text.includes(marker));
  const unsaid = parts.filter((part) => !isSaid(part));
  if (unsaid.length === 0) return { kind: "already" };
  const action = t("commenting on {0}", placeName(place));
  const sent = await context.api.rest(
    { action, effect: "write" },
    (client, request) =>
      client.issues.createComment({
        owner: place.owner,
        repo: place.name,
        issue_number: place.number,
        body: [
          ...unsaid.map(({ text }) => text),
          unsaid.map(({ marker }) => marker).join("\n"),
        ].join("\n\n"),
        request,
      }),
    signal,
  );
  if (!sent.ok) return failedWrite(sent.error);
  const isPosted = restComments.safeParse([sent.value.body]).success;
  return isPosted ? { kind: "posted" } : { kind: "unsure", error: unknownShape(action) };
}

async function readAll(
  { api }: GithubContext,
  place: IssuePlace,
  signal: CancelSignal,
): Promise<Result<readonly TicketComment[], TrackerError>> {
  const action = t("reading the comments of {0}", placeName(place));
  const read = await readPages<TicketComment>(MAX_PAGES, async (cursor) => {
    const sent = await api.rest(
      { action, effect: "read" },
      (client, request) =>
        client.issues.listComments({
          owner: place.owner,
          repo: place.name,
          issue_number: place.number,
          per_page: 100,
          ...Object.fromEntries(new URLSearchParams(cursor ?? "")),
          request,
        }),
      signal,
    );
    if (!sent.ok) return err(explain(sent.error));
    const comments = restComments.safeParse(sent.value.body);
    if (!comments.success) return err(unknownShape(action));
    const items = comments.data.map(({ user, created_at, body }) => ({
      author: user?.login ?? null,
      at: new Date(created_at).toISOString(),
      text: body ?? "",
    }));
    return ok({ items, next: nextPage(sent.value) });
  });
  return read.ok ? ok(read.value.items) : read;
}

/** The title stands as code, so that nothing in it can mention, link or format anything. */
function pullRequestPart({ url, title }: PullRequestDraft): readonly CommentPart[] | undefined {
  if (!/^https?:\/\/[^\s<>"`\\]+$/.test(url) || !URL.canParse(url)) return undefined;
  const words = title.replace(/[\s`\p{Cc}\p{Cf}]+/gu, " ").trim();
  const named = words === "" ? "" : ` \`${words}\``;
  return [{ text: `Pull request: ${url}${named}`, marker: pullRequestMarker(url) }];
}
