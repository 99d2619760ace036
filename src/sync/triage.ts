import { isFindingName } from "../core/compare/finding-names.ts";
import type { CanonConfig, SystemConfig } from "../core/config/config.ts";
import type { Problem } from "../core/kernel/problem.ts";
import { t } from "../core/kernel/texts.ts";
import type { TicketRef } from "../core/model/ticket-ref.ts";
import type { Ticket } from "../core/model/ticket.ts";
import { placedRef } from "../core/plan/connections.ts";
import { ticketName } from "../core/plan/linked-tickets.ts";
import type { SpecReading } from "../core/plan/snapshot.ts";
import { PlaceFinder } from "../core/plan/suggest-places.ts";
import { isOpen, projectsOf, TakenTickets } from "../core/plan/unlinked-tickets.ts";
import type { Run } from "./engine.ts";
import { findIntents } from "./find-intents.ts";
import { readIntents } from "./journal.ts";
import { listProject } from "./list-project.ts";
import type { Reading } from "./reading.ts";
import type { Triage, TriagedTicket } from "./triage-report.ts";
import { readOutOfScope } from "./triage-memory.ts";

/** Lists the open tickets of all projects and says of each without a section where it may belong. */
export async function triageTickets(
  reading: Reading,
  specs: readonly SpecReading[],
  run: Run,
): Promise<Triage> {
  const { config, files, meter } = reading;
  const remembered = await readOutOfScope(files);
  const outOfScope = remembered.ok ? remembered.value : new Set<string>();
  const problems: Problem[] = remembered.ok ? [] : [remembered.error];
  const taken = await takenTickets(reading, specs, run, problems);
  const finder = new PlaceFinder(config, specs);
  const tickets: TriagedTicket[] = [];
  for (const system of projectsOf(config, specs)) {
    run.progress.report(0, 1, t("listing tickets of {0}", system.name));
    const isWanted = (ref: TicketRef): boolean =>
      !taken.has(system, ref) && !outOfScope.has(ticketName(system, ref));
    const listed = await listProject(reading.trackers, system, isWanted, run);
    problems.push(...listed.problems);
    for (const ticket of listed.tickets) {
      if (!isOpen(system, ticket) || taken.mayHave(ticket) || !isWanted(ticket.ref)) continue;
      tickets.push(triaged(config, system, ticket, finder));
    }
  }
  const ignored = [...outOfScope].filter((name) => !isFindingName(name)).sort();
  return { tickets, outOfScope: ignored, problems, requests: meter.total() };
}

/** What sections and interrupted runs lay claim to. */
export async function takenTickets(
  { config, files, trackers, clock }: Reading,
  specs: readonly SpecReading[],
  run: Run,
  problems: Problem[],
): Promise<TakenTickets> {
  const journal = await readIntents(files, run.signal);
  problems.push(...journal.problems);
  const intents = await findIntents(journal.intents, { config, trackers, clock }, run);
  return new TakenTickets(config, specs, intents);
}

function triaged(
  config: CanonConfig,
  system: SystemConfig,
  ticket: Ticket,
  finder: PlaceFinder,
): TriagedTicket {
  const ref = placedRef(config, system, ticket.ref);
  return { system, ref, ticket, suggestions: finder.suggest(system, ticket) };
}
