import {
  formatIntent,
  intentPath,
  INTENTS_FOLDER,
  parseIntent,
  type Intent,
} from "../core/plan/intent.ts";
import type { CancelSignal } from "../core/kernel/cancel.ts";
import type { Problem } from "../core/kernel/problem.ts";
import { err, ok, type Result } from "../core/kernel/result.ts";
import { LINKS_FILE, formatLinks, parseLinks } from "../core/plan/links-file.ts";
import type { LinkBase, LinkBases } from "../core/plan/links.ts";
import type { TicketId } from "../core/model/ticket-ref.ts";
import type { FileProblem, FileStore, FileWrite } from "../ports/file-store.ts";

const MAX_LINKS_BYTES = 64_000_000;

/** Keeps one run at a time in a workspace, whoever starts it. */
export const RUN_LOCK = ".canon/journal/run.lock";

/** Reads the intents that were never seen to end. */
export async function readIntents(
  files: FileStore,
  signal: CancelSignal,
): Promise<{ intents: Intent[]; problems: Problem[] }> {
  const listing = await files.list([`${INTENTS_FOLDER}/*.json`], signal);
  const intents: Intent[] = [];
  const problems: Problem[] = [...listing.problems];
  for (const path of listing.files) {
    const reading = await files.read(path);
    if (reading.kind === "unreadable") problems.push(reading.problem);
    if (reading.kind !== "found") continue;
    const intent = parseIntent(reading.text, path);
    if (intent.ok) intents.push(intent.value);
    else problems.push(intent.error);
  }
  return { intents, problems };
}

/** Writes an intent down; the create may be sent only after this succeeded. */
export async function openIntent(
  files: FileStore,
  intent: Intent,
): Promise<Result<void, FileProblem>> {
  return written(await files.replace(intentPath(intent.intentId), null, formatIntent(intent)));
}

export async function closeIntent(
  files: FileStore,
  intentId: string,
): Promise<Result<void, FileProblem>> {
  return files.remove(intentPath(intentId));
}

export async function readBases(
  files: FileStore,
): Promise<{ bases: LinkBases; problems: Problem[] }> {
  const reading = await files.read(LINKS_FILE, MAX_LINKS_BYTES);
  if (reading.kind === "unreadable") return { bases: new Map(), problems: [reading.problem] };
  return parseLinks(reading.kind === "found" ? reading.text : "");
}

/**
 * Writes changed agreements into `.canon/links.json`; null forgets a link.
 *
 * The file is read afresh and written only when its text changes.
 */
export async function writeBases(
  files: FileStore,
  changes: ReadonlyMap<TicketId, LinkBase | null>,
): Promise<Result<void, FileProblem>> {
  if (changes.size === 0) return ok(undefined);
  const reading = await files.read(LINKS_FILE, MAX_LINKS_BYTES);
  if (reading.kind === "unreadable") return err(reading.problem);
  const before = reading.kind === "found" ? reading.text : null;
  const bases = new Map(parseLinks(before ?? "").bases);
  for (const [id, base] of changes) {
    if (base === null) bases.delete(id);
    else bases.set(id, base);
  }
  const after = formatLinks(bases);
  return after === before ? ok(undefined) : written(await files.replace(LINKS_FILE, before, after));
}

/** The result of a write; somebody else's hand in Canon's own files is a failure. */
export function written(write: FileWrite): Result<void, FileProblem> {
  if (write.kind === "failed") return err(write.problem);
  if (write.kind === "done") return ok(undefined);
  return err({
    code: "file/unwritable",
    severity: "error",
    line: null,
    message: "Another program changed Canon's own files during the run. Sync again.",
  });
}
