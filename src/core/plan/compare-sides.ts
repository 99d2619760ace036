import type { SystemConfig } from "../config/config.ts";
import { isSameName, specStatesFor } from "../config/status-map.ts";
import { hashText } from "../kernel/hash.ts";
import { formatSpecStatus } from "../model/status.ts";
import type { SpecSection } from "../model/spec.ts";
import type { TicketId } from "../model/ticket-ref.ts";
import type { Ticket } from "../model/ticket.ts";
import type { DriftField } from "./drift.ts";
import type { CriterionTick, LinkBase } from "./links.ts";
import { holdsText } from "./settle-shadow.ts";
import { shadowSide, withoutCopyLine } from "./shadow-side.ts";
import { specSide, ticketSide, type SideCriterion, type SpecSide, type TextSide } from "./sides.ts";
import type { Snapshot } from "./snapshot.ts";

/** One field in which a ticket does not say what the section says. */
export interface Difference {
  readonly field: DriftField;
  readonly specMoved: boolean;
  readonly ticketMoved: boolean;
  readonly spec: string | null;
  readonly value: string | null;
  readonly base: string | null;
}

interface SectionAt {
  readonly section: SpecSection;
  readonly file: string;
  readonly snapshot: Snapshot;
}

interface Linked {
  readonly system: SystemConfig;
  readonly ticket: Ticket;
  readonly base: LinkBase | undefined;
}

/** Compares a section with its own ticket. */
export function compareTicket(at: SectionAt, linked: Linked): Difference[] {
  const { ticket, base } = linked;
  const side = specSide(at.section, at.file, at.snapshot.redact);
  const theirs = ticketSide(ticket, side);
  return [
    ...compareStatus(at, linked),
    ...(showsTexts(at, linked)
      ? [
          ...compareTitle(at, side, linked),
          ...compareText(at, side, theirs, base, movedText(side, theirs, base)),
          ...compareCriteria(at, side, theirs, base),
        ]
      : []),
  ];
}

/** Compares a section with a copy of its ticket. */
export function compareCopy(at: SectionAt, linked: Linked, original: TicketId): Difference[] {
  const { ticket, base } = linked;
  const { redact } = at.snapshot;
  const copy = shadowSide(at.section, at.file, original, redact);
  const side = copy.spec;
  const isWhole = holdsText(ticket, copy, base);
  const managedText = ticket.managedText === null ? null : withoutCopyLine(ticket.managedText);
  const theirs = isWhole ? side : ticketSide({ ...ticket, managedText }, side);
  const isAgreed = base !== undefined && base.text !== null;
  const moved = {
    specMoved: isAgreed && base.text !== copy.hash,
    ticketMoved: isAgreed && base.bytes !== hashText(ticket.managedText ?? ""),
  };
  return [
    ...compareStatus(at, linked),
    ...(showsTexts(at, linked)
      ? [
          ...compareTitle(at, side, linked),
          ...compareText(at, side, theirs, base, moved),
          ...compareCriteria(at, side, theirs, base),
        ]
      : []),
  ];
}

function showsTexts({ snapshot }: SectionAt, { system }: Linked): boolean {
  return snapshot.capabilities.get(system.name)?.texts ?? false;
}

type Moves = Pick<Difference, "specMoved" | "ticketMoved">;

function compareStatus({ section }: SectionAt, { system, ticket, base }: Linked): Difference[] {
  const { status } = section;
  const { agreeing } = specStatesFor(system, ticket.status);
  if (status !== null && agreeing.has(status.state)) return [];
  const spec = status === null ? null : formatSpecStatus(status);
  const isAgreed = base !== undefined && base.status !== null && base.raw !== null;
  return [
    {
      field: "status",
      specMoved: isAgreed && spec !== base.status,
      ticketMoved: isAgreed && !isSameName(ticket.status.name, base.raw),
      spec,
      value: ticket.status.name,
      base: base?.status ?? null,
    },
  ];
}

