import { t } from "../core/kernel/texts.ts";
import type { CodeReading } from "../core/claims/check-citation.ts";
import type { FileStore } from "../ports/file-store.ts";
import type { Run } from "./engine.ts";

/** Larger files are there, and are not compared. Units: bytes. */
export const MAX_CODE_BYTES = 5_000_000;

const FILES_AT_ONCE = 16;

/** How many missing files are looked for under another spelling. */
const MAX_SPELLINGS = 50;

/** Reads cited files as they stand now, each once. */
export async function readCode(
  files: FileStore,
  paths: readonly string[],
  run: Run,
): Promise<Map<string, CodeReading>> {
  const readings = new Map<string, CodeReading>();
  const distinct = [...new Set(paths)];
  for (let start = 0; start < distinct.length && !run.signal.aborted; start += FILES_AT_ONCE) {
    run.progress.report(start, distinct.length, t("reading cited code"));
    const batch = distinct.slice(start, start + FILES_AT_ONCE);
    const read = await Promise.all(batch.map((path) => readOne(files, path)));
    batch.forEach((path, index) => {
      const reading = read[index];
      if (reading !== undefined) readings.set(path, reading);
    });
  }
  const missing = distinct.filter((path) => readings.get(path)?.kind === "missing");
  for (const path of missing.slice(0, MAX_SPELLINGS)) {
    const otherCase = await otherSpelling(files, path, run);
    if (otherCase !== null) readings.set(path, { kind: "missing", otherCase });
  }
  return readings;
}

async function readOne(files: FileStore, path: string): Promise<CodeReading> {
  const reading = await files.read(path, MAX_CODE_BYTES);
  if (reading.kind === "found") return { kind: "found", text: reading.text };
  if (reading.kind === "missing") return { kind: "missing", otherCase: null };
  const { code, message } = reading.problem;
  switch (code) {
    case "file/not-utf8":
      return { kind: "binary" };
    case "file/outside-workspace":
      return { kind: "outside" };
    case "file/missing":
    case "file/not-regular":
      return { kind: "missing", otherCase: null };
    default:
      return { kind: "unreadable", message };
  }
}

/** A file whose path differs only in capital letters; null without one. */
async function otherSpelling(files: FileStore, path: string, run: Run): Promise<string | null> {
  if (/[*?]/.test(path)) return null;
  const { files: alike } = await files.list([path.replace(/\p{L}/gu, "?")], run.signal);
  const wanted = path.toLowerCase();
  return alike.find((one) => one !== path && one.toLowerCase() === wanted) ?? null;
}
