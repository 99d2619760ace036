import { searchAndReconsileIssuesUsingJqlPost } from "jira.js/cloud";
import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../../core/kernel/result.ts";
import type { TicketListing, TrackerError } from "../../../core/model/ticket.ts";
import { readPages } from "../../http/read-pages.ts";
import { toKey } from "../keys.ts";
import type { CloudContext } from "./context.ts";
import { KEYS } from "./wire.ts";

const PER_PAGE = 100;
const MAX_PAGES = 20;

/** The keys that a query lists, each once, up to a ceiling. */
export async function searchKeys(
  { jira }: CloudContext,
  jql: string,
  action: string,
  signal: CancelSignal,
): Promise<Result<TicketListing, TrackerError>> {
  const pages = await readPages(MAX_PAGES, async (cursor) => {
    const answer = await jira.ask(
      KEYS,
      { effect: "read", action },
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
  return ok({ keys: [...new Set(items)], isComplete });
}
