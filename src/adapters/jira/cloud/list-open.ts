import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import { err, type Result } from "../../../core/kernel/result.ts";
import { t } from "../../../core/kernel/texts.ts";
import type { TicketListing, TrackerError } from "../../../core/model/ticket.ts";
import { openIssues } from "../keys.ts";
import { cancelled } from "../problems.ts";
import type { CloudContext } from "./context.ts";
import { searchKeys } from "./search-keys.ts";

/** The keys of the project's open tickets, as far as Jira's index knows them. */
export async function listOpenTickets(
  context: CloudContext,
  signal: CancelSignal,
): Promise<Result<TicketListing, TrackerError>> {
  if (signal.aborted) return err(cancelled());
  const { project } = context;
  const action = t("listing open tickets of {0}", project);
  return searchKeys(context, openIssues(project), action, signal);
}
