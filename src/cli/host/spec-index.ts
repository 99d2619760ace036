import { createHash } from "node:crypto";
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { basename, join } from "node:path";
import type { SpecDocument } from "../../core/model/spec.ts";
import type { SpecCache } from "../../core/spec/spec-cache.ts";
import { parseSpec } from "../../core/spec/parse-spec.ts";
import { ownPackage } from "./version.ts";

/** Parses specs; what was parsed by this run or an earlier one is known by its content. */
export interface SpecIndex extends SpecCache {
  /** Keeps what this run parsed for the next one. Its failure costs time, and nothing else. */
  save(): void;
}

/** Below this, parsing takes less than half a second, and a small workspace leaves no files behind. */
const WORTH_KEEPING_BYTES = 4_000_000;

const SPACE = 0x20;
const NEWLINE = 0x0a;

/**
 * Opens the index of one workspace's specs.
 *
 * Shape:  a file in `folder`, which belongs to the person and not to the workspace: a line for each
 *         spec, `<SHA-256 of its text> <the document as JSON, without the text>`. Its name holds the
 *         workspace and this build, because another parser may read a spec in another way.
 * Errors: none; a file that is missing, cut off or damaged is as good as an empty one.
 */
export function openSpecIndex(folder: string, root: string): SpecIndex {
  const workspace = digest(root).slice(0, 16);
  const build = digest(`${ownPackage().version} ${basename(import.meta.url)}`).slice(0, 16);
  return new FileIndex(folder, `specs-${workspace}-`, `${build}.jsonl`);
}

class FileIndex implements SpecIndex {
  readonly #folder: string;
  readonly #prefix: string;
  readonly #name: string;
  #known: ReadonlyMap<string, Buffer> | undefined;
  readonly #documents = new Map<string, SpecDocument>();
  #bytes = 0;
  #isNew = false;

  constructor(folder: string, prefix: string, suffix: string) {
    this.#folder = folder;
    this.#prefix = prefix;
    this.#name = prefix + suffix;
  }

  parse(text: string): SpecDocument {
    const hash = digest(text);
    const document = this.#documents.get(hash) ?? this.#read(text, hash);
    this.#documents.set(hash, document);
    return document;
  }

  save(): void {
    const isSame = !this.#isNew && this.#documents.size === this.#known?.size;
    if (this.#bytes < WORTH_KEEPING_BYTES || isSame) return;
    try {
      this.#write();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    }
  }

  #read(text: string, hash: string): SpecDocument {
    this.#known ??= readLines(join(this.#folder, this.#name));
    this.#bytes += text.length;
    const line = this.#known.get(hash);
    const document = line === undefined ? undefined : revived(line, text);
    this.#isNew ||= document === undefined;
    return document ?? parseSpec(text);
  }

  #write(): void {
    // What specs say is as private as the specs.
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const temporary = join(this.#folder, `${this.#name}.${process.pid}`);
    const file = openSync(temporary, "w", 0o600);
    try {
      for (const [hash, document] of this.#documents) {
        writeSync(file, `${hash} ${JSON.stringify({ ...document, text: "" })}\n`);
      }
    } finally {
      closeSync(file);
    }
    renameSync(temporary, join(this.#folder, this.#name));
    const former = readdirSync(this.#folder).filter(
      (name) => name.startsWith(this.#prefix) && name !== this.#name,
    );
    for (const name of former) rmSync(join(this.#folder, name), { force: true });
  }
}

function revived(line: Buffer, text: string): SpecDocument | undefined {
  try {
    return { ...(JSON.parse(line.toString("utf8")) as SpecDocument), text };
  } catch {
    return undefined;
  }
}

/** The lines by their hash, not yet read: many runs need few of them. */
function readLines(path: string): ReadonlyMap<string, Buffer> {
  const lines = new Map<string, Buffer>();
  const bytes = readOrNothing(path);
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(NEWLINE, start);
    // The last line of a file that was cut off.
    if (end < 0) break;
    const space = bytes.indexOf(SPACE, start);
    lines.set(bytes.toString("latin1", start, space), bytes.subarray(space + 1, end));
    start = end + 1;
  }
  return lines;
}

function readOrNothing(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
