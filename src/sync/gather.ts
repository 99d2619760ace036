import type { CanonConfig } from "../core/config/config.ts";
import type { Problem } from "../core/kernel/problem.ts";
import { connectionOf, targetOf } from "../core/plan/connections.ts";
import type { Intent } from "../core/plan/intent.ts";
import type { OpenIntent, Snapshot, SpecReading } from "../core/plan/snapshot.ts";
import type { FileStore } from "../ports/file-store.ts";
import { systemOf } from "./application.ts";
import type { Run } from "./engine.ts";
import { readBases, readIntents } from "./journal.ts";
import { notOpened, type TicketQuestion, type Trackers } from "./trackers.ts";

interface Source {
  readonly files: FileStore;
  readonly trackers: Trackers;
  readonly takenAt: string;
}

interface SpecsRead {
  readonly specs: readonly SpecReading[];
  readonly problems: readonly Problem[];
}

/** Reads everything that a plan is made from; decides nothing. */
export async function gather(
  { files, trackers, takenAt }: Source,
  config: CanonConfig,
  { specs, problems }: SpecsRead,
  run: Run,
  options: { readonly isOffline: boolean; readonly isWhole: boolean },
): Promise<Snapshot> {
  const links = await readBases(files);
  const journal = await readIntents(files, run.signal);
  const { isOffline, isWhole } = options;
  const questions = isOffline ? [] : questionsOf(config, specs);
  run.progress.report(0, 1, "reading tickets");
  const tickets = await trackers.read(questions, run.signal);
  const intents = isOffline ? [] : await lookUp(journal.intents, config, trackers, run);
  return {
    takenAt,
    config,
    specs,
    tickets,
    bases: links.bases,
    capabilities: trackers.capabilities(config),
    intents,
    problems: [
      ...problems,
      ...trackers.problems(config),
      ...links.problems,
      ...journal.problems,
      ...(isWhole ? orphans(intents, specs) : []),
    ],
  };
}

/** The primary ticket of every section that takes part in sync. */
function questionsOf(config: CanonConfig, specs: readonly SpecReading[]): TicketQuestion[] {
  return specs
    .filter((spec) => spec.document.frontMatter.sync !== "false")
    .flatMap((spec) => {
      const target = targetOf(config, spec);
      return spec.document.sections.flatMap((section) => {
        const ref = section.tickets[0]?.ref;
        const system = ref === undefined ? null : connectionOf(config, ref, target);
        return ref === undefined || system === null ? [] : [{ ref, system }];
      });
    });
}

async function lookUp(
  intents: readonly Intent[],
  config: CanonConfig,
  trackers: Trackers,
  run: Run,
): Promise<OpenIntent[]> {
  const open: OpenIntent[] = [];
  for (const intent of intents) {
    const { intentId, file, sectionId, title, target, project } = intent;
    open.push({
      intentId,
      file,
      sectionId,
      title,
      target,
      project,
      found: await findTicket(intent, config, trackers, run),
    });
  }
  return open;
}

async function findTicket(
  intent: Intent,
  config: CanonConfig,
  trackers: Trackers,
  run: Run,
): Promise<OpenIntent["found"]> {
  const system = systemOf(config, intent);
  if (system === undefined) {
    const message = `The connection "${intent.target}" is no longer configured.`;
    return { kind: "unreadable", error: { code: "tracker/unreachable", message } };
  }
  const tracker = trackers.get(system);
  if (!tracker.ok) return { kind: "unreadable", error: notOpened(tracker.error) };
  const found = await tracker.value.findByMarker(intent.intentId, run.signal);
  if (!found.ok) return { kind: "unreadable", error: found.error };
  return found.value === undefined ? { kind: "absent" } : { kind: "found", ticket: found.value };
}

/** Tickets of interrupted runs whose section cannot be found again. */
function orphans(intents: readonly OpenIntent[], specs: readonly SpecReading[]): Problem[] {
  return intents.flatMap((intent) => {
    const { found, file, title } = intent;
    if (found.kind !== "found" || specs.some((spec) => mayOwn(spec, intent))) return [];
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

function mayOwn(spec: SpecReading, intent: OpenIntent): boolean {
  return spec.document.sections.some(
    (section) =>
      (spec.file === intent.file && section.id === intent.sectionId) ||
      section.title === intent.title,
  );
}
