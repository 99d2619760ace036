import * as z from "zod/mini";
import { conflictLine } from "../kernel/conflict-marks.ts";
import type { Problem } from "../kernel/problem.ts";
import { err, ok, type Result } from "../kernel/result.ts";
import { t } from "../kernel/texts.ts";
import { parseTicketId, ticketId, type TicketId } from "../model/ticket-ref.ts";
import type { LinkBase, LinkBases } from "./links.ts";

/** Where the agreed values live; meant to be committed. */
export const LINKS_FILE = ".canon/links.json";

const MAX_CRITERIA = 1000;

const shortText = z.string().check(z.maxLength(500));
const ticks = z.array(z.tuple([shortText, z.boolean()])).check(z.maxLength(MAX_CRITERIA));
/** One record of the file; also kept by the records of runs. */
export const linkBaseShape = z.object({
  status: z.nullable(shortText),
  raw: z.nullable(shortText),
  title: z.nullable(shortText),
  text: z.nullable(shortText),
  bytes: z.nullable(shortText),
  criteria: ticks,
  outside: z.exactOptional(ticks),
  parent: z.nullable(shortText),
  revision: shortText,
  // Files of the first version do not say it.
  at: z._default(z.nullable(z.string().check(z.maxLength(2000))), null),
  told: z.exactOptional(z.array(z.string().check(z.maxLength(2000))).check(z.maxLength(1000))),
});
const fileShape = z.object({ version: z.literal(1), links: z.record(z.string(), z.unknown()) });

interface ParsedLinks {
  readonly bases: LinkBases;
  readonly problems: readonly Problem[];
  readonly refusal: Problem | null;
}

/**
 * Reads the agreed values.
 *
 * Errors: an unreadable record is a problem; its link then counts as never agreed. A file that
 *         cannot be read at all is a `refusal`: nothing may be planned as if nothing were agreed.
 */
export function parseLinks(text: string): ParsedLinks {
  const bases = new Map<TicketId, LinkBase>();
  const problems: Problem[] = [];
  const records = readRecords(text);
  if (!records.ok) return { bases, problems, refusal: records.error };
  for (const [key, value] of Object.entries(records.value)) {
    if (key === "") continue;
    const ref = parseTicketId(key);
    const base = linkBaseShape.safeParse(value);
    if (ref === undefined || !base.success) {
      problems.push(broken(key));
    } else {
      bases.set(ticketId(ref), base.data);
    }
  }
  return { bases, problems, refusal: null };
}

/**
 * Writes the agreed values, sorted, one link a line.
 *
 * The empty last record lets every link's line end in a comma, so that two branches which add
 * links merge by lines.
 */
export function formatLinks(bases: LinkBases): string {
  const lines = [...bases]
    .sort(([a], [b]) => compareKeys(a, b))
    .map(([id, base]) => `${JSON.stringify(id)}:${JSON.stringify(inOrder(base))},\n`);
  return `{"version":1,"links":{\n${lines.join("")}"":null}}\n`;
}

function readRecords(text: string): Result<Record<string, unknown>, Problem> {
  if (text.trim() === "") return ok({});
  const line = conflictLine(text);
  if (line !== null) return err(conflicted(line));
  try {
    const file = fileShape.safeParse(JSON.parse(text));
    if (file.success) return ok(file.data.links);
  } catch {
    // The refusal below covers text that is not JSON as well.
  }
  return err(unreadable());
}

function broken(key: string): Problem {
  return {
    code: "sync/broken-links-file",
    severity: "warning",
    file: LINKS_FILE,
    line: null,
    message: t(
      'The record "{0}" cannot be read, so Canon does not know what spec and ticket last agreed on there. Restore the file from git, or sync and review the plan with care.',
      key.slice(0, 80),
    ),
  };
}

function unreadable(): Problem {
  return {
    ...broken(""),
    severity: "error",
    message: t(
      "This is not a list of links that Canon can read, so what specs and tickets last agreed on is not known. Nothing was changed. Restore the file from git, or delete it to compare everything afresh.",
    ),
  };
}

function conflicted(line: number): Problem {
  return {
    code: "sync/merge-conflict",
    severity: "error",
    file: LINKS_FILE,
    line,
    message: t(
      "A merge left its conflict marks in this file, so what specs and tickets last agreed on is not known. Nothing was changed. Run `canon resolve`, or Canon: Resolve Merge Conflicts.",
    ),
  };
}

function inOrder(base: LinkBase): LinkBase {
  const { status, raw, title, text, bytes, criteria, outside = [], parent, revision, at } = base;
  const known = outside.length === 0 ? {} : { outside };
  const told = base.told === undefined ? {} : { told: base.told };
  return { status, raw, title, text, bytes, criteria, ...known, parent, revision, at, ...told };
}

function compareKeys(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
