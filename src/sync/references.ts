import type { TicketId } from "../core/model/ticket-ref.ts";
import {
  formatReferences,
  parseReferences,
  REFERENCES_FILE,
} from "../core/plan/references-file.ts";
import {
  withChanges,
  type ReferenceChange,
  type ReferenceHealth,
} from "../core/plan/references.ts";
import type { FileStore } from "../ports/file-store.ts";
import { ensureIgnoreFile } from "./ignore-file.ts";

/** Reads what is known against references; nothing where there is no such file, or no reading it. */
export async function readReferences(files: FileStore): Promise<Map<TicketId, ReferenceHealth>> {
  const reading = await files.read(REFERENCES_FILE);
  return reading.kind === "found" ? parseReferences(reading.text) : new Map();
}

/**
 * Notes changes down; true when they are in the file.
 *
 * Where nothing can be written, the next run counts from where it was: the records only spare
 * requests, so that is no trouble worth telling.
 */
export async function noteReferences(
  files: FileStore,
  changes: readonly ReferenceChange[],
): Promise<boolean> {
  if (changes.length === 0) return true;
  const reading = await files.read(REFERENCES_FILE);
  if (reading.kind === "unreadable") return false;
  const before = reading.kind === "found" ? reading.text : null;
  const known = parseReferences(before ?? "");
  if (changes.every(({ ticket, health }) => health === null && !known.has(ticket))) return true;
  const after = formatReferences(withChanges(known, changes));
  const ignored = await ensureIgnoreFile(files);
  if (!ignored.ok) return false;
  return (await files.replace(REFERENCES_FILE, before, after)).kind === "done";
}
