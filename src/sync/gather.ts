import type { CanonConfig } from "../core/config/config.ts";
import type { Problem } from "../core/kernel/problem.ts";
import { connectionOf, placedId, placedRef, routeOf } from "../core/plan/connections.ts";
import { keptShadows, shadowTargetsOf } from "../core/plan/shadow-links.ts";
import type { OpenIntent, Snapshot, SpecReading } from "../core/plan/snapshot.ts";
import { withChanges } from "../core/plan/references.ts";
import type { Redactor } from "../core/redact/redact.ts";
import type { Clock } from "../ports/clock.ts";
import type { FileStore } from "../ports/file-store.ts";
import { askTickets } from "./ask-tickets.ts";
import type { Run } from "./engine.ts";
import { findIntents } from "./find-intents.ts";
import { readBases, readIntents } from "./journal.ts";
import { readReferences } from "./references.ts";
import type { TicketQuestion, Trackers } from "./trackers.ts";

interface Source {
  readonly files: FileStore;
  readonly trackers: Trackers;
  readonly clock: Clock;
  readonly redact: Redactor;
}

interface SpecsRead {
  readonly specs: readonly SpecReading[];
  readonly problems: readonly Problem[];
}

/** Reads everything that a plan is made from; decides nothing. */
export async function gather(
  { files, trackers, clock, redact }: Source,
  config: CanonConfig,
  { specs, problems }: SpecsRead,
  run: Run,
  options: { readonly isOffline: boolean; readonly isWhole: boolean },
): Promise<Snapshot> {
  const takenAt = clock.now();
  const links = await readBases(files);
  const journal = await readIntents(files, run.signal);
  const { isOffline, isWhole } = options;
  const questions = isOffline ? [] : questionsOf(config, specs);
  run.progress.report(0, 1, "reading tickets");
  const known = await readReferences(files);
  const { tickets, changes } = await askTickets(trackers, questions, known, takenAt, {
    isCounting: true,
  });
  const look = { config, trackers, clock };
  const intents = isOffline ? [] : await findIntents(journal.intents, look, run);
  return {
    takenAt,
    config,
    specs,
    tickets,
    bases: links.bases,
    capabilities: await trackers.capabilities(config),
    intents,
    reachable: new Map(),
    workflows: new Map(),
    references: withChanges(known, changes),
    referenceChanges: changes,
    redact,
    problems: [
      ...problems,
      ...(await trackers.problems(config)),
      ...links.problems,
      ...journal.problems,
      ...(isWhole ? orphans(config, intents, specs) : []),
    ],
  };
}

/** The ticket of every section that takes part in sync, and the copies of it. */
function questionsOf(config: CanonConfig, specs: readonly SpecReading[]): TicketQuestion[] {
  return specs
    .filter((spec) => spec.document.frontMatter.sync !== "false")
    .flatMap((spec) => {
      const route = routeOf(config, spec);
      return spec.document.sections.flatMap((section) => {
        const ref = section.tickets[0]?.ref;
        const system = ref === undefined ? null : connectionOf(config, ref, route.target);
        if (ref === undefined || system === null) return [];
        const own = { ref: placedRef(config, system, ref), system };
        const targets = shadowTargetsOf(config, route, section);
        return [own, ...keptShadows(config, targets, section)];
      });
    });
}

/** Tickets of interrupted runs whose section cannot be found again. */
function orphans(
  config: CanonConfig,
  intents: readonly OpenIntent[],
  specs: readonly SpecReading[],
): Problem[] {
  return intents.flatMap((intent) => {
    const { found, file, title } = intent;
    const isOwned = specs.some((spec) => mayOwn(config, spec, intent));
    if (found.kind !== "found" || isOwned) return [];
    return [
      {
        code: "sync/orphan-intent",
        severity: "warning",
        file,
        line: null,
        message: `An interrupted run created the ticket ${found.ticket.ref.key} for the section "${title}", which is gone. Link the ticket to the section that took its place, or remove the ticket.`,
      },
    ];
  });
}

function mayOwn(config: CanonConfig, spec: SpecReading, intent: OpenIntent): boolean {
  if (intent.shadowOf !== null) return hasTicket(config, spec, intent.shadowOf);
  return spec.document.sections.some(
    (section) =>
      (spec.file === intent.file && section.id === intent.sectionId) ||
      section.title === intent.title,
  );
}

/** A copy belongs to the section whose ticket it is a copy of, wherever that has moved. */
function hasTicket(config: CanonConfig, spec: SpecReading, placed: string): boolean {
  const { target } = routeOf(config, spec);
  return spec.document.sections.some(({ tickets: [own] }) => {
    const system = own === undefined ? null : connectionOf(config, own.ref, target);
    return own !== undefined && system !== null && placedId(config, system, own.ref) === placed;
  });
}
