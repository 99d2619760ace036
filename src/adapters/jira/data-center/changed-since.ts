import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../../core/kernel/result.ts";
import { t } from "../../../core/kernel/texts.ts";
import type { ChangedTickets, TrackerError } from "../../../core/model/ticket.ts";
import { jqlText } from "../keys.ts";
import { cancelled } from "../problems.ts";
import type { Jira } from "./jira.ts";
import { searchKeys } from "./search-issues.ts";

function pages() {
  return { maxPages: 20, pageSize: 250, action: t("asking what has changed") };
}

/** The index lags a little, and minutes are all that it can be asked for. */
const OVERLAP_MINUTES = 2;

/**
 * Asks in minutes before now: a date in a query would be read in the time zone of whoever's
 * token it is.
 */
export async function changedSince(
  jira: Jira,
  since: string,
  signal: CancelSignal,
): Promise<Result<ChangedTickets, TrackerError>> {
  if (signal.aborted) return err(cancelled());
  const until = jira.clock.now();
  const elapsedMs = Math.max(0, Date.parse(until) - Date.parse(since));
  const minutes = Math.ceil(elapsedMs / 60_000) + OVERLAP_MINUTES;
  const jql = `project = ${jqlText(jira.project)} AND updated >= ${jqlText(`-${minutes}m`)} ORDER BY updated ASC`;
  const listed = await searchKeys(jira, jql, pages(), signal);
  if (!listed.ok) return err(listed.error.error);
  const { items, isComplete } = listed.value;
  return ok({ keys: [...new Set(items)], until, isComplete });
}
