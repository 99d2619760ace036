import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../../core/kernel/result.ts";
import type { TicketListing, TrackerError } from "../../../core/model/ticket.ts";
import { openIssues } from "../keys.ts";
import { CANCELLED } from "../problems.ts";
import type { Jira } from "./jira.ts";
import { searchKeys } from "./search-issues.ts";

const PAGES = { maxPages: 20, pageSize: 250, action: "listing open tickets" };

/** The keys of the project's open tickets, as far as Jira's index knows them. */
export async function listOpenTickets(
  jira: Jira,
  signal: CancelSignal,
): Promise<Result<TicketListing, TrackerError>> {
  if (signal.aborted) return err(CANCELLED);
  const listed = await searchKeys(jira, openIssues(jira.project), PAGES, signal);
  if (!listed.ok) return err(listed.error.error);
  const { items, isComplete } = listed.value;
  return ok({ keys: [...new Set(items)], isComplete });
}
