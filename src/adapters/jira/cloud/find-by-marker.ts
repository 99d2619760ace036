import { searchAndReconsileIssuesUsingJqlPost } from "jira.js/cloud";
import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../../core/kernel/result.ts";
import { t } from "../../../core/kernel/texts.ts";
import { isTicketKey } from "../../../core/model/ticket-ref.ts";
import type { CreateMarker, Ticket, TrackerError } from "../../../core/model/ticket.ts";
import { jqlText, splitKey, toKey } from "../keys.ts";
import { cancelled, notAKey } from "../problems.ts";
import type { CloudContext } from "./context.ts";
import { type KnownIssue, markerOf, toTicket } from "./mapping.ts";
import { ISSUES_PER_REQUEST, readMyself, readPage } from "./read-issues.ts";
import { KEYS } from "./wire.ts";

/** How long a copy of Jira's data may be behind, and how long a look-up may take. */
const PATIENCE_MS = 10_000;
const PAUSE_MS = 2_000;

/**
 * The newest key that can be told without asking for keys one by one.
 *
 * The search index may be behind, which does no harm: it then gives an older key, and the look-up
 * has more to go through.
 */
export async function newestKey(
  { jira, project, ...context }: CloudContext,
  signal: CancelSignal,
): Promise<Result<string | null, TrackerError>> {
  if (signal.aborted) return err(cancelled());
  const answer = await jira.ask(
    KEYS,
    { effect: "read", action: t("reading the newest ticket of {0}", project) },
    (client) =>
      searchAndReconsileIssuesUsingJqlPost(client, {
        jql: `project = ${jqlText(project)} ORDER BY created DESC`,
        fields: ["created"],
        maxResults: 1,
      }),
    signal,
  );
  if (!answer.ok) return err(answer.error.error);
  const found = answer.value.issues.map(({ key }) => toKey(key)).find((key) => key !== undefined);
  const { number } = found === undefined ? { number: 0 } : splitKey(found);
  const seen = context.highestNumber();
  if (seen > number) return ok(`${project}-${seen}`);
  return ok(found ?? null);
}

/**
 * Looks through the keys above the one that was newest when the create began, and reads the mark
 * of each ticket there. Only a second look without it is believed: an answer to another question,
 * from a cache on the way, may lack the one ticket and look like any other.
 */
export async function findByMarker(
  context: CloudContext,
  { id, since, after }: CreateMarker,
  signal: CancelSignal,
): Promise<Result<Ticket | undefined, TrackerError>> {
  if (signal.aborted) return err(cancelled());
  if (after !== null && !isTicketKey("jira", after)) return err(notAKey(after));
  const { project, number } =
    after === null ? { project: context.project, number: 0 } : splitKey(after.toUpperCase());
  const { clock } = context;
  const now = (): number => Date.parse(clock.now());
  const deadline = now() + PATIENCE_MS;
  const sureFrom = Math.min(Date.parse(since) + PATIENCE_MS, deadline);
  for (let looks = 1; ; looks++) {
    const isSettled = now() >= sureFrom && looks > 1;
    const probe = { project, number, deadline, now };
    const found = await lookThrough(context, probe, id, signal);
    if (!found.ok) return found;
    if (found.value !== undefined) return ok(toTicket(...found.value, context.jira.baseUrl));
    if (isSettled) break;
    await clock.sleep(Math.min(PAUSE_MS, Math.max(0, sureFrom - now())), signal);
  }
  // A visitor would see none of them.
  const access = await readMyself(context, signal);
  return access.ok ? ok(undefined) : err(access.error.error);
}

interface Probe {
  readonly project: string;
  readonly number: number;
  readonly deadline: number;
  readonly now: () => number;
}

/** Ends at the first hundred keys that nobody has. */
async function lookThrough(
  context: CloudContext,
  { project, number, deadline, now }: Probe,
  marker: string,
  signal: CancelSignal,
): Promise<Result<readonly [KnownIssue, string] | undefined, TrackerError>> {
  for (let from = number + 1; ; from += ISSUES_PER_REQUEST) {
    const keys = Array.from({ length: ISSUES_PER_REQUEST }, (_, nth) => `${project}-${from + nth}`);
    const page = await readPage(context, keys, signal);
    if (!page.ok) return err(page.error.error);
    const { issues, hasErrors } = page.value;
    for (const [key, reading] of issues) {
      const isOurs = reading.kind === "found" && markerOf(reading.known.issue) === marker;
      if (isOurs) return ok([reading.known, key]);
    }
    const odd = [...issues.values()].find((reading) => reading.kind === "unreadable");
    if (hasErrors || odd !== undefined) return err(notSure());
    if (issues.size === 0) return ok(undefined);
    if (now() > deadline) return err(notSure());
  }
}

function notSure(): TrackerError {
  return {
    code: "tracker/unreachable",
    message: t(
      "Jira could not be searched to the end for a ticket that may have been made. No other was made in its place; sync again in a while.",
    ),
  };
}
