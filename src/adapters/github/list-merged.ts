import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import type { MergedListing } from "../../ports/git-host.ts";
import type { HttpAnswer } from "../http/http.ts";
import { readPages, type Page } from "../http/read-pages.ts";
import { notATime, unknownShape } from "./errors.ts";
import { explainHost, placeOf, type HostContext } from "./host-context.ts";
import { listedPullsAnswer, type ListedPull } from "./host-wire.ts";
import { nextPage } from "./listing.ts";

const MAX_PAGES = 3;
function listingAction(): string {
  return t("listing pull requests");
}

/**
 * Lists what was merged since a moment, by the time of its last change, which is never before the
 * merge: so the first one that last changed earlier ends the list.
 *
 * A poll of a quiet repository is one request that GitHub answers for free, as the list still is
 * what its tag stands for.
 */
export async function listMerged(
  context: HostContext,
  since: string,
  signal: CancelSignal,
): Promise<Result<MergedListing, TrackerError>> {
  const from = Date.parse(since);
  if (Number.isNaN(from)) return err(notATime());
  const { memory } = context;
  const look = memory.merged?.since === since ? memory.merged : null;
  const first = await sendList(context, null, look?.etag ?? null, signal);
  if (!first.ok) return first;
  if (look !== null && first.value.status === 304) return ok(look.found);
  const read = await readPages(MAX_PAGES, async (cursor) => {
    const sent = cursor === null ? first : await sendList(context, cursor, null, signal);
    return sent.ok ? toPage(sent.value, from) : sent;
  });
  if (!read.ok) return read;
  const found = toListing(read.value.items, from, read.value.isComplete);
  const etag = first.value.header("etag");
  // What stands on later pages does not show in the tag of the first.
  const isShort = read.value.items.length <= 100;
  memory.merged = etag === null || !isShort ? null : { since, etag, found };
  return ok(found);
}

async function sendList(
  context: HostContext,
  cursor: string | null,
  etag: string | null,
  signal: CancelSignal,
): Promise<Result<HttpAnswer, TrackerError>> {
  const sent = await context.api.rest(
    { action: listingAction(), effect: "read" },
    (client, request) =>
      client.pulls.list({
        ...placeOf(context),
        state: "closed",
        sort: "updated",
        direction: "desc",
        per_page: 100,
        ...Object.fromEntries(new URLSearchParams(cursor ?? "")),
        ...(etag === null ? {} : { headers: { "if-none-match": etag } }),
        request,
      }),
    signal,
  );
  return sent.ok ? sent : err(explainHost(sent.error, context.repository));
}

function toPage(answer: HttpAnswer, from: number): Result<Page<ListedPull>, TrackerError> {
  const pulls = listedPullsAnswer.safeParse(answer.body);
  if (!pulls.success) return err(unknownShape(listingAction()));
  const recent = pulls.data.filter(({ updated_at }) => Date.parse(updated_at) >= from);
  const isLast = recent.length < pulls.data.length;
  return ok({ items: recent, next: isLast ? null : nextPage(answer) });
}

function toListing(pulls: readonly ListedPull[], from: number, isComplete: boolean): MergedListing {
  const pullRequests = pulls
    .flatMap(({ number, title, html_url, user, merged_at }) =>
      merged_at == null || Date.parse(merged_at) < from
        ? []
        : [{ number, title, url: html_url, author: user?.login ?? null, mergedAt: merged_at }],
    )
    .sort((a, b) => Date.parse(b.mergedAt) - Date.parse(a.mergedAt) || b.number - a.number);
  return { pullRequests, isComplete };
}
