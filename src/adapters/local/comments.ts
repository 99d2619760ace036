import type { CommentDraft, TicketComment } from "../../core/model/ticket.ts";
import { fenceLeftOpen, linesOutsideFences } from "./layout.ts";

/** A comment in a ticket file. `marker` is null where a person wrote it. */
export interface StoredComment extends TicketComment {
  readonly marker: string | null;
}

/**
 * The comments below the heading `## Comments`, in the order of the file.
 *
 * Each begins with a heading that holds its time and, if known, its author:
 * `### 2026-01-05T10:00:00Z Ada Lovelace`. Canon's own carry their marker on the line below.
 */
export function readComments(text: string): StoredComment[] {
  const heads = linesOutsideFences(text, 0).flatMap((line) => {
    const head = parseHead(line.text);
    return head === undefined ? [] : [{ ...line, head }];
  });
  return heads.map(({ head, next }, index) => {
    const body = text.slice(next, heads[index + 1]?.start ?? text.length).replace(/\r\n/g, "\n");
    const [line = "", marker = null] = MARKER.exec(body) ?? [];
    const written = body.slice(line.length).trim();
    return { ...head, text: marker === null ? written : withoutEscapes(written), marker };
  });
}

/** One more comment as it stands in a file; lines end in `\n`. */
export function formatComment(at: string, { marker, text }: CommentDraft): string {
  const body = withEscapes(text.replace(/\r\n?/g, "\n").trim());
  const fence = fenceLeftOpen(body);
  const end = fence === "" ? "" : `${fence}\n`;
  return `### ${at} Canon\n<!-- canon:comment:${marker} -->\n\n${body}\n${end}`;
}

const MARKER = /^<!-- canon:comment:([0-9A-Za-z-]{1,100}) -->(?:\n|$)/;

/** A posted text may show a line that looks like the head of another comment. */
function withEscapes(text: string): string {
  return text.replace(/^(\\*)(?=### +\d{4}-)/gm, "$1\\");
}

function withoutEscapes(text: string): string {
  return text.replace(/^\\(\\*)(?=### +\d{4}-)/gm, "$1");
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
