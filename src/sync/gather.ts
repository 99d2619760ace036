import type { CanonConfig } from "../core/config/config.ts";
import type { Problem } from "../core/kernel/problem.ts";
import { ok, type Result } from "../core/kernel/result.ts";
import { t } from "../core/kernel/texts.ts";
import { withChanges } from "../core/plan/references.ts";
import type { Snapshot } from "../core/plan/snapshot.ts";
import type { Redactor } from "../core/redact/redact.ts";
import type { Clock } from "../ports/clock.ts";
import type { FileStore } from "../ports/file-store.ts";
import { askTickets } from "./ask-tickets.ts";
import type { Run } from "./engine.ts";
import { findIntents } from "./find-intents.ts";
import type { BasesRead } from "./journal.ts";
import { lostQuestions } from "./lost-questions.ts";
import { orphanIntents } from "./orphan-intents.ts";
import { openedIntents } from "./opened-intents.ts";
import type { WorkspaceRead } from "./read-specs.ts";
import { readReferences } from "./references.ts";
import type { RunClaims } from "./run-claims.ts";
import { ticketQuestions } from "./ticket-questions.ts";
import type { Trackers } from "./trackers.ts";

interface Source {
  readonly files: FileStore;
  readonly trackers: Trackers;
  readonly clock: Clock;
  readonly redact: Redactor;
  readonly claims: RunClaims | undefined;
}

/**
 * Reads everything that a plan is made from; decides nothing.
 *
 * Errors: what other clones are about to create could not be read.
 */
export async function gather(
  { files, trackers, clock, redact, claims }: Source,
  config: CanonConfig,
  { specs, outside, unread, problems }: WorkspaceRead,
  links: BasesRead,
  run: Run,
  options: { readonly isOffline: boolean; readonly isWhole: boolean },
): Promise<Result<Snapshot, Problem>> {
  const takenAt = clock.now();
  const { isOffline, isWhole } = options;
  const { bases, remembered } = links;
  const world = { config, specs, outside, unread, bases, remembered, redact };
  const journal = await openedIntents(files, isOffline ? undefined : claims, world, run);
  if (!journal.ok) return journal;
  const questions = isOffline
    ? []
    : [...ticketQuestions(config, specs), ...lostQuestions(world, isWhole)];
  run.progress.report(0, 1, t("reading tickets"));
  const known = await readReferences(files);
  const { tickets, changes } = await askTickets(trackers, questions, known, takenAt, {
    isCounting: true,
  });
  const look = { config, trackers, clock };
  const open = isOffline ? [] : await findIntents(journal.value.intents, look, run);
  const { intents, orphans } = journal.value.judge(open);
  return ok({
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
}
