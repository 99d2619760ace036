import type { CancelSignal } from "../core/kernel/cancel.ts";
import { isTextOf } from "../core/plan/base-texts.ts";
import type { FileStore } from "../ports/file-store.ts";
import { readBases } from "./journal.ts";

/** Texts as they were last agreed on, each in a file that is called after its hash; not committed. */
const FOLDER = ".canon/cache/base";

const FILES_AT_ONCE = 16;

/** Reads the texts that hashes stand for; one that is not there, or is not right, is left out. */
export async function readBaseTexts(
  files: FileStore,
  hashes: ReadonlySet<string>,
): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  await inBatches([...hashes], async (hash) => {
    const reading = await files.read(pathOf(hash));
    if (reading.kind !== "found") return;
    const text = reading.text.replace(/\n$/, "");
    if (isTextOf(hash, text)) texts.set(hash, text);
  });
  return texts;
}

/**
 * Writes new texts, and removes those that no link names any more.
 *
 * Only a run that agreed on something new comes here. What cannot be written is no loss to the
 * run: the next conflict is then shown without what was agreed before.
 */
export async function keepBaseTexts(
  files: FileStore,
  texts: ReadonlyMap<string, string>,
  signal: CancelSignal,
): Promise<void> {
  if (texts.size === 0) return;
  const read = await readBases(files);
  if (!read.ok) return;
  const named = new Set([...read.value.bases.values()].flatMap(({ title, text }) => [title, text]));
  const { files: known } = await files.list([`${FOLDER}/*.md`], signal);
  const present = new Set(known.map(hashOf));
  const fresh = [...texts].filter(([hash]) => named.has(hash) && !present.has(hash));
  await inBatches(fresh, async ([hash, text]) => {
    await files.replace(pathOf(hash), null, `${text}\n`);
  });
  await inBatches(
    known.filter((path) => !named.has(hashOf(path))),
    async (path) => {
      await files.remove(path);
    },
  );
}

function pathOf(hash: string): string {
  return `${FOLDER}/${hash}.md`;
}

function hashOf(path: string): string {
  return path.slice(FOLDER.length + 1, -".md".length);
}

async function inBatches<T>(list: readonly T[], task: (one: T) => Promise<void>): Promise<void> {
  for (let start = 0; start < list.length; start += FILES_AT_ONCE) {
    await Promise.all(list.slice(start, start + FILES_AT_ONCE).map(task));
  }
}
