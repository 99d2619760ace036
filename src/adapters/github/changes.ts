import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import type { ChangedTickets, TrackerError } from "../../core/model/ticket.ts";
import type { GithubContext } from "./context.ts";
import { notATime } from "./errors.ts";
import { readFirstPage, readIssueList, type ListQuery } from "./listing.ts";
import type { RestIssue } from "./wire.ts";

const MAX_PAGES = 10;
/** GitHub compares whole seconds; what happened within the same one is told again. */
const OVERLAP_MS = 1000;

/**
 * Keys of issues that changed since a moment.
 *
 * Shape: `until` is the time of the newest change that was seen, by GitHub's own clock.
 */
export async function changedSince(
  context: GithubContext,
  since: string,
  signal: CancelSignal,
): Promise<Result<ChangedTickets, TrackerError>> {
  const from = Date.parse(since);
  if (Number.isNaN(from)) return err(notATime());
  const start = new Date(from - OVERLAP_MS).toISOString().replace(/\.\d+Z$/, "Z");
  const query: ListQuery = { sort: "updated", direction: "asc", since: start, per_page: 100 };
  const { memory } = context;
  const look = memory.look?.since === since ? memory.look : null;

  const first = await readFirstPage(context, query, look?.etag ?? null, signal);
  if (!first.ok) return first;
  if (first.value === "unchanged")
    return ok(look?.found ?? { keys: [], until: since, isComplete: true });
  const read = await readIssueList(context, query, MAX_PAGES, signal, first.value);
  if (!read.ok) return read;
  const found = toChanges(read.value.items, from, read.value.isComplete);
  // What stands on later pages does not show in the tag of the first.
  const etag = first.value.next === null ? first.value.etag : null;
  memory.look = etag === null ? null : { since, etag, found };
  return ok(found);
}

function toChanges(items: readonly RestIssue[], from: number, isComplete: boolean): ChangedTickets {
  const issues = items.filter(({ pull_request }) => pull_request == null);
  const until = items.reduce((latest, item) => Math.max(latest, Date.parse(item.updated_at)), from);
  return {
    keys: [...new Set(issues.map(({ number }) => String(number)))],
    until: new Date(until).toISOString(),
    isComplete,
  };
}
