import type { Conflict } from "../kernel/conflict-marks.ts";
import { t } from "../kernel/texts.ts";
import { formatSpecStatus } from "../model/status.ts";
import { ticketId } from "../model/ticket-ref.ts";
import type { CanonComment } from "../spec/canon-comment.ts";
import { isHeadingRow, readRow, type Row } from "./comment-row.ts";
import { mergeEvidence } from "./merge-evidence.ts";
import { mergeStatusComment } from "./merge-status-comment.ts";

/** What a conflict becomes. Lines have no line endings. */
export interface MergedComments {
  readonly lines: readonly string[];
  readonly notes: readonly string[];
}

/**
 * Decides a conflict in which only Canon comments differ.
 *
 * Shape:  links, copies and evidence of both sides are kept, each once; of two statuses the one
 *         that moved, else the one further along. Null where anything else differs, or where the
 *         comments do not fit together: that is for a person.
 */
export function mergeComments(
  { ours, theirs, base }: Conflict,
  ancestor: ReadonlyMap<string, string>,
): MergedComments | null {
  const [mine, others] = [split(ours.map(readRow)), split(theirs.map(readRow))];
  const isSameText =
    mine.texts.length === others.texts.length &&
    mine.texts.every(({ text }, index) => text === others.texts[index]?.text);
  if (!isSameText) return null;
  const before = base?.map(readRow) ?? [];
  const statuses = new Map([...ancestor, ...statusWords(before)]);
  const merge = new HunkMerge(mine.runs, new Set(before.map(({ text }) => text.trim())), (id) => {
    return statuses.get(id) ?? null;
  });
  const sections = sectionsOf(mine.texts);
  for (const [run, rows] of others.runs.entries()) {
    for (const row of rows) if (!merge.take(row, run, sections)) return null;
  }
  return { lines: merge.lines(mine.texts), notes: merge.notes(sections) };
}

/** The words of the status comments in a text, by section; ids that occur twice say nothing. */
export function statusWords(rows: readonly Row[]): Map<string, string> {
  const words = new Map<string, string>();
  const twice = new Set<string>();
  for (const { comment } of rows) {
    if (comment?.kind !== "status" || comment.status === null) continue;
    if (words.has(comment.id)) twice.add(comment.id);
    words.set(comment.id, formatSpecStatus(comment.status));
  }
  for (const id of twice) words.delete(id);
  return words;
}

/** The lines of other text, and the comments above, between and below them. */
interface Divided {
  readonly texts: readonly Row[];
  readonly runs: Row[][];
}

function split(rows: readonly Row[]): Divided {
  const texts: Row[] = [];
  const runs: Row[][] = [[]];
  for (const row of rows) {
    if (row.comment === null) {
      texts.push(row);
      runs.push([]);
    } else runs.at(-1)?.push(row);
  }
  return { texts, runs };
}

/** The section that each run of comments belongs to, as a number. */
function sectionsOf(texts: readonly Row[]): number[] {
  const sections = [0];
  for (const row of texts) sections.push((sections.at(-1) ?? 0) + (isHeadingRow(row) ? 1 : 0));
  return sections;
}

const RANKS: Readonly<Record<CanonComment["kind"], number>> = {
  ticket: 0,
  shadow: 1,
  status: 2,
  evidence: 3,
  delta: 4,
  unreadable: 5,
};

class HunkMerge {
  readonly #runs: Row[][];
  readonly #before: ReadonlySet<string>;
  readonly #ancestorOf: (id: string) => string | null;
  readonly #notes: string[] = [];

  constructor(
    runs: Row[][],
    before: ReadonlySet<string>,
    ancestorOf: (id: string) => string | null,
  ) {
    this.#runs = runs;
    this.#before = before;
    this.#ancestorOf = ancestorOf;
  }

  /** Takes a comment of the other side in; false where the two sides do not fit together. */
  take(row: Row, run: number, sections: readonly number[]): boolean {
    const place = this.#placeOf(row, run, sections);
    if (place === null) {
      this.#insert(row, run);
      return true;
    }
    if (place === "several") return false;
    const mine = this.#runs[place.run]?.[place.at];
    if (mine === undefined) return false;
    const chosen = this.#choose(mine, row);
    if (chosen === null) return false;
    this.#runs[place.run]?.splice(place.at, 1, chosen);
    return true;
  }

