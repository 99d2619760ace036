import type { Ticket } from "../model/ticket.ts";
import { readTicketCriteria } from "../spec/ticket-criteria.ts";
import { criterionKeys } from "./criterion-keys.ts";
import type { CriterionTick, LinkBase } from "./links.ts";
import type { SideCriterion, SpecSide } from "./sides.ts";

/** A criterion that stands in a ticket outside Canon's block; `checked` is null without a box. */
export interface OutsideCriterion {
  readonly key: string;
  readonly text: string;
  readonly checked: boolean | null;
}

/** Few tickets change between two plans; most have nothing outside the block. */
const KNOWN = new WeakMap<
  SpecSide,
  { readonly text: string; readonly criteria: readonly OutsideCriterion[] }
>();
const NONE: readonly OutsideCriterion[] = [];

/** The criteria that people wrote around Canon's block, each text once. */
export function outsideCriteria(ticket: Ticket, spec: SpecSide): readonly OutsideCriterion[] {
  const text = ticket.otherText ?? "";
  if (text === "") return NONE;
  const known = KNOWN.get(spec);
  if (known?.text === text) return known.criteria;
  const found = readTicketCriteria(text);
  const keys = criterionKeys(found.map((one) => one.text));
  const criteria = found.flatMap((one, index) => {
    const key = keys[index] ?? "";
    return key.includes("#") ? [] : [{ ...one, key }];
  });
  KNOWN.set(spec, { text, criteria });
  return criteria;
}

/** One tick on all sides. `seen` is what the outside box said when it was last dealt with. */
export interface TickSides {
  readonly spec: boolean;
  readonly inside: boolean | undefined;
  readonly agreed: boolean | undefined;
  readonly outside: boolean | null | undefined;
  readonly seen: boolean | undefined;
}

/**
 * Says what a tick should be: the side that moved is followed.
 *
 * Without an agreed tick, a box that anybody ticked is ticked. The box in Canon's block goes
 * before one outside it.
 */
export function mergeTicks({ spec, inside, agreed, outside, seen }: TickSides): boolean {
  const merged = inside === undefined ? spec : mergeTick(spec, inside, agreed);
  if (outside === undefined || outside === null || outside === seen) return merged;
  if (seen === undefined) return merged || outside;
  const hasMoved = merged !== spec || (agreed !== undefined && spec !== agreed);
  return hasMoved ? merged : outside;
}

function mergeTick(spec: boolean, ticket: boolean, base: boolean | undefined): boolean {
  if (base === undefined) return spec || ticket;
  return spec === base ? ticket : spec;
}

/**
 * What is remembered of the criteria outside the block: those that were dealt with.
 *
 * Shape:  a criterion that the spec once took stays known for as long as the ticket shows it, so
 *         that one which a person deleted in the spec does not come back. What is still to be
 *         decided is not noted; then what it may be a new wording of is kept as well.
 */
export function settleOutside(
  old: LinkBase,
  spec: SpecSide,
  inside: readonly SideCriterion[] | null,
  outside: readonly OutsideCriterion[],
): CriterionTick[] {
  const before = old.outside ?? [];
  if (outside.length === 0) return [];
  const seen = new Map(before);
  const agreed = new Map(old.criteria);
  const ours = new Map(spec.ticks);
  const theirs = new Map((inside ?? []).map(({ key, checked }) => [key, checked]));
  const settled: CriterionTick[] = [];
  let isOpen = false;
  for (const { key, checked } of outside) {
    const tick = ours.get(key);
    const was = seen.get(key);
    seen.delete(key);
    if (tick === undefined) {
      if (was !== undefined || agreed.has(key)) settled.push([key, checked ?? false]);
      else isOpen = true;
      continue;
    }
    const sides = { spec: tick, inside: theirs.get(key), agreed: agreed.get(key) };
    const isSettled = mergeTicks({ ...sides, outside: checked, seen: was }) === tick;
    if (isSettled) settled.push([key, checked ?? false]);
    else if (was !== undefined) settled.push([key, was]);
  }
  if (isOpen) settled.push(...[...seen].filter(([key]) => ours.has(key)));
  return settled;
}
