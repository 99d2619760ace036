import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { basename, join } from "node:path";
import { nativeSha256 } from "../../adapters/native-hash.ts";
import type { SpecDocument } from "../../core/model/spec.ts";
import type { SpecCache } from "../../core/spec/spec-cache.ts";
import { parseSpec } from "../../core/spec/parse-spec.ts";
import { openLines, type Lines } from "./line-file.ts";
import { ownPackage } from "./version.ts";

/** Parses specs; what was parsed by this run or an earlier one is known by its content. */
export interface SpecIndex extends SpecCache {
  /** Keeps what this run parsed for the next one. Its failure costs time, and nothing else. */
  save(): void;
}

/** Below this, parsing takes less than half a second, and a small workspace leaves no files behind. */
const WORTH_KEEPING_BYTES = 4_000_000;

/**
 * Opens the index of one workspace's specs.
 *
 * Shape:  a file in `folder`, which belongs to the person and not to the workspace: a line for each
 *         spec, `<SHA-256 of its text> <the document as JSON, without the text>`. Its name holds the
 *         workspace and this build, because another parser may read a spec in another way.
 * Errors: none; a file that is missing, cut off or damaged is as good as an empty one.
 */
export function openSpecIndex(folder: string, root: string): SpecIndex {
  const workspace = nativeSha256(root).slice(0, 16);
  const build = nativeSha256(`${ownPackage().version} ${basename(import.meta.url)}`).slice(0, 16);
  return new FileIndex(folder, `specs-${workspace}-`, `${build}.jsonl`);
}

class FileIndex implements SpecIndex {
  readonly #folder: string;
  readonly #prefix: string;
  readonly #name: string;
  #known: Lines | undefined;
  readonly #documents = new Map<string, SpecDocument>();
  #bytes = 0;
  #isNew = false;

  constructor(folder: string, prefix: string, suffix: string) {
    this.#folder = folder;
    this.#prefix = prefix;
    this.#name = prefix + suffix;
  }

  parse(text: string): SpecDocument {
    const hash = nativeSha256(text);
    const document = this.#documents.get(hash) ?? this.#read(text, hash);
    this.#documents.set(hash, document);
    return document;
  }

  save(): void {
    this.#known?.close();
    const isSame = !this.#isNew && this.#documents.size === this.#known?.size;
    if (this.#bytes < WORTH_KEEPING_BYTES || isSame) return;
    try {
      this.#write();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    }
  }

  #read(text: string, hash: string): SpecDocument {
    this.#known ??= openLines(join(this.#folder, this.#name));
    this.#bytes += text.length;
    const line = this.#known.read(hash);
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

function revived(line: string, text: string): SpecDocument | undefined {
  try {
    return { ...(JSON.parse(line) as SpecDocument), text };
  } catch {
    return undefined;
  }
}
