import { specStatesFor } from "../config/status-map.ts";
import type { SystemConfig } from "../config/config.ts";
import { hashText } from "../kernel/hash.ts";
import { isSameTitle } from "../spec/heading-title.ts";
import { formatSpecStatus, type SpecStatus } from "../model/status.ts";
import type { Ticket } from "../model/ticket.ts";
import { settleTicks } from "./merge-criteria.ts";
import { outsideCriteria, settleOutside, type OutsideCriterion } from "./outside-criteria.ts";
import { isSameKey } from "./ticket-keys.ts";
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
  /** Whether the tracker shows titles and texts; otherwise nothing is ever agreed on them. */
  readonly texts: boolean;
  /** Whether this run has written the ticket's text, in the spec's own spelling. */
  readonly isWritten: boolean;
  /** Where the section stands, as `path#id`. */
  readonly at: string;
}

/** What is agreed on a link of which nothing is known. */
export const NEVER_AGREED: LinkBase = {
  status: null,
  raw: null,
  title: null,
  text: null,
  bytes: null,
  criteria: [],
  parent: null,
  revision: "",
  at: null,
};

/**
 * Says what spec and ticket agree on now: a field that is equal on both sides takes that value,
 * any other keeps what was agreed before.
 *
 * Gives back `before` itself when no agreed value changed.
 */
export function settle(before: LinkBase | undefined, link: LinkState): LinkBase {
  const old = before ?? NEVER_AGREED;
  const settled: LinkBase = {
    ...old,
    ...settleStatus(old, link),
    at: link.at,
    ...(link.texts ? settleTexts(old, link) : {}),
  };
  if (before !== undefined && isSameBase(settled, before)) return before;
  return { ...settled, revision: link.ticket.revision };
}

/**
 * What was agreed on a ticket that Canon made, before anybody could sync it: its title, and, where
 * it is not in the section's state, that it still is where its tracker put it, so that only the
 * spec can be said to have moved since.
 *
 * Shape:  `wanted` is the section's status when the create began, `status` its status now; `title`
 *         what the ticket was called then, null where that is its title now. Undefined where there
 *         is nothing to note: the two sides agree, or somebody must have ended the ticket.
 */
export function ownBase(
  { system, ticket, status, at }: Pick<LinkState, "system" | "ticket" | "status" | "at">,
  wanted: SpecStatus | null,
  title: string | null,
): LinkBase | undefined {
  const moved = ownStatus({ system, ticket, status }, wanted, title !== null);
  if (moved === null && title === null) return undefined;
  return { ...NEVER_AGREED, ...moved, title: title === null ? null : hashText(title), at };
}

function ownStatus(
  { system, ticket, status }: Pick<LinkState, "system" | "ticket" | "status">,
  wanted: SpecStatus | null,
  isRecovered: boolean,
): Pick<LinkBase, "status" | "raw"> | null {
  const { name, category } = ticket.status;
  const { agreeing, preferred } = specStatesFor(system, ticket.status);
  if (status === null || agreeing.has(status.state)) return null;
  const asked = wanted !== null && agreeing.has(wanted.state) ? wanted : null;
  if (asked === null && (category === "completed" || category === "canceled")) return null;
  // No tracker begins a ticket in work, so somebody has begun it since the run was interrupted.
  if (asked === null && isRecovered && category === "started") return null;
  const before = asked === null ? preferred : formatSpecStatus(asked);
  return { status: before, raw: name };
}

function settleTexts(
  old: LinkBase,
  link: LinkState,
): Omit<LinkBase, "status" | "raw" | "revision" | "at"> {
  const { spec, ticket, system, wantedParent } = link;
  const side = ticketSide(ticket, spec);
  return {
    title: isSameTitle(spec.title, ticket.title) ? spec.titleHash : old.title,
    ...settleProse(old, link, side),
    ...settleCriteria(old, spec, side, outsideCriteria(ticket, spec)),
    parent: isSameKey(system, ticket.parentKey, wantedParent) ? wantedParent : old.parent,
  };
}

function settleStatus(old: LinkBase, link: LinkState): Pick<LinkBase, "status" | "raw"> {
  const { status, raw } = old;
  if (link.status === null) return { status, raw };
  const agrees = specStatesFor(link.system, link.ticket.status).agreeing.has(link.status.state);
  return agrees
    ? { status: formatSpecStatus(link.status), raw: link.ticket.status.name }
    : { status, raw };
}

/** How a ticket spells the text says nothing of the spec's own spelling, unless that was sent. */
function settleProse(
  old: LinkBase,
  { spec, ticket, isWritten }: LinkState,
  side: TextSide | null,
): Pick<LinkBase, "text" | "bytes"> {
  const { text, bytes } = old;
  if (side === null || spec.proseHash !== side.proseHash) return { text, bytes };
  const isNew = bytes === null || text !== spec.proseHash;
  const isSpelled = isWritten || isNew || ticket.managedText === spec.managedText;
  return { text: spec.proseHash, bytes: isSpelled ? spec.bytesHash : bytes };
}

function settleCriteria(
  old: LinkBase,
  spec: SpecSide,
  side: TextSide | null,
  outside: readonly OutsideCriterion[],
): Pick<LinkBase, "criteria" | "outside"> {
  const criteria =
    side === null
      ? old.criteria
      : side === spec
        ? spec.ticks
        : settleTicks(old.criteria, spec.ticks, side.ticks);
  if (old.outside === undefined && outside.length === 0) return { criteria };
  return { criteria, outside: settleOutside(old, spec, side?.criteria ?? null, outside) };
}

/**
 * The same agreement, where the spec moved on knowing what the ticket shows: if they differ, it is
 * the spec that has moved since, however often the ticket had been moved before.
 */
export function withSeen(
  base: LinkBase,
  { system, status, ticket }: Pick<LinkState, "system" | "status" | "ticket">,
): LinkBase {
  const { agreeing, preferred, known } = specStatesFor(system, ticket.status);
  if (status === null || !known || agreeing.has(status.state)) return base;
  return { ...base, status: preferred, raw: ticket.status.name };
}

/** The same agreement with merged work that the ticket was told of since. */
export function withTold(base: LinkBase, work: readonly string[]): LinkBase {
  const told = [...new Set([...(base.told ?? []), ...work])].sort();
  return told.length === (base.told ?? []).length ? base : { ...base, told };
}

export function isSameBase(a: LinkBase, b: LinkBase): boolean {
  return (
    a.status === b.status &&
    a.raw === b.raw &&
    a.title === b.title &&
    a.text === b.text &&
    a.bytes === b.bytes &&
    a.parent === b.parent &&
    a.at === b.at &&
    (a.told ?? []).join(" ") === (b.told ?? []).join(" ") &&
    hasSameTicks(a.criteria, b.criteria) &&
    hasSameTicks(a.outside ?? [], b.outside ?? [])
  );
}

function hasSameTicks(a: readonly CriterionTick[], b: readonly CriterionTick[]): boolean {
  return (
    a.length === b.length &&
    a.every(([key, checked], i) => b[i]?.[0] === key && b[i][1] === checked)
  );
}
