import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { runGit, type GitPlace } from "./run-git.ts";

/** All texts of one question together; what is beyond is asked for in a further one. */
const MAX_BATCH_BYTES = 32_000_000;

/**
 * Reads stored files by names as `<commit>:<path>`.
 *
 * Shape:  the text of each; null for one that is not there, too large, or no UTF-8 text. Nothing
 *         at all for those that could not be asked about.
 */
export async function readBlobs(
  git: GitPlace,
  names: readonly string[],
  maxBytes: number,
  signal: CancelSignal,
): Promise<Map<string, string | null>> {
  const usable = names.filter((name) => !/[\r\n]/.test(name));
  const blobs = await findBlobs(git, usable, signal);
  const texts = new Map<string, string | null>();
  const wanted = new Map<string, string[]>();
  for (const [name, blob] of blobs) {
    if (blob === null || blob.size > maxBytes) texts.set(name, null);
    else wanted.set(blob.id, [...(wanted.get(blob.id) ?? []), name]);
  }
  const sizes = new Map([...blobs.values()].flatMap((one) => (one ? [[one.id, one.size]] : [])));
  for (const batch of inBatches([...wanted.keys()], (id) => sizes.get(id) ?? 0)) {
    const maxOutput = 2 * MAX_BATCH_BYTES + maxBytes;
    const output = await runGit(git, ["cat-file", "--batch"], signal, {
      input: `${batch.join("\n")}\n`,
      maxBytes: maxOutput,
    });
    for (const [id, text] of output === null ? [] : readBatch(output)) {
      for (const name of wanted.get(id) ?? []) texts.set(name, text);
    }
  }
  return texts;
}

interface Blob {
  readonly id: string;
  /** Units: bytes. */
  readonly size: number;
}

async function findBlobs(
  git: GitPlace,
  names: readonly string[],
  signal: CancelSignal,
): Promise<Map<string, Blob | null>> {
  if (names.length === 0) return new Map();
  const input = `${names.join("\n")}\n`;
  const output = await runGit(git, ["cat-file", "--batch-check"], signal, { input });
  const lines = output === null ? [] : output.toString("utf8").split("\n");
  if (lines.length < names.length) return new Map();
  return new Map(names.map((name, index) => [name, readCheck(lines[index] ?? "")]));
}

/** `<id> blob <size>`; a link or a folder is no file. */
function readCheck(line: string): Blob | null {
  const [, id, size] = /^([0-9a-f]{40,64}) blob (\d+)$/.exec(line) ?? [];
  return id === undefined ? null : { id, size: Number(size) };
}

function inBatches(ids: readonly string[], sizeOf: (id: string) => number): string[][] {
  const batches: string[][] = [];
  let room = 0;
  for (const id of ids) {
    const batch = batches.at(-1);
    const size = sizeOf(id);
    if (batch === undefined || size > room) {
      batches.push([id]);
      room = MAX_BATCH_BYTES - size;
    } else {
      batch.push(id);
      room -= size;
    }
  }
  return batches;
}

/** `<id> blob <size>`, a line ending, the bytes, a line ending; and so on. */
function readBatch(output: Buffer): [string, string | null][] {
  const texts: [string, string | null][] = [];
  let at = 0;
  while (at < output.length) {
    const end = output.indexOf(10, at);
    const blob = end < 0 ? null : readCheck(output.toString("utf8", at, end));
    if (blob === null) break;
    texts.push([blob.id, toText(output.subarray(end + 1, end + 1 + blob.size))]);
    at = end + 1 + blob.size + 1;
  }
  return texts;
}

function toText(bytes: Buffer): string | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes("\0") ? null : text;
  } catch {
    // Not a text, so it has no lines.
    return null;
  }
}
