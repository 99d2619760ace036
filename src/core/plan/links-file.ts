import * as z from "zod/mini";
import type { Problem } from "../kernel/problem.ts";
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
});
const fileShape = z.object({ version: z.literal(1), links: z.record(z.string(), z.unknown()) });

/**
 * Reads the agreed values.
 *
 * Errors: an unreadable file, or an unreadable record in it, is a problem; its links then count as
 *         never agreed, which costs a question at worst and never a write.
 */
export function parseLinks(text: string): { bases: LinkBases; problems: Problem[] } {
  const bases = new Map<TicketId, LinkBase>();
  const problems: Problem[] = [];
  for (const [key, value] of Object.entries(readRecords(text, problems))) {
    if (key === "") continue;
    const ref = parseTicketId(key);
    const base = linkBaseShape.safeParse(value);
    if (ref === undefined || !base.success) {
      problems.push(broken(`The record "${key.slice(0, 80)}" cannot be read`));
    } else {
      bases.set(ticketId(ref), base.data);
    }
  }
  return { bases, problems };
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

function readRecords(text: string, problems: Problem[]): Record<string, unknown> {
  if (text.trim() === "") return {};
  try {
    const file = fileShape.safeParse(JSON.parse(text));
    if (file.success) return file.data.links;
  } catch {
    // The problem below covers text that is not JSON as well.
  }
  problems.push(broken("The file is not a version 1 list of links"));
  return {};
}

function broken(what: string): Problem {
  return {
    code: "sync/broken-links-file",
    severity: "warning",
    file: LINKS_FILE,
    line: null,
    message: `${what}, so Canon does not know what spec and ticket last agreed on there. Restore the file from git, or sync and review the plan with care.`,
  };
}

function inOrder(base: LinkBase): LinkBase {
  const { status, raw, title, text, bytes, criteria, outside = [], parent, revision, at } = base;
  const known = outside.length === 0 ? {} : { outside };
  return { status, raw, title, text, bytes, criteria, ...known, parent, revision, at };
}

function compareKeys(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
