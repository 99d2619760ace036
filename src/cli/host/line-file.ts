import { closeSync, openSync, readSync } from "node:fs";

/** A file of lines, each with a name before its first space; a line is read when it is asked for. */
export interface Lines {
  readonly size: number;
  /** What follows the name; undefined where there is no such line, or it cannot be read any more. */
  read(name: string): string | undefined;
  /** Nothing is read from now on. */
  close(): void;
}

const CHUNK_BYTES = 1 << 20;
const NEWLINE = 0x0a;
/** As long as any name, with its space. */
const MOST_NAME_BYTES = 128;

const NO_LINES: Lines = { size: 0, read: () => undefined, close: () => undefined };

/**
 * Opens a file of lines.
 *
 * Shape:  of all that is in the file, only where each line stands is held.
 * Errors: none; a file that cannot be read has no lines, and a last line that was cut off is none.
 */
export function openLines(path: string): Lines {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch {
    return NO_LINES;
  }
  try {
    return new FileLines(file, findLines(file));
  } catch {
    closeSync(file);
    return NO_LINES;
  }
}

/** Where the text of a line stands, without its name. Units: bytes. */
interface Place {
  readonly start: number;
  readonly length: number;
}

class FileLines implements Lines {
  readonly #file: number;
  readonly #places: ReadonlyMap<string, Place>;
  #isOpen = true;

  constructor(file: number, places: ReadonlyMap<string, Place>) {
    this.#file = file;
    this.#places = places;
  }

  get size(): number {
    return this.#places.size;
  }

  read(name: string): string | undefined {
    const place = this.#places.get(name);
    if (place === undefined || !this.#isOpen) return undefined;
    try {
      return readPart(this.#file, place).toString("utf8");
    } catch {
      return undefined;
    }
  }

  close(): void {
    if (this.#isOpen) closeSync(this.#file);
    this.#isOpen = false;
  }
}

function findLines(file: number): Map<string, Place> {
  const places = new Map<string, Place>();
  let start = 0;
  for (const end of lineEnds(file)) {
    const head = readPart(file, { start, length: Math.min(MOST_NAME_BYTES, end - start) });
    const name = head.toString("latin1").split(" ", 1)[0] ?? "";
    const textStart = start + name.length + 1;
    if (textStart <= end) places.set(name, { start: textStart, length: end - textStart });
    start = end + 1;
  }
  return places;
}

function lineEnds(file: number): number[] {
  const ends: number[] = [];
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  for (let at = 0; ;) {
    const count = readSync(file, chunk, 0, chunk.length, at);
    if (count === 0) return ends;
    const read = chunk.subarray(0, count);
    for (let end = read.indexOf(NEWLINE); end >= 0; end = read.indexOf(NEWLINE, end + 1)) {
      ends.push(at + end);
    }
    at += count;
  }
}

function readPart(file: number, { start, length }: Place): Buffer {
  const part = Buffer.allocUnsafe(length);
  return part.subarray(0, readSync(file, part, 0, length, start));
}
