import { t } from "../core/kernel/texts.ts";
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

/**
 * The same values once more, for this machine only: a spec and `links.json` that git takes back
 * together, or that are different on another branch, must not lead to a second ticket.
 */
const MEMORY_FILE = ".canon/journal/links.json";

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

/** What spec and ticket last agreed on, and what of it only this machine knows. */
export interface BasesRead {
  readonly bases: LinkBases;
  readonly remembered: LinkBases;
  readonly problems: readonly Problem[];
}

/** Errors: a file that cannot be read; a plan that took it for an empty one would do harm. */
export async function readBases(files: FileStore): Promise<Result<BasesRead, Problem>> {
  const reading = await files.read(LINKS_FILE, MAX_LINKS_BYTES);
  if (reading.kind === "unreadable") return err(reading.problem);
  const text = reading.kind === "found" ? reading.text : "";
  const { bases, problems, refusal } = parseLinks(text);
  if (refusal !== null) return err(refusal);
  return ok({ bases, remembered: await readRemembered(files, text, bases), problems });
}

/** What the memory has and the shared file has not; nearly always, both are the same text. */
async function readRemembered(
  files: FileStore,
  shared: string,
  bases: LinkBases,
): Promise<LinkBases> {
  const reading = await files.read(MEMORY_FILE, MAX_LINKS_BYTES);
  if (reading.kind !== "found" || reading.text === shared) return new Map();
  const known = parseLinks(reading.text).bases;
  return new Map([...known].filter(([id]) => !bases.has(id)));
}

/** A memory that cannot be read is none: it only helps where the file that is shared has gaps. */
async function readMemory(files: FileStore): Promise<{ text: string | null; bases: LinkBases }> {
  const reading = await files.read(MEMORY_FILE, MAX_LINKS_BYTES);
  if (reading.kind !== "found") return { text: null, bases: new Map() };
  return { text: reading.text, bases: parseLinks(reading.text).bases };
}

/**
 * Writes changed agreements into `.canon/links.json`; null forgets a link.
 *
 * The file is read afresh and written only when its text changes. One that cannot be read is left
 * alone.
 */
export async function writeBases(
  files: FileStore,
  changes: ReadonlyMap<TicketId, LinkBase | null>,
): Promise<Result<void, Problem>> {
  if (changes.size === 0) return ok(undefined);
  const reading = await files.read(LINKS_FILE, MAX_LINKS_BYTES);
  if (reading.kind === "unreadable") return err(reading.problem);
  const before = reading.kind === "found" ? reading.text : null;
  const { bases, refusal } = parseLinks(before ?? "");
  if (refusal !== null) return err(refusal);
  const saved = await writeLinks(files, LINKS_FILE, before, changed(bases, changes));
  if (!saved.ok) return saved;
  const memory = await readMemory(files);
  return writeLinks(files, MEMORY_FILE, memory.text, changed(memory.bases, changes));
}

function changed(
  bases: LinkBases,
  changes: ReadonlyMap<TicketId, LinkBase | null>,
): Map<TicketId, LinkBase> {
  const after = new Map(bases);
  for (const [id, base] of changes) {
    if (base === null) after.delete(id);
    else after.set(id, base);
  }
  return after;
}

async function writeLinks(
  files: FileStore,
  path: string,
  before: string | null,
  bases: LinkBases,
): Promise<Result<void, FileProblem>> {
  const after = formatLinks(bases);
  const isSame = after === before || (before === null && bases.size === 0);
  return isSame ? ok(undefined) : written(await files.replace(path, before, after));
}

/** The result of a write; somebody else's hand in Canon's own files is a failure. */
export function written(write: FileWrite): Result<void, FileProblem> {
  if (write.kind === "failed") return err(write.problem);
  if (write.kind === "done") return ok(undefined);
  return err({
    code: "file/unwritable",
    severity: "error",
    line: null,
    message: t("Another program changed Canon's own files during the run. Sync again."),
  });
}
