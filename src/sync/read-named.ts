import type { CanonConfig } from "../core/config/config.ts";
import type { TicketId, TicketRef } from "../core/model/ticket-ref.ts";
import type { TicketReading } from "../core/model/ticket.ts";
import { connectionOf } from "../core/plan/connections.ts";
import type { FileStore } from "../ports/file-store.ts";
import { askTickets } from "./ask-tickets.ts";
import { noteReferences, readReferences } from "./references.ts";
import type { Trackers } from "./trackers.ts";

/**
 * Reads the tickets of some links, in one batch a system, and notes which of them were refused or
 * gone. Links of systems that are not configured are left out.
 */
export async function readNamed(
  files: FileStore,
  trackers: Trackers,
  config: CanonConfig,
  refs: readonly TicketRef[],
  now: string,
): Promise<ReadonlyMap<TicketId, TicketReading>> {
  const asked = refs.flatMap((ref) => {
    const system = connectionOf(config, ref, null);
    return system === null ? [] : [{ ref, system }];
  });
  const known = await readReferences(files);
  const { tickets, changes } = await askTickets(trackers, asked, known, now, { isCounting: false });
  await noteReferences(files, changes);
  return tickets;
}
