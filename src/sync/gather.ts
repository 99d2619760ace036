import type { CanonConfig } from "../core/config/config.ts";
import type { Problem } from "../core/kernel/problem.ts";
import { ok, type Result } from "../core/kernel/result.ts";
import { t } from "../core/kernel/texts.ts";
import { withChanges } from "../core/plan/references.ts";
import type { Snapshot } from "../core/plan/snapshot.ts";
import type { Redactor } from "../core/redact/redact.ts";
import type { Clock } from "../ports/clock.ts";
import type { FileStore } from "../ports/file-store.ts";
import { askTickets, type TicketAnswers } from "./ask-tickets.ts";
import type { Run } from "./engine.ts";
import { findIntents } from "./find-intents.ts";
import type { BasesRead } from "./journal.ts";
import { lostQuestions } from "./lost-questions.ts";
import { orphanIntents } from "./orphan-intents.ts";
import { openedIntents } from "./opened-intents.ts";
import { plannedTickets } from "./planned-tickets.ts";
import type { Recall } from "./recall.ts";
import type { WorkspaceRead } from "./read-specs.ts";
import { readReferences } from "./references.ts";
import type { RunClaims } from "./run-claims.ts";
import { ticketQuestions } from "./ticket-questions.ts";
import type { Trackers } from "./trackers.ts";

interface Source extends Partial<Recall> {
  readonly files: FileStore;
  readonly trackers: Trackers;
  readonly clock: Clock;
  readonly redact: Redactor;
  readonly claims: RunClaims | undefined;
}

interface GatherOptions {
  readonly isOffline: boolean;
  readonly isWhole: boolean;
}

/**
 * Reads everything that a plan is made from; decides nothing.
 *
 * Errors: what other clones are about to create could not be read.
 */
export async function gather(
  source: Source,
  config: CanonConfig,
  { specs, outside, unread, problems }: WorkspaceRead,
  links: BasesRead,
  run: Run,
  { isOffline, isWhole }: GatherOptions,
): Promise<Result<Snapshot, Problem>> {
  const { files, trackers, clock, redact, claims } = source;
  const takenAt = clock.now();
  const { bases, remembered } = links;
  const world = { config, specs, outside, unread, bases, remembered, redact };
  const journal = await openedIntents(files, isOffline ? undefined : claims, world, run);
  if (!journal.ok) return journal;
  const questions = isOffline
    ? []
    : [...ticketQuestions(config, specs), ...lostQuestions(world, isWhole)];
  run.progress.report(0, 1, t("reading tickets"));
  const known = await readReferences(files);
  const { recalled } = source;
  const options = { isCounting: true, ...(recalled === undefined ? {} : { source: recalled }) };
  const ask = () => askTickets(trackers, questions, known, takenAt, options);
  const first = await ask();
  const look = { config, trackers, clock };
  const open = isOffline ? [] : await findIntents(journal.value.intents, look, run);
  const { intents, orphans } = journal.value.judge(open);
  const snapshotOf = async ({ tickets, changes }: TicketAnswers): Promise<Snapshot> => ({
    takenAt,
    ...world,
    tickets,
    capabilities: await trackers.capabilities(config),
    intents,
    reachable: new Map(),
    workflows: new Map(),
    references: withChanges(known, changes),
    referenceChanges: changes,
    baseTexts: new Map(),
    problems: [
      ...problems,
      ...(await trackers.problems(config)),
      ...links.problems,
      ...journal.value.problems,
      ...(isWhole ? orphanIntents(config, orphans, specs) : []),
    ],
  });
  return ok(
    await withoutDoubt(source, await snapshotOf(first), async () => snapshotOf(await ask())),
  );
}

/** Until none of the tickets that its plan rests on is one that was only recalled. */
async function withoutDoubt(
  { recalled, planOf }: Partial<Recall>,
  first: Snapshot,
  takeAgain: () => Promise<Snapshot>,
): Promise<Snapshot> {
  if (recalled === undefined || planOf === undefined) return first;
  let snapshot = first;
  // Reading tickets may show more to be planned, which rests on others in turn.
  while (recalled.hasRecalled && recalled.doubt(plannedTickets(snapshot, planOf(snapshot)))) {
    snapshot = await takeAgain();
  }
  return snapshot;
}
