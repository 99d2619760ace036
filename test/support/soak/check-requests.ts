import assert from "node:assert/strict";
import type { Observed } from "../histories/world.ts";

/** What a sync of two trackers may cost without any ticket: what a tracker is like is asked then. */
const FIXED = 30;
/** Tickets that are read with one request, at least. */
const A_PAGE = 25;
/** Requests that one change may need. */
const A_CHANGE = 8;
/** Jira Data Center is asked twice for each key that an interrupted create may have got: so many more. */
const FREE_KEYS = 40;

/** What a sync had before it. */
interface Found {
  readonly tickets: number;
  /** Creates that were begun and never seen to end. */
  readonly intents: number;
}

/** A sync on a fine day costs what changed, and a page for some tickets. */
export function checkRequests({ plan, report }: Observed, { tickets, intents }: Found): void {
  if (report === null) return;
  const changes = (plan?.items.length ?? 0) + (plan?.agreements.length ?? 0);
  const pages = Math.ceil(tickets / A_PAGE);
  const lookUp = 2 * (tickets + FREE_KEYS);
  const most = FIXED + pages + changes * A_CHANGE + intents * lookUp;
  const { total } = report.requests;
  assert.ok(
    total <= most,
    `${total} requests for ${tickets} tickets, ${changes} changes and ${intents} look-ups`,
  );
}
