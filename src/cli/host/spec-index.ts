import { basename, join } from "node:path";
import { nativeSha256 } from "../../adapters/native-hash.ts";
import type { SpecDocument } from "../../core/model/spec.ts";
import type { SpecCache } from "../../core/spec/spec-cache.ts";
import { parseSpec } from "../../core/spec/parse-spec.ts";
import { shortName, writeCacheFile, type CacheFileName } from "./cache-file.ts";
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
  const build = shortName(`${ownPackage().version} ${basename(import.meta.url)}`);
  const name = { prefix: `specs-${shortName(root)}-`, suffix: `${build}.jsonl` };
  return new FileIndex(folder, name);
}

class FileIndex implements SpecIndex {
  readonly #folder: string;
  readonly #name: CacheFileName;
  #known: Lines | undefined;
  readonly #documents = new Map<string, SpecDocument>();
  #bytes = 0;
  #isNew = false;

  constructor(folder: string, name: CacheFileName) {
    this.#folder = folder;
    this.#name = name;
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
    writeCacheFile(this.#folder, this.#name, (write) => {
      for (const [hash, document] of this.#documents) {
        write(`${hash} ${JSON.stringify({ ...document, text: "" })}\n`);
      }
    });
  }

  #read(text: string, hash: string): SpecDocument {
    this.#known ??= openLines(join(this.#folder, this.#name.prefix + this.#name.suffix));
    this.#bytes += text.length;
    const line = this.#known.read(hash);
    const document = line === undefined ? undefined : revived(line, text);
    this.#isNew ||= document === undefined;
    return document ?? parseSpec(text);
  }
}

function revived(line: string, text: string): SpecDocument | undefined {
  try {
    return { ...(JSON.parse(line) as SpecDocument), text };
  } catch {
    return undefined;
  }
}