  lines(texts: readonly Row[]): string[] {
    return this.#runs.flatMap((rows, run) => {
      const text = texts[run];
      return [...rows, ...(text === undefined ? [] : [text])].map((row) => row.text);
    });
  }

  notes(sections: readonly number[]): string[] {
    const tickets = new Map<number, string[]>();
    for (const [run, rows] of this.#runs.entries()) {
      for (const { comment } of rows) {
        if (comment?.kind !== "ticket") continue;
        const section = sections[run] ?? 0;
        tickets.set(section, [...(tickets.get(section) ?? []), ticketId(comment.ref)]);
      }
    }
    const two = [...tickets.values()].filter((ids) => ids.length > 1).map(twoTickets);
    return [...this.#notes, ...two];
  }

  /** The comment of this side that says the same kind of thing about the same section. */
  #placeOf(
    row: Row,
    run: number,
    sections: readonly number[],
  ): { readonly run: number; readonly at: number } | "several" | null {
    const found: { run: number; at: number }[] = [];
    for (const [index, rows] of this.#runs.entries()) {
      const isNear = row.comment?.kind === "evidence" ? index === run : true;
      if (!isNear || sections[index] !== sections[run]) continue;
      for (const [at, one] of rows.entries()) {
        if (isCounterpart(one.comment, row.comment)) found.push({ run: index, at });
      }
    }
    const [first] = found;
    return found.length > 1 ? "several" : (first ?? null);
  }

  #choose(mine: Row, other: Row): Row | null {
    if (mine.text.trim() === other.text.trim()) return mine;
    switch (mine.comment?.kind) {
      case "status": {
        const choice = mergeStatusComment(mine, other, this.#ancestorOf);
        if (choice?.note != null) this.#notes.push(choice.note);
        return choice?.row ?? null;
      }
      case "evidence":
        return mergeEvidence(mine, other);
      case "ticket":
      case "shadow":
        return this.#chooseLink(mine, other);
      default:
        return this.#moved(mine, other);
    }
  }

  /** The same ticket, written in another way: with an address, or as a copy. */
  #chooseLink(mine: Row, other: Row): Row {
    const moved = this.#moved(mine, other);
    if (moved !== null) return moved;
    const hasAddress = other.comment !== null && "url" in other.comment && other.comment.url;
    return mine.comment?.kind === other.comment?.kind && hasAddress ? other : mine;
  }

  /** The side that differs from the ancestor; null where that is none or both. */
  #moved(mine: Row, other: Row): Row | null {
    const [isMine, isOther] = [mine, other].map(({ text }) => this.#before.has(text.trim()));
    if (isMine === isOther) return null;
    return isMine === true ? other : mine;
  }

  #insert(row: Row, run: number): void {
    const rows = this.#runs[run] ?? [];
    const rank = rankOf(row);
    const after = rows.findLastIndex((one) => rankOf(one) <= rank);
    rows.splice(after + 1, 0, row);
  }
}

function rankOf({ comment }: Row): number {
  return comment === null ? 0 : RANKS[comment.kind];
}

function isCounterpart(mine: CanonComment | null, other: CanonComment | null): boolean {
  if (mine === null || other === null) return false;
  if (isLink(mine) && isLink(other)) return ticketId(mine.ref) === ticketId(other.ref);
  if (mine.kind === "evidence" && other.kind === "evidence") return mine.source === other.source;
  return mine.kind === other.kind && (mine.kind === "status" || mine.kind === "delta");
}

function isLink(
  comment: CanonComment,
): comment is Extract<CanonComment, { kind: "ticket" | "shadow" }> {
  return comment.kind === "ticket" || comment.kind === "shadow";
}

function twoTickets([first, ...more]: string[]): string {
  return more.length === 1
    ? t(
        "Both sides linked the section to a ticket of their own. All were kept: {0} is the one that counts, {1} is not followed. Remove what is not wanted.",
        first ?? "",
        more.join(", "),
      )
    : t(
        "Both sides linked the section to a ticket of their own. All were kept: {0} is the one that counts, {1} are not followed. Remove what is not wanted.",
        first ?? "",
        more.join(", "),
      );
}
