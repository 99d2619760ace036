import { isConflict, type SectionDrift } from "../../core/plan/drift.ts";
import { findDrift } from "../../core/plan/find-drift.ts";
import type { Snapshot } from "../../core/plan/snapshot.ts";
import type { SpecSection } from "../../core/model/spec.ts";
import { ticketId, type TicketId } from "../../core/model/ticket-ref.ts";
import type { TicketReading } from "../../core/model/ticket.ts";
import { driftRow, type DriftRow } from "../../core/view/drift-rows.ts";
import { WHOLE_WORKSPACE, type Scope } from "../../sync/engine.ts";
import { ticketQuestions } from "../../sync/ticket-questions.ts";
import type { SectionTarget } from "../commands/section-target.ts";
import { quietRun } from "../host/run.ts";
import type { FolderSession } from "../workspace/folder-session.ts";

/** A section that differs, with what names it to commands. */
export interface FoundDrift {
  readonly row: DriftRow;
  readonly target: SectionTarget;
  /** Both sides moved, so that a sync will ask. */
  readonly isConflict: boolean;
}

/** Compares the specs of a folder with what is known of its tickets; asks no tracker. */
export async function lookForDrift(session: FolderSession): Promise<FoundDrift[]> {
  return (await compare(session, WHOLE_WORKSPACE)).map(({ drift, section }) => {
    const { file, sectionId, sectionIndex } = drift;
    const uri = session.uriOf(file).toString();
    const target = { uri, sectionId, sectionIndex };
    return { row: driftRow(drift, section), target, isConflict: isConflict(drift) };
  });
}

/** The tickets of one spec that it does not agree with, and whether both sides moved. */
export async function driftedTickets(
  session: FolderSession,
  path: string,
): Promise<Map<TicketId, "conflict" | "drift">> {
  const found = await compare(session, { paths: [path], section: null });
  return new Map(
    found.flatMap(({ drift, section }) => {
      const ref = section?.tickets[0]?.ref;
      if (ref === undefined || drift.drift.length === 0) return [];
      return [[ticketId(ref), isConflict(drift) ? "conflict" : "drift"] as const];
    }),
  );
}

interface Compared {
  readonly drift: SectionDrift;
  readonly section: SpecSection | undefined;
}

async function compare(session: FolderSession, scope: Scope): Promise<Compared[]> {
  const snapshot = await offlineSnapshot(session, scope);
  if (snapshot === undefined) return [];
  const tickets = new Map<TicketId, TicketReading>();
  for (const { ref } of ticketQuestions(snapshot.config, snapshot.specs)) {
    const reading = session.live.get(ref);
    if (reading !== undefined) tickets.set(ticketId(ref), reading);
  }
  const documents = new Map(snapshot.specs.map(({ file, document }) => [file, document]));
  return findDrift({ ...snapshot, tickets })
    .map(withoutUnread)
    .filter(({ drift, unread }) => drift.length + unread.length > 0)
    .map((drift) => ({ drift, section: documents.get(drift.file)?.sections[drift.sectionIndex] }));
}

/** Reads all tickets and copies of a folder once, in one batch for each connection. */
export async function readAllTickets(session: FolderSession): Promise<void> {
  const snapshot = await offlineSnapshot(session, WHOLE_WORKSPACE);
  if (snapshot === undefined) return;
  const questions = ticketQuestions(snapshot.config, snapshot.specs);
  await session.live.refresh(questions.map(({ ref }) => ref));
}

async function offlineSnapshot(
  session: FolderSession,
  scope: Scope,
): Promise<Snapshot | undefined> {
  const { engine } = await session.load();
  const taken = await engine.snapshot(scope, quietRun(), { offline: true });
  return taken.ok ? taken.value : undefined;
}

/** That nobody asked about a ticket yet is no news. */
function withoutUnread(drift: SectionDrift): SectionDrift {
  return { ...drift, unread: drift.unread.filter(({ state }) => state !== "unread") };
}
