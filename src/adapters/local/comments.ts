import type { TicketComment } from "../../core/model/ticket.ts";
import { linesOutsideFences } from "./layout.ts";

/**
 * The last comment below the heading `## Comments`; null when there is none.
 *
 * Each comment begins with a heading that holds its time and, if known, its author:
 * `### 2026-01-05T10:00:00Z Ada Lovelace`.
 */
export function readLastComment(text: string): TicketComment | null {
  const head = linesOutsideFences(text, 0).findLast((line) => parseHead(line.text) !== undefined);
  const parsed = head === undefined ? undefined : parseHead(head.text);
  if (head === undefined || parsed === undefined) return null;
  return { ...parsed, text: text.slice(head.next).replace(/\r\n/g, "\n").trim() };
}

function parseHead(line: string): { author: string | null; at: string } | undefined {
  const [, time, author] = /^### +(\d{4}-\d\d\S+)(?: +(.*?))? *$/.exec(line) ?? [];
  const at = time === undefined ? undefined : toUtc(time);
  return at === undefined ? undefined : { author: author || null, at };
}

/** A time as ISO 8601 in UTC; undefined when it is none. A time without a zone counts as UTC. */
export function toUtc(time: string): string | undefined {
  const parsed = new Date(/T\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/.test(time) ? `${time}Z` : time);
  return Number.isNaN(parsed.getTime()) ? undefined : parsed.toISOString();
}
