import { isSpecFile } from "../core/config/spec-files.ts";
import { hashText } from "../core/kernel/hash.ts";
import { applySplices, type Splice } from "../core/kernel/splice.ts";
import { t } from "../core/kernel/texts.ts";
import type { SpecDocument } from "../core/model/spec.ts";
import type { RecordedItem } from "../core/plan/recorded-item.ts";
import { holdsMask } from "../core/redact/placeholders.ts";
import type { Application } from "./application.ts";
import { CurrentFile } from "./locate-change.ts";
import { fileItemId } from "./parse-record.ts";
import type { FileChange, FileUndo, RunRecord } from "./run-record.ts";
import { kept, type Verdict, type Verdicts } from "./undo-verdict.ts";

interface Located {
  readonly items: readonly string[];
  readonly splice: Splice;
}

/** What an undo would do to one file, worked out before anything is written. */
export interface PreparedFile {
  readonly path: string;
  readonly text: string;
  readonly located: readonly Located[];
  /** For records of version 1: the whole file, as it was. */
  readonly whole: string | null;
}

/** Finds the place of each wanted change; an item with a change that has none gets its verdict. */
export async function prepareFiles(
  app: Application,
  record: RunRecord,
  wanted: ReadonlyMap<string, RecordedItem>,
  verdicts: Verdicts,
): Promise<PreparedFile[]> {
  const prepared: PreparedFile[] = [];
  for (const file of record.files) {
    const own = wantedIn(file, wanted);
    if (own.length === 0) continue;
    const reading = await readSpec(app, file.path);
    if (typeof reading === "string") {
      for (const id of own) verdicts.set(id, kept(reading));
      continue;
    }
    const one = prepare(app.specFiles.parse(reading.text), file, record, wanted, verdicts);
    if (one !== undefined) prepared.push(one);
  }
  return prepared;
}

/** Writes what is left to be done, each file in one step. */
export async function writeFiles(
  app: Application,
  files: readonly PreparedFile[],
  wanted: ReadonlyMap<string, RecordedItem>,
  verdicts: Verdicts,
): Promise<void> {
  for (const file of files) {
    const isOpen = (id: string): boolean =>
      !wanted.has(id) || (verdicts.get(id)?.outcome ?? "done") === "done";
    const possible = file.located.filter(({ items }) => items.every(isOpen));
    if (file.whole !== null && keepsTicket(file.path, wanted, verdicts)) {
      verdicts.set(fileItemId(file.path), kept(keepsTicketText()));
      continue;
    }
    const before =
      file.whole ??
      applySplices(
        file.text,
        possible.map(({ splice }) => splice),
      );
    const write =
      before === file.text
        ? { kind: "done" as const }
        : await app.files.replace(file.path, file.text, before);
    const items =
      file.whole === null ? possible.flatMap((one) => one.items) : [fileItemId(file.path)];
    for (const id of items) {
      if (wanted.has(id)) verdicts.set(id, endingOf(write, verdicts.get(id)));
    }
  }
}

function keepsTicketText(): string {
  return t(
    "A ticket that the sync created stays, so its link stays as well. Change the file by hand if needed.",
  );
}

function keepsTicket(
  path: string,
  wanted: ReadonlyMap<string, RecordedItem>,
  verdicts: Verdicts,
): boolean {
  return [...wanted.values()].some(
    ({ id, kind, file }) =>
      kind === "create-ticket" && file === path && verdicts.get(id)?.outcome !== "done",
  );
}

function endingOf(
  write: Awaited<ReturnType<Application["files"]["replace"]>>,
  ofTicket: Verdict | undefined,
): Verdict {
  if (write.kind === "done") {
    return ofTicket ?? { outcome: "done", message: t("The edits of the sync were taken back.") };
  }
  const why = write.kind === "failed" ? write.problem.message : t("The file changed just now.");
  const message =
    ofTicket === undefined ? why : t("{0} Its link stays in the spec: {1}", ofTicket.message, why);
  return { outcome: write.kind === "failed" ? "failed" : "stale", message };
}

function wantedIn(file: FileUndo, wanted: ReadonlyMap<string, RecordedItem>): string[] {
  const ids =
    file.inverse === undefined
      ? file.changes.flatMap(({ items }) => items)
      : [fileItemId(file.path)];
  return [...new Set(ids)].filter((id) => wanted.has(id));
}

async function readSpec(app: Application, path: string): Promise<{ text: string } | string> {
  if (!isSpecFile(app.config, path))
    return t("The file is not a spec any more. It was not touched.");
  const reading = await app.files.read(path);
  if (reading.kind === "unreadable") return reading.problem.message;
  if (reading.kind === "missing") return t("The file is gone, so there is nothing to take back.");
  return { text: reading.text };
}

function prepare(
  doc: SpecDocument,
  file: FileUndo,
  record: RunRecord,
  wanted: ReadonlyMap<string, RecordedItem>,
  verdicts: Verdicts,
): PreparedFile | undefined {
  const { path } = file;
  const { text } = doc;
  const isUntouched = hashText(text) === file.afterHash;
  if (file.inverse !== undefined) {
    const whole = isUntouched ? file.inverse.reduce<string>(applySplices, text) : null;
    if (whole !== null) return { path, text, located: [], whole };
    verdicts.set(fileItemId(path), kept(movedOn()));
    return undefined;
  }
  const current = new CurrentFile(doc);
  const located: Located[] = [];
  for (const change of file.changes) {
    const meant = change.items.filter((id) => wanted.has(id));
    const [first] = meant;
    if (first === undefined) continue;
    if (!isWhole(change, record, wanted)) {
      for (const id of meant) verdicts.set(id, kept(sharedText()));
      continue;
    }
    if (holdsMask(change.text)) {
      for (const id of meant) verdicts.set(id, { ...kept(maskedText()), difference: change.shown });
      continue;
    }
    const splice = isUntouched ? change : current.locate(change, wanted.get(first));
    if (splice === undefined) {
      for (const id of meant) verdicts.set(id, { ...kept(movedOn()), difference: change.shown });
    } else located.push({ items: change.items, splice });
  }
  return { path, text, located: withoutOverlaps(located, wanted, verdicts), whole: null };
}

function movedOn(): string {
  return t(
    "Its place in the file was edited after the sync and stays as it is. Compare it, or change it by hand.",
  );
}
function maskedText(): string {
  return t(
    "A credential stood there before the sync, and Canon keeps none, so the edit stays. Change it by hand, or take the former text from your version control.",
  );
}
function sharedText(): string {
  return t(
    "It is one edit together with another item of that sync. Undo both of them, or change it by hand.",
  );
}

/** Edits of several items that met can only go back together. */
function isWhole(
  { items }: FileChange,
  { undone }: RunRecord,
  wanted: ReadonlyMap<string, RecordedItem>,
): boolean {
  return items.every((id) => wanted.has(id) || undone.includes(id));
}

/** In a text that moved on, two changes might claim the same place; neither then is certain. */
function withoutOverlaps(
  located: readonly Located[],
  wanted: ReadonlyMap<string, RecordedItem>,
  verdicts: Verdicts,
): Located[] {
  const sorted = [...located].sort(
    (a, b) => a.splice.start - b.splice.start || a.splice.end - b.splice.end,
  );
  const overlapping = new Set<Located>();
  for (const [index, one] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next === undefined || next.splice.start >= one.splice.end) continue;
    for (const both of [one, next]) overlapping.add(both);
  }
  for (const { items } of overlapping) {
    for (const id of items) if (wanted.has(id)) verdicts.set(id, kept(movedOn()));
  }
  return sorted.filter((one) => !overlapping.has(one));
}
