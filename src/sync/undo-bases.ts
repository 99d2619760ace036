import { parseTicketId, ticketId, type TicketId } from "../core/model/ticket-ref.ts";
import type { CriterionTick, LinkBase, LinkBases } from "../core/plan/links.ts";
import { aspectOf, criterionKeysOf, type RecordedItem } from "../core/plan/recorded-item.ts";
import type { RunRecord } from "./run-record.ts";

/**
 * The agreements as they have to be once items were taken back: what an item had changed goes
 * back, and everything else stays as it is now.
 *
 * Without this, the next sync would take the undone side for one that somebody moved.
 *
 * Shape:  null forgets a link.
 */
export function basesBack(
  record: RunRecord,
  undone: ReadonlySet<string>,
  now: LinkBases,
): Map<TicketId, LinkBase | null> {
  const bases = new Map<TicketId, LinkBase | null>();
  for (const { ticket, base } of record.bases) {
    const ref = parseTicketId(ticket);
    const current = ref === undefined ? undefined : now.get(ticketId(ref));
    if (ref === undefined || current === undefined) continue;
    const own = itemsOf(record, ticketId(ref));
    const back = own.filter(({ id }) => undone.has(id));
    if (back.length === 0) continue;
    const isAll = back.length === own.length || back.some(isMaking);
    bases.set(ticketId(ref), isAll ? base : partly(current, base, own, undone));
  }
  return bases;
}

function isMaking(item: RecordedItem): boolean {
  return aspectOf(item) === "all" || aspectOf(item) === "copy";
}

/** What the run brought to an end for one link; for a file of version 1, whatever it held. */
function itemsOf(record: RunRecord, id: TicketId): RecordedItem[] {
  const own = record.items.filter((item) => item.outcome === "done" && item.ticket === id);
  if (own.length > 0) return own;
  return record.items.filter((item) => item.kind === "edit-file");
}

const NEVER: Omit<LinkBase, "at" | "outside" | "revision"> = {
  status: null,
  raw: null,
  title: null,
  text: null,
  bytes: null,
  criteria: [],
  parent: null,
};

function partly(
  current: LinkBase,
  before: LinkBase | null,
  own: readonly RecordedItem[],
  undone: ReadonlySet<string>,
): LinkBase {
  const old = before ?? NEVER;
  const back = own.filter(({ id }) => undone.has(id));
  const has = (aspect: string): boolean => back.some((item) => aspectOf(item) === aspect);
  const { status, raw, title, text, bytes, parent } = old;
  return {
    ...current,
    ...(has("status") ? { status, raw } : {}),
    ...(has("text") ? { title, text, bytes } : {}),
    ...(has("parent") ? { parent } : {}),
    ...criteriaBack(current, old, own, undone),
  };
}

/** A criterion goes back with its own item, or with the text that showed it. */
function criteriaBack(
  current: LinkBase,
  old: Pick<LinkBase, "criteria" | "outside">,
  own: readonly RecordedItem[],
  undone: ReadonlySet<string>,
): Pick<LinkBase, "criteria" | "outside"> {
  const isTextBack = own.some((item) => undone.has(item.id) && aspectOf(item) === "text");
  const items = new Map(
    own.flatMap((item) => criterionKeysOf(item).map((key) => [key, item] as const)),
  );
  const goesBack = ([key]: CriterionTick): boolean => {
    const item = items.get(key);
    return item === undefined ? isTextBack : undone.has(item.id);
  };
  const back = (
    now: readonly CriterionTick[],
    before: readonly CriterionTick[],
  ): CriterionTick[] => [...now.filter((one) => !goesBack(one)), ...before.filter(goesBack)];
  const criteria = back(current.criteria, old.criteria);
  if (current.outside === undefined) return { criteria };
  return { criteria, outside: back(current.outside, old.outside ?? []) };
}
