import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import type { HttpAnswer } from "../http/http.ts";
import { readPages, type Page } from "../http/read-pages.ts";
import type { GithubContext } from "./context.ts";
import { explain, unknownShape } from "./errors.ts";
import { restIssues, type RestIssue } from "./wire.ts";

/** What of the project's list is wanted, in GitHub's own parameters. */
export interface ListQuery {
  /** All of them unless told. */
  readonly state?: "open";
  readonly sort: "created" | "updated";
  readonly direction: "asc" | "desc";
  readonly since?: string;
  readonly per_page: number;
}

/** A page of issues and pull requests, as GitHub lists them together. */
export interface IssuePage extends Page<RestIssue> {
  /** What this page looks like; null where the server does not say. */
  readonly etag: string | null;
}

function listingAction(): string {
  return t("listing issues");
}

/** Reads the project's list up to a ceiling, beginning with `first` where that is known. */
export function readIssueList(
  context: GithubContext,
  query: ListQuery,
  maxPages: number,
  signal: CancelSignal,
  first?: IssuePage,
): Promise<
  Result<{ readonly items: readonly RestIssue[]; readonly isComplete: boolean }, TrackerError>
> {
  return readPages(maxPages, async (cursor) => {
    if (cursor === null && first !== undefined) return ok(first);
    const sent = await sendList(context, query, cursor, null, signal);
    return sent.ok ? toPage(sent.value) : sent;
  });
}

/** Reads the first page; `unchanged` when it still is what `etag` stands for. */
export async function readFirstPage(
  context: GithubContext,
  query: ListQuery,
  etag: string | null,
  signal: CancelSignal,
): Promise<Result<IssuePage | "unchanged", TrackerError>> {
  const sent = await sendList(context, query, null, etag, signal);
  if (!sent.ok) return sent;
  return etag !== null && sent.value.status === 304 ? ok("unchanged") : toPage(sent.value);
}

async function sendList(
  { api, project }: GithubContext,
  query: ListQuery,
  cursor: string | null,
  etag: string | null,
  signal: CancelSignal,
): Promise<Result<HttpAnswer, TrackerError>> {
  const sent = await api.rest(
    { action: listingAction(), effect: "read" },
    (client, request) =>
      client.issues.listForRepo({
        owner: project.owner,
        repo: project.name,
        state: "all",
        ...query,
        ...Object.fromEntries(new URLSearchParams(cursor ?? "")),
        ...(etag === null ? {} : { headers: { "if-none-match": etag } }),
        request,
      }),
    signal,
  );
  return sent.ok ? sent : err(explain(sent.error));
}

function toPage(answer: HttpAnswer): Result<IssuePage, TrackerError> {
  const items = restIssues.safeParse(answer.body);
  if (!items.success) return err(unknownShape(listingAction()));
  return ok({ items: items.data, next: nextPage(answer), etag: answer.header("etag") });
}

/**
 * Where the next page begins, from the `Link` header; null on the last page.
 *
 * Shape: the parameters that tell one page from another. Long lists know no page numbers, only
 *        `after`; no other part of the address is followed.
 */
export function nextPage(answer: HttpAnswer): string | null {
  const link = /<([^<>]*)>\s*;\s*rel="?next"?/.exec(answer.header("link") ?? "")?.[1] ?? "";
  const told = new URLSearchParams(link.slice(link.indexOf("?") + 1));
  const page = told.get("page");
  const after = told.get("after");
  const place = new URLSearchParams();
  if (page !== null && /^\d{1,6}$/.test(page)) place.set("page", page);
  if (after !== null && after.length <= 500) place.set("after", after);
  return place.size === 0 ? null : place.toString();
}
