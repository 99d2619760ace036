import type { SpecSection } from "../../core/model/spec.ts";
import type { LiveTicket } from "../../core/view/lens-text.ts";
import type { SpecPlace } from "./engine-host.ts";
import type { FolderSession, LoadedFolder } from "./folder-session.ts";

/** A spec of a folder that is loaded. */
export interface PlacedSpec extends SpecPlace {
  readonly session: FolderSession;
  readonly folder: LoadedFolder;
}

/** What is known of a section's primary ticket, without asking anybody. */
export function liveTicket(at: PlacedSpec, section: SpecSection): LiveTicket | undefined {
  const { session, folder } = at;
  const link = section.tickets[0];
  const reading = link === undefined ? undefined : session.live.get(link.ref);
  if (link === undefined || reading === undefined) return undefined;
  const notes = session.live.notes(link.ref);
  if (reading.kind !== "found") return { reading, agrees: null, ...notes };
  return { reading, agrees: folder.agrees(folder.config.config, at, section, reading.ticket) };
}

/** What is known of the copies that the section's route still keeps. */
export function liveCopies(at: PlacedSpec, section: SpecSection): LiveTicket[] {
  const { session, folder } = at;
  return folder.copies(folder.config.config, at, section).flatMap((copy) => {
    const reading = session.live.get(copy.ref);
    if (reading === undefined) return [];
    const agrees = reading.kind === "found" ? copy.agrees(reading.ticket) : null;
    return [{ reading, agrees }];
  });
}
