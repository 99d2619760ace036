import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../../core/kernel/result.ts";
import { t } from "../../../core/kernel/texts.ts";
import type { TrackerError } from "../../../core/model/ticket.ts";
import type { HttpFailure } from "../../http/http.ts";
import { jqlText, splitKey, toKey } from "../keys.ts";
import { cancelled } from "../problems.ts";
import type { Jira } from "./jira.ts";
import { readIssue } from "./read-issue.ts";
import { searchKeys } from "./search-issues.ts";

/**
 * The newest key of the project that Canon can tell to exist; null in a project without tickets.
 *
 * The index may lag behind, so its answer is where looking begins: keys above it are read in
 * steps that grow while there are tickets. Each key that is found is a true lower bound.
 */
export async function newestKey(
  jira: Jira,
  signal: CancelSignal,
): Promise<Result<string | null, TrackerError>> {
  if (signal.aborted) return err(cancelled());
  const listed = await newestListed(jira, signal);
  if (!listed.ok) return err(listed.error.error);
  const start = splitKey(listed.value ?? `${jira.project}-0`);
  const seen = [...jira.seen.keys()]
    .map(splitKey)
    .filter(({ project }) => project === start.project);
  const known = Math.max(start.number, ...seen.map(({ number }) => number));
  const number = await climb(jira, start.project, known, signal);
  if (!number.ok) return err(number.error.error);
  return ok(number.value === 0 ? null : `${start.project}-${number.value}`);
}

async function newestListed(
  jira: Jira,
  signal: CancelSignal,
): Promise<Result<string | undefined, HttpFailure>> {
  const listed = await searchKeys(
    jira,
    `project = ${jqlText(jira.project)} ORDER BY key DESC`,
    { maxPages: 1, pageSize: 1, action: t("asking for the newest ticket") },
    signal,
  );
  return listed.ok ? ok(toKey(listed.value.items[0] ?? "")) : listed;
}

/** No project has so many tickets; a server that shows one there shows the same for any key. */
const HIGHEST_NUMBER = 2_147_483_647;

/** Doubles its steps upward while there are tickets, then halves them. */
async function climb(
  jira: Jira,
  project: string,
  from: number,
  signal: CancelSignal,
): Promise<Result<number, HttpFailure>> {
  let known = from;
  let step = 1;
  for (let isGrowing = true; step >= 1; step = isGrowing ? step * 2 : Math.floor(step / 2)) {
    if (known + step > HIGHEST_NUMBER) return err(endless(project));
    const read = await readIssue(jira, `${project}-${known + step}`, signal);
    if (!read.ok) return read;
    if (read.value !== undefined) known += step;
    else isGrowing = false;
  }
  return ok(known);
}

function endless(project: string): HttpFailure {
  const message = t(
    "Jira showed a ticket for every key of {0} that it was asked for, so the newest one cannot be told. Nothing was created. Sync again, and look at what stands between Canon and Jira if this goes on.",
    project,
  );
  const error: TrackerError = { code: "tracker/unreadable-answer", message };
  return { error, status: null, executed: "no", retryAfterMs: null, body: null };
}
