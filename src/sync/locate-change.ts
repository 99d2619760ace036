import { linesWithEnds } from "../core/kernel/text-lines.ts";
import type { Splice } from "../core/kernel/splice.ts";
import type { SpecDocument, SpecSection } from "../core/model/spec.ts";
import { ticketId } from "../core/model/ticket-ref.ts";
import type { RecordedItem } from "../core/plan/recorded-item.ts";
import { lineHash, startsOf } from "./file-changes.ts";
import type { FileChange } from "./run-record.ts";

/** A file as it stands now, ready to be searched for the places that a run changed. */
export class CurrentFile {
  readonly #doc: SpecDocument;
  readonly #starts: readonly number[];
  readonly #hashes: readonly string[];

  constructor(doc: SpecDocument) {
    const lines = linesWithEnds(doc.text);
    this.#doc = doc;
    this.#starts = startsOf(lines);
    this.#hashes = lines.map(lineHash);
  }

  /**
   * The splice that takes a change back in the text as it is now; undefined unless there is exactly
   * one place for it.
   *
   * The changed lines must be untouched and in the item's section. Lines around them may have
   * changed where the place is certain without them.
   */
  locate(change: FileChange, item: RecordedItem | undefined): Splice | undefined {
    const { lines, above, below, column } = change.anchor;
    const own = lines.length - above - below;
    for (let around = Math.max(above, below); around >= 0; around--) {
      if (own === 0 && around === 0) return undefined;
      const from = above - Math.min(around, above);
      const to = lines.length - below + Math.min(around, below);
      const places = this.#find(lines.slice(from, to))
        .map((index) => index + above - from)
        .filter((line) => item === undefined || this.#isIn(line, own, item));
      const [place] = places;
      if (places.length > 1) return undefined;
      if (place === undefined) continue;
      const start = (this.#starts[place] ?? 0) + column;
      return { start, end: start + change.end - change.start, text: change.text };
    }
    return undefined;
  }

  #find(wanted: readonly string[]): number[] {
    const found: number[] = [];
    for (let index = 0; index + wanted.length <= this.#hashes.length; index++) {
      if (wanted.every((hash, offset) => this.#hashes[index + offset] === hash)) found.push(index);
    }
    return found;
  }

  /** An empty stretch stands between two lines; either of them may be the section's. */
  #isIn(lineIndex: number, own: number, item: RecordedItem): boolean {
    const lines = own === 0 ? [lineIndex, lineIndex + 1] : [lineIndex + 1];
    return lines.some((line) => {
      const section = this.#doc.sections.find((one) => one.line <= line && line <= one.endLine);
      return section !== undefined && isOf(section, item);
    });
  }
}

function isOf(section: SpecSection, { sectionId, ticket }: RecordedItem): boolean {
  const links = [...section.tickets, ...section.shadows];
  const hasTicket = links.some(({ ref }) => ticketId(ref) === ticket);
  return section.id === sectionId || hasTicket;
}
