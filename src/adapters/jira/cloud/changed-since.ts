import { searchAndReconsileIssuesUsingJqlPost } from "jira.js/cloud";
import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../../core/kernel/result.ts";
import type { ChangedTickets, TrackerError } from "../../../core/model/ticket.ts";
import { readPages } from "../../http/read-pages.ts";
import { jqlText, toKey } from "../keys.ts";
import { CANCELLED } from "../problems.ts";
import type { CloudContext } from "./context.ts";
import { KEYS } from "./wire.ts";

const PER_PAGE = 100;
const MAX_PAGES = 20;
const MINUTE_MS = 60_000;
/** Search lags and counts in whole minutes, so each question reaches back a little further. */
const OVERLAP_MINUTES = 2;

/**
 * The keys of tickets that changed. The time is given as minutes back from now, because Jira
 * reads an absolute one in the time zone of the account.
 */
export async function changedSince(
  { jira, project, clock }: CloudContext,
  since: string,
  signal: CancelSignal,
): Promise<Result<ChangedTickets, TrackerError>> {
  if (signal.aborted) return err(CANCELLED);
  const until = clock.now();
  const elapsed = Date.parse(until) - Date.parse(since);
  const minutes = Math.max(0, Math.ceil(elapsed / MINUTE_MS)) + OVERLAP_MINUTES;
  const jql = `project = ${jqlText(project)} AND updated >= ${jqlText(`-${minutes}m`)} ORDER BY updated ASC`;
  const pages = await readPages(MAX_PAGES, async (cursor) => {
    const answer = await jira.ask(
      KEYS,
      { effect: "read", action: `reading what changed in ${project}` },
      (client) =>
        searchAndReconsileIssuesUsingJqlPost(client, {
          jql,
          fields: ["updated"],
          maxResults: PER_PAGE,
          ...(cursor === null ? {} : { nextPageToken: cursor }),
        }),
      signal,
    );
    if (!answer.ok) return err(answer.error.error);
    const items = answer.value.issues.flatMap(({ key }) => toKey(key) ?? []);
    return ok({ items, next: answer.value.nextPageToken ?? null });
  });
  if (!pages.ok) return pages;
  const { items, isComplete } = pages.value;
  return ok({ keys: [...new Set(items)], until, isComplete });
}
