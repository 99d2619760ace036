import type { SpecSection } from "../model/spec.ts";
import { ticketId, type TicketId } from "../model/ticket-ref.ts";
import type { Ticket } from "../model/ticket.ts";
import { connectionOf, placedId, routeOf } from "./connections.ts";
import { compareCopy, compareTicket, type Difference } from "./compare-sides.ts";
import type { DriftField, FieldDrift, Mover, SectionDrift, Unread } from "./drift.ts";
import { keptShadows, shadowTargetsOf } from "./shadow-links.ts";
import type { Snapshot, SpecReading } from "./snapshot.ts";

/**
 * Compares each linked section with its ticket and its copies, field by field.
 *
 * Shape:  the sections that differ or could not be compared, in the order of files and sections.
 * Errors: none; what was not read is said to be so and never counts as a difference.
 */
export function findDrift(snapshot: Snapshot): SectionDrift[] {
  const seen = new Set<TicketId>();
  return snapshot.specs
    .filter(({ document }) => document.frontMatter.sync !== "false")
    .flatMap((spec) =>
      spec.document.sections.flatMap((section) => {
        const found = driftOf(snapshot, spec, section, seen);
        return found === null || found.drift.length + found.unread.length === 0 ? [] : [found];
      }),
    );
}

function driftOf(
  snapshot: Snapshot,
  spec: SpecReading,
  section: SpecSection,
  seen: Set<TicketId>,
): SectionDrift | null {
  const { config, bases } = snapshot;
  const route = routeOf(config, spec);
  const ref = section.tickets[0]?.ref;
  const system = ref === undefined ? null : connectionOf(config, ref, route.target);
  if (ref === undefined || system === null) return null;
  const id = placedId(config, system, ref);
  if (seen.has(id)) return null;
  seen.add(id);
  const unread: Unread[] = [];
  const own = found(snapshot, id, unread);
  const at = { section, file: spec.file, snapshot };
  const differences: Side[] = [];
  if (own !== null) {
    const list = compareTicket(at, { system, ticket: own, base: bases.get(id) });
    differences.push({ id, mover: "tracker", differences: list });
  }
  const kept = keptShadows(config, shadowTargetsOf(config, route, section), section);
  for (const shadow of kept) {
    const ticket = found(snapshot, shadow.id, unread);
    if (ticket === null) continue;
    const linked = { system: shadow.system, ticket, base: bases.get(shadow.id) };
    const list = compareCopy(at, linked, ticketId(ref));
    differences.push({ id: shadow.id, mover: `shadow:${shadow.id}`, differences: list });
  }
  return {
    file: spec.file,
    sectionId: section.id,
    sectionIndex: section.index,
    ticket: id,
    shadows: kept.map((shadow) => shadow.id),
    drift: FIELDS.flatMap((field) => fieldDrift(field, differences) ?? []),
    unread,
  };
}

const FIELDS: readonly DriftField[] = ["status", "title", "text", "criteria"];

/** How one ticket or copy differs from the spec. */
interface Side {
  readonly id: TicketId;
  readonly mover: Exclude<Mover, "spec">;
  readonly differences: readonly Difference[];
}

/** One field over all sides; null where all of them say what the spec says. */
function fieldDrift(field: DriftField, sides: readonly Side[]): FieldDrift | null {
  const own = sides.find(({ mover }) => mover === "tracker");
  const differing = sides.flatMap(({ id, mover, differences }) =>
    differences
      .filter((difference) => difference.field === field)
      .map((difference) => ({ id, mover, difference })),
  );
  const [first] = differing;
  if (first === undefined) return null;
  const isSpecMoved = differing.some(({ difference }) => difference.specMoved);
  const movers = differing.filter(({ difference }) => difference.ticketMoved);
  const ofTicket = differing.find(({ mover }) => mover === "tracker")?.difference;
  return {
    field,
    moved: [...(isSpecMoved ? ["spec" as const] : []), ...movers.map(({ mover }) => mover)],
    spec: first.difference.spec,
    // A ticket that agrees says what the spec says, in its own words where it has some.
    tracker:
      ofTicket?.value ??
      (own === undefined || ofTicket !== undefined ? null : first.difference.spec),
    base: first.difference.base,
    shadows: differing
      .filter(({ mover }) => mover !== "tracker")
      .map(({ id, difference }) => ({ ticket: id, value: difference.value })),
  };
}

function found({ tickets }: Snapshot, id: TicketId, unread: Unread[]): Ticket | null {
  const reading = tickets.get(id);
  if (reading?.kind === "found") return reading.ticket;
  unread.push({
    ticket: id,
    state: reading?.kind ?? "unread",
    message: reading?.kind === "unreadable" ? reading.error.message : null,
  });
  return null;
}
