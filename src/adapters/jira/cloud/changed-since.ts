import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../../core/kernel/result.ts";
import { t } from "../../../core/kernel/texts.ts";
import type { ChangedTickets, TrackerError } from "../../../core/model/ticket.ts";
import { jqlText } from "../keys.ts";
import { cancelled } from "../problems.ts";
import type { CloudContext } from "./context.ts";
import { searchKeys } from "./search-keys.ts";

const MINUTE_MS = 60_000;
/** Search lags and counts in whole minutes, so each question reaches back a little further. */
const OVERLAP_MINUTES = 2;

/**
 * The keys of tickets that changed. The time is given as minutes back from now, because Jira
 * reads an absolute one in the time zone of the account.
 */
export async function changedSince(
  context: CloudContext,
  since: string,
  signal: CancelSignal,
): Promise<Result<ChangedTickets, TrackerError>> {
  if (signal.aborted) return err(cancelled());
  const { project, clock } = context;
  const until = clock.now();
  const elapsed = Date.parse(until) - Date.parse(since);
  const minutes = Math.max(0, Math.ceil(elapsed / MINUTE_MS)) + OVERLAP_MINUTES;
  const jql = `project = ${jqlText(project)} AND updated >= ${jqlText(`-${minutes}m`)} ORDER BY updated ASC`;
  const found = await searchKeys(context, jql, t("reading what changed in {0}", project), signal);
  return found.ok ? ok({ ...found.value, until }) : found;
}
