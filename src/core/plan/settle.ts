import { specStatesFor } from "../config/status-map.ts";
import type { SystemConfig } from "../config/config.ts";
import { formatSpecStatus, type SpecStatus } from "../model/status.ts";
import type { Ticket } from "../model/ticket.ts";
import type { CriterionTick, LinkBase } from "./links.ts";
import { ticketSide, type SpecSide, type TextSide } from "./sides.ts";

/** A link as both sides stand now. */
export interface LinkState {
  readonly system: SystemConfig;
  readonly status: SpecStatus | null;
  readonly spec: SpecSide;
  readonly ticket: Ticket;
  /** Key of the ticket that should be the parent, null when none should. */
  readonly wantedParent: string | null;
}

const NEVER_AGREED: LinkBase = {
  status: null,
  raw: null,
  title: null,
  text: null,
  criteria: [],
  parent: null,
  revision: "",
};

/**
 * Says what spec and ticket agree on now: a field that is equal on both sides takes that value,
 * any other keeps what was agreed before.
 *
 * Gives back `before` itself when no agreed value changed.
 */
export function settle(before: LinkBase | undefined, link: LinkState): LinkBase {
  const old = before ?? NEVER_AGREED;
  const side = ticketSide(link.ticket, link.spec);
  const settled: LinkBase = {
    ...settleStatus(old, link),
    title: link.spec.title === link.ticket.title ? link.spec.titleHash : old.title,
    text: settleProse(old, link.spec, side),
    criteria: settleTicks(old, link.spec, side),
    parent: link.ticket.parentKey === link.wantedParent ? link.wantedParent : old.parent,
    revision: old.revision,
  };
  if (before !== undefined && isSame(settled, before)) return before;
  return { ...settled, revision: link.ticket.revision };
}

function settleStatus(old: LinkBase, link: LinkState): Pick<LinkBase, "status" | "raw"> {
  const { status, raw } = old;
  if (link.status === null) return { status, raw };
  const agrees = specStatesFor(link.system, link.ticket.status).agreeing.has(link.status.state);
  return agrees
    ? { status: formatSpecStatus(link.status), raw: link.ticket.status.name }
    : { status, raw };
}

function settleProse(old: LinkBase, spec: SpecSide, side: TextSide | null): string | null {
  if (side === null) return old.text;
  return spec.proseHash === side.proseHash ? spec.proseHash : old.text;
}

function settleTicks(old: LinkBase, spec: SpecSide, side: TextSide | null): CriterionTick[] {
  if (side === null) return [...old.criteria];
  if (side === spec) return spec.ticks;
  const theirs = new Map(side.ticks);
  const agreed = new Map(old.criteria);
  const settled: CriterionTick[] = [];
  for (const [key, checked] of spec.ticks) {
    const before = agreed.get(key);
    if (theirs.get(key) === checked) settled.push([key, checked]);
    else if (before !== undefined) settled.push([key, before]);
    agreed.delete(key);
  }
  for (const [key, checked] of agreed) if (theirs.has(key)) settled.push([key, checked]);
  return settled;
}

function isSame(a: LinkBase, b: LinkBase): boolean {
  return (
    a.status === b.status &&
    a.raw === b.raw &&
    a.title === b.title &&
    a.text === b.text &&
    a.parent === b.parent &&
    a.criteria.length === b.criteria.length &&
    a.criteria.every(
      ([key, checked], i) => b.criteria[i]?.[0] === key && b.criteria[i][1] === checked,
    )
  );
}
