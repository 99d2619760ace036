/** What was agreed on one link, as it stands in the file; fields of later versions included. */
export type LinkRecord = Readonly<Record<string, unknown>>;

export interface MergedRecord {
  /** Undefined where the link is to be forgotten. */
  readonly record: LinkRecord | undefined;
  /** Both sides had agreed on something new, and not on the same. */
  readonly isUnsure: boolean;
}

/** Values that mean something only together. */
const TOGETHER: readonly (readonly string[])[] = [
  ["status", "raw"],
  ["text", "bytes"],
];

/**
 * Merges what two sides agreed on for one link, field by field.
 *
 * Shape:  what moved on one side only is taken. What moved on both goes back to the ancestor's
 *         value, so that the next sync sees both sides as moved and asks; where no ancestor is
 *         known, nothing counts as agreed. What the ticket was told on either side is joined.
 */
export function mergeRecord(
  ours: LinkRecord | undefined,
  theirs: LinkRecord | undefined,
  base: LinkRecord | undefined,
): MergedRecord {
  if (ours === undefined || theirs === undefined) {
    const there = ours ?? theirs;
    // Forgotten on one side and untouched on the other.
    const isForgotten = base !== undefined && isSame(there, base);
    return { record: isForgotten ? undefined : there, isUnsure: false };
  }
  const record: Record<string, unknown> = {};
  let isUnsure = false;
  for (const fields of groupsOf(ours, theirs)) {
    if (fields[0] === "told") {
      record["told"] = joined(ours["told"], theirs["told"]);
      continue;
    }
    const [a, b, before] = [ours, theirs, base].map((side) => fields.map((name) => side?.[name]));
    const hasMoved = !isSame(a, b) && !isSame(a, before) && !isSame(b, before);
    const chosen = isSame(a, b) || isSame(b, before) ? ours : isSame(a, before) ? theirs : base;
    // The place and the revision are noted anew with every sync, and nobody has to be asked.
    if (hasMoved && !fields.every((name) => name === "at" || name === "revision")) isUnsure = true;
    for (const name of fields) record[name] = chosen?.[name] ?? neverAgreed(name);
  }
  return { record, isUnsure };
}

/** What a ticket was told on either branch, it was told. */
function joined(...sides: readonly unknown[]): unknown[] {
  const lists = sides.map((side): unknown[] => (Array.isArray(side) ? side : []));
  return [...new Set(lists.flat())].sort();
}

function groupsOf(ours: LinkRecord, theirs: LinkRecord): string[][] {
  const names = new Set([...Object.keys(ours), ...Object.keys(theirs)]);
  const groups = TOGETHER.map((group) => group.filter((name) => names.delete(name)));
  return [...groups.filter((group) => group.length > 0), ...[...names].map((name) => [name])];
}

function neverAgreed(name: string): unknown {
  if (name === "criteria") return [];
  return name === "revision" ? "" : null;
}

/** Plain data from JSON, written by the same code and so with its keys in one order. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
