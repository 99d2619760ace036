import type { SpecSection } from "../core/model/spec.ts";
import { ticketId, type TicketId } from "../core/model/ticket-ref.ts";
import { parentSection, routeOf } from "../core/plan/connections.ts";
import { findDrift } from "../core/plan/find-drift.ts";
import type { ChangePlan } from "../core/plan/plan.ts";
import type { Snapshot, SpecReading } from "../core/plan/snapshot.ts";
import { lostQuestions } from "./lost-questions.ts";
import { sectionQuestions } from "./ticket-questions.ts";

/**
 * The tickets that a plan rests on, and all that is shown beside it: those that it names, those of
 * the sections that it is about, those that do not say what their section says, and those whose
 * section is gone.
 */
export function plannedTickets(snapshot: Snapshot, plan: ChangePlan): Set<TicketId> {
  const { items, held, agreements, references } = plan;
  const named = new Set([...agreements, ...references].map(({ ticket }) => ticket));
  for (const { ref } of lostQuestions(snapshot, true)) named.add(ticketId(ref));
  for (const { ticket, shadows } of findDrift(snapshot)) {
    for (const id of [ticket, ...shadows]) named.add(id);
  }
  const sections = new Map<string, Set<number>>();
  for (const one of [...items, ...held]) {
    if (one.ticket !== null) named.add(one.ticket);
    if (one.shadowOf !== undefined) named.add(one.shadowOf);
    if ("link" in one) named.add(ticketId(one.link));
    sections.set(one.file, (sections.get(one.file) ?? new Set()).add(one.sectionIndex));
  }
  for (const spec of snapshot.specs) {
    const indexes = sections.get(spec.file);
    if (indexes !== undefined) for (const id of idsOf(snapshot, spec, indexes)) named.add(id);
  }
  return named;
}

/** What a child's plan says of its parent comes from the parent's ticket. */
function idsOf(
  { config }: Pick<Snapshot, "config">,
  spec: SpecReading,
  indexes: ReadonlySet<number>,
): TicketId[] {
  const { document } = spec;
  const route = routeOf(config, spec);
  const meant = [...indexes].flatMap((index): SpecSection[] => {
    const section = document.sections[index];
    if (section === undefined) return [];
    const parent = parentSection(document, section);
    return parent === null ? [section] : [section, parent];
  });
  return meant.flatMap((section) =>
    sectionQuestions(config, route, section).map(({ ref }) => ticketId(ref)),
  );
}
