import { isRecord } from "../kernel/json-fields.ts";
import { conflictLine } from "../kernel/conflict-marks.ts";
import type { Problem } from "../kernel/problem.ts";
import { t } from "../kernel/texts.ts";
import { formatLinks, parseLinks } from "../plan/links-file.ts";
import { mergeRecord, type LinkRecord } from "./merge-record.ts";
import type { Resolution } from "./resolve-spec.ts";
import { notMerged, sidesOf } from "./side-text.ts";

type Records = ReadonlyMap<string, LinkRecord>;

/**
 * Decides the conflicts in the file of agreed values, link by link and field by field.
 *
 * Shape:  `ancestor` is the file's text that both sides come from, null where it is not known.
 * Errors: a side that is no list of links; the file then stays as it is.
 */
export function resolveLinks(text: string, ancestor: string | null): Resolution {
  const line = conflictLine(text);
  if (line === null) return { text, resolved: 0, notes: [], left: [] };
  const sides = sidesOf(text);
  const [ours, theirs] = [readRecords(sides.ours), readRecords(sides.theirs)];
  if (ours === null || theirs === null) return notMerged(text, "links", line);
  const base = readRecords(sides.base ?? ancestor);
  const { records, unsure } = mergeRecords(ours, theirs, base ?? new Map<string, LinkRecord>());
  const file = JSON.stringify({ version: 1, links: Object.fromEntries(records) });
  const { bases, problems, refusal } = parseLinks(file);
  if (refusal !== null || problems.length > 0) return notMerged(text, "links", line);
  const notes = unsure.length === 0 ? [] : [asksAgain(unsure)];
  return { text: formatLinks(bases), resolved: sides.conflicts, notes, left: [] };
}

function mergeRecords(
  ours: Records,
  theirs: Records,
  base: Records,
): { readonly records: Records; readonly unsure: readonly string[] } {
  const records = new Map<string, LinkRecord>();
  const unsure: string[] = [];
  for (const key of new Set([...ours.keys(), ...theirs.keys()])) {
    const merged = mergeRecord(ours.get(key), theirs.get(key), base.get(key));
    if (merged.record !== undefined) records.set(key, merged.record);
    if (merged.isUnsure) unsure.push(key);
  }
  return { records, unsure };
}

/** Null for anything that is no list of links. */
function readRecords(text: string | null): Records | null {
  if (text === null) return null;
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(file) || file["version"] !== 1 || !isRecord(file["links"])) return null;
  const links = Object.entries(file["links"]).filter(([key]) => key !== "");
  return new Map(links.filter((entry): entry is [string, LinkRecord] => isRecord(entry[1])));
}

/** How many links the message names. */
const MAX_NAMES = 5;

function asksAgain(ids: readonly string[]): Problem {
  const names = ids.slice(0, MAX_NAMES).join(", ");
  const more = ids.length - MAX_NAMES;
  const all = more > 0 ? t("{0} and {1} more", names, more) : names;
  return {
    code: "merge/decided",
    severity: "info",
    line: null,
    message: t(
      "Both sides had synced {0}, with different results. What they agree on now is not taken from either; the next sync compares spec and ticket and asks where they differ.",
      all,
    ),
  };
}