function compareTitle(
  { snapshot: { redact } }: SectionAt,
  side: SpecSide,
  { ticket, base }: Linked,
): Difference[] {
  const { title } = ticket;
  if (title === side.title) return [];
  const agreed = base?.title ?? null;
  const value = redact(title).text;
  const [specMoved, ticketMoved] = [side.titleHash !== agreed, hashText(title) !== agreed];
  return [
    {
      field: "title",
      ...(agreed === null ? NOBODY : { specMoved, ticketMoved }),
      spec: side.title,
      value,
      base: agreed === null ? null : specMoved ? (ticketMoved ? NOT_KEPT : value) : side.title,
    },
  ];
}

function compareText(
  { snapshot: { redact } }: SectionAt,
  side: SpecSide,
  theirs: TextSide | null,
  base: LinkBase | undefined,
  moved: Moves,
): Difference[] {
  if (theirs === side || theirs?.proseHash === side.proseHash) return [];
  const value = theirs === null ? null : redact(theirs.prose).text;
  const isAgreed = base !== undefined && base.text !== null;
  const { specMoved, ticketMoved } = moved;
  return [
    {
      field: "text",
      ...moved,
      spec: side.prose,
      value,
      base: !isAgreed ? null : specMoved ? (ticketMoved ? NOT_KEPT : (value ?? "")) : side.prose,
    },
  ];
}

function movedText(side: SpecSide, theirs: TextSide | null, base: LinkBase | undefined): Moves {
  const agreed = base?.text ?? null;
  if (agreed === null) return NOBODY;
  return { specMoved: side.proseHash !== agreed, ticketMoved: theirs?.proseHash !== agreed };
}

function compareCriteria(
  { snapshot: { redact } }: SectionAt,
  side: SpecSide,
  theirs: TextSide | null,
  base: LinkBase | undefined,
): Difference[] {
  if (theirs === side || (theirs === null && side.criteria.length === 0)) return [];
  const [ours, others] = [ticksOf(side.ticks), ticksOf(theirs?.ticks ?? [])];
  const keys = [...new Set([...ours.keys(), ...others.keys()])];
  const differing = new Set(keys.filter((key) => ours.get(key) !== others.get(key)));
  if (differing.size === 0) return [];
  const isAgreed = base !== undefined && base.text !== null;
  const agreed = ticksOf(base?.criteria ?? []);
  const hasMoved = (ticks: ReadonlyMap<string, boolean>): boolean =>
    isAgreed && [...differing].some((key) => ticks.get(key) !== agreed.get(key));
  const all = [...side.criteria, ...(theirs?.criteria ?? [])];
  const shown = (criteria: readonly SideCriterion[]): string =>
    redact(listed(criteria.filter(({ key }) => differing.has(key)))).text;
  return [
    {
      field: "criteria",
      specMoved: hasMoved(ours),
      ticketMoved: hasMoved(others),
      spec: shown(side.criteria),
      value: theirs === null ? null : shown(theirs.criteria),
      base: isAgreed ? shown(agreedOf(all, agreed)) : null,
    },
  ];
}

function ticksOf(ticks: readonly CriterionTick[]): Map<string, boolean> {
  return new Map(ticks);
}

/** The criteria that were agreed on, in the words that either side has for them now. */
function agreedOf(
  all: readonly SideCriterion[],
  agreed: ReadonlyMap<string, boolean>,
): SideCriterion[] {
  const byKey = new Map(all.map((one) => [one.key, one]));
  return [...byKey.values()].flatMap((one) => {
    const checked = agreed.get(one.key);
    return checked === undefined ? [] : [{ ...one, checked }];
  });
}

function listed(criteria: readonly SideCriterion[]): string {
  return criteria.map(({ text, checked }) => `[${checked ? "x" : " "}] ${text}`).join("\n");
}

const NOBODY: Moves = { specMoved: false, ticketMoved: false };

/** Only a hash of the agreed text is kept, and neither side still has the text itself. */
const NOT_KEPT = "(not kept)";
