import type { Octokit } from "@octokit/rest";
import type * as z from "zod/mini";
import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import type { PullRequestReading } from "../../ports/git-host.ts";
import { readPages } from "../http/read-pages.ts";
import type { Travel } from "./api.ts";
import { unknownShape } from "./errors.ts";
import { ask, explainHost, placeOf, type HostContext } from "./host-context.ts";
import {
  pullCommitsAnswer,
  pullFilesAnswer,
  reviewsAnswer,
  wholePullAnswer,
  type WholePull,
} from "./host-wire.ts";
import { nextPage } from "./listing.ts";
import { toMergedWork } from "./merged-work.ts";

/** GitHub itself ends its lists at 3,000 files and 250 commits. */
const FILE_PAGES = 30;
const COMMIT_PAGES = 3;
const REVIEW_PAGES = 3;
const MOST_COMMITS = 250;
const MOST_FILES = 3000;

/** Reads a pull request, and what lies below it once it is merged: four requests for most. */
export async function readPullRequest(
  context: HostContext,
  number: number,
  signal: CancelSignal,
): Promise<PullRequestReading> {
  const task = { action: t("reading a pull request"), effect: "read" } as const;
  const found = await ask(
    context,
    task,
    (client, request) => client.pulls.get({ ...placeOf(context), pull_number: number, request }),
    wholePullAnswer,
    signal,
  );
  if (!found.ok) {
    if (found.error.status === 404) return { kind: "missing" };
    return { kind: "unreadable", error: explainHost(found.error, context.repository) };
  }
  const pull = found.value;
  if (pull.merged_at == null) return { kind: pull.state, url: pull.html_url };
  if (pull.merge_commit_sha == null)
    return { kind: "unreadable", error: unknownShape(task.action) };
  return readParts(context, pull, pull.merge_commit_sha, signal);
}

async function readParts(
  context: HostContext,
  pull: WholePull,
  mergedCommit: string,
  signal: CancelSignal,
): Promise<PullRequestReading> {
  const at = { ...placeOf(context), pull_number: pull.number, per_page: 100 };
  const list = <T extends z.ZodMiniType<readonly unknown[]>>(
    maxPages: number,
    shape: T,
    send: (
      client: Octokit["rest"],
      request: Travel,
      page: Readonly<Record<string, string>>,
    ) => Promise<unknown>,
  ) => readList(context, maxPages, shape, send, signal);
  const [files, commits, reviews] = await Promise.all([
    list(FILE_PAGES, pullFilesAnswer, (client, request, page) =>
      client.pulls.listFiles({ ...at, ...page, request }),
    ),
    list(COMMIT_PAGES, pullCommitsAnswer, (client, request, page) =>
      client.pulls.listCommits({ ...at, ...page, request }),
    ),
    list(REVIEW_PAGES, reviewsAnswer, (client, request, page) =>
      client.pulls.listReviews({ ...at, ...page, request }),
    ),
  ]);
  if (!files.ok) return { kind: "unreadable", error: files.error };
  if (!commits.ok) return { kind: "unreadable", error: commits.error };
  const isComplete =
    files.value.isComplete &&
    commits.value.isComplete &&
    files.value.items.length < MOST_FILES &&
    commits.value.items.length < MOST_COMMITS;
  const work = toMergedWork(context.repository, pull, mergedCommit, {
    files: files.value.items,
    commits: commits.value.items,
    reviews: reviews.ok ? reviews.value.items : null,
    isComplete,
  });
  return { kind: "merged", work };
}

type Items<T extends z.ZodMiniType<readonly unknown[]>> = z.infer<T>[number];

/** Reads a list below a pull request, a hundred entries in a request. */
function readList<T extends z.ZodMiniType<readonly unknown[]>>(
  { api, repository }: HostContext,
  maxPages: number,
  shape: T,
  send: (
    client: Octokit["rest"],
    request: Travel,
    page: Readonly<Record<string, string>>,
  ) => Promise<unknown>,
  signal: CancelSignal,
): Promise<
  Result<{ readonly items: readonly Items<T>[]; readonly isComplete: boolean }, TrackerError>
> {
  const task = { action: t("reading a pull request"), effect: "read" } as const;
  return readPages(maxPages, async (cursor) => {
    const page = Object.fromEntries(new URLSearchParams(cursor ?? ""));
    const sent = await api.rest(task, (client, request) => send(client, request, page), signal);
    if (!sent.ok) return err(explainHost(sent.error, repository));
    const read = shape.safeParse(sent.value.body);
    if (!read.success) return err(unknownShape(task.action));
    const items: readonly Items<T>[] = read.data;
    return ok({ items, next: nextPage(sent.value) });
  });
}
