import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../../core/kernel/result.ts";
import { t } from "../../../core/kernel/texts.ts";
import type { TicketListing, TrackerError } from "../../../core/model/ticket.ts";
import { openIssues } from "../keys.ts";
import { cancelled } from "../problems.ts";
import type { Jira } from "./jira.ts";
import { searchKeys } from "./search-issues.ts";

function pages() {
  return { maxPages: 20, pageSize: 250, action: t("listing open tickets") };
}

/** The keys of the project's open tickets, as far as Jira's index knows them. */
export async function listOpenTickets(
  jira: Jira,
  signal: CancelSignal,
): Promise<Result<TicketListing, TrackerError>> {
  if (signal.aborted) return err(cancelled());
  const listed = await searchKeys(jira, openIssues(jira.project), pages(), signal);
  if (!listed.ok) return err(listed.error.error);
  const { items, isComplete } = listed.value;
  return ok({ keys: [...new Set(items)], isComplete });
}
