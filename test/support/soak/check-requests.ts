import assert from "node:assert/strict";
import type { Observed } from "../histories/world.ts";

/** What a sync of two trackers may cost without any ticket: what a tracker is like is asked then. */
const FIXED = 30;
/** Tickets that are read with one request, at least. */
const A_PAGE = 25;
/** Requests that one change may need. */
const A_CHANGE = 8;

/** A sync on a fine day costs what changed, and a page for some tickets. */
export function checkRequests({ plan, report }: Observed, tickets: number): void {
  if (report === null) return;
  const changes = (plan?.items.length ?? 0) + (plan?.agreements.length ?? 0);
  const most = FIXED + Math.ceil(tickets / A_PAGE) + changes * A_CHANGE;
  const { total } = report.requests;
  assert.ok(total <= most, `${total} requests for ${tickets} tickets and ${changes} changes`);
}
