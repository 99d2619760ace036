import type { Problem } from "../core/kernel/problem.ts";
import { t } from "../core/kernel/texts.ts";
import { unquoted, type LinksBlock, type StateFile } from "./state-file.ts";

/** The trackers that a design cycle can be linked to. */
export const CYCLE_SYSTEMS = ["linear", "jira"] as const;
export type CycleSystem = (typeof CYCLE_SYSTEMS)[number];

/** The keys of an entry that hold a value. */
export type LinksKey = CycleSystem | `${CycleSystem}_status` | `${CycleSystem}_done`;

/** The tickets of one cycle, and the status that each was last seen in. */
export interface CycleLinks {
  readonly links: Readonly<Record<CycleSystem, CycleLink | null>>;
  readonly problems: readonly Problem[];
}

export interface CycleLink {
  readonly key: string;
  /** 1-based, in the state file. */
  readonly line: number;
  /** The tracker's name for the status; null where none was recorded. */
  readonly status: string | null;
  /** What a completion left for its repetition; null before one. */
  readonly done: string | null;
}

/** The lines of one cycle in a block. */
export interface LinksEntry {
  readonly cycle: string;
  readonly fields: readonly LinksField[];
  /** Index of the line behind the entry's last one that says something. */
  readonly end: number;
  readonly line: number;
}

export interface LinksField {
  readonly key: string;
  readonly value: string;
  readonly index: number;
}

/** `TEAM-123`, as both trackers name a ticket. */
export const CYCLE_KEY = /^[A-Za-z][A-Za-z0-9_]*-\d+$/;
const NOTHING = new Set(["", "~", "null"]);

/**
 * The tickets that a cycle is linked to.
 *
 * Shape:  of several entries for one cycle the last counts; entries of other cycles, and those
 *         without a cycle, mean nothing here.
 * Errors: none; a value that is no ticket key is a problem and counts as not linked.
 */
export function linksOf(state: StateFile, cycle: string): CycleLinks {
  const own = entriesOf(state).filter((entry) => entry.cycle === cycle);
  const entry = own.at(-1);
  const problems: Problem[] = own.length > 1 && entry !== undefined ? [linkedTwice(entry)] : [];
  const link = (system: CycleSystem): CycleLink | null => {
    const field = fieldOf(entry, system);
    if (field === undefined || NOTHING.has(field.value)) return null;
    if (!CYCLE_KEY.test(field.value)) {
      problems.push(notAKey(system, field.index + 1));
      return null;
    }
    const status = fieldOf(entry, `${system}_status`)?.value ?? "";
    const noted = fieldOf(entry, `${system}_done`)?.value ?? "";
    const done = NOTHING.has(noted) ? null : noted;
    // A status that was recorded for another ticket says nothing of this one.
    const isOther = done !== null && !done.startsWith(`${field.value} `);
    return {
      key: field.value,
      line: field.index + 1,
      status: NOTHING.has(status) || isOther ? null : status,
      done,
    };
  };
  return { links: { linear: link("linear"), jira: link("jira") }, problems };
}

/** Of several lines with one key the last counts. */
export function fieldOf(entry: LinksEntry | undefined, key: string): LinksField | undefined {
  return entry?.fields.findLast((field) => field.key === key);
}

/** The entries of all blocks in the order of the file; those without a cycle are left out. */
export function entriesOf(state: StateFile): LinksEntry[] {
  return state.blocks.flatMap((block) => entriesIn(state, block));
}

/** Inside a block each further `cycle:` line begins an entry. */
function entriesIn(state: StateFile, { from, to }: LinksBlock): LinksEntry[] {
  const entries: { cycle: string; fields: LinksField[]; end: number; line: number }[] = [];
  const early: LinksField[] = [];
  for (const field of fieldsIn(state, from, to)) {
    const entry = entries.at(-1);
    if (field.key === "cycle") {
      // Lines above the first `cycle:` of a block belong to it, as in one that begins with it.
      const fields = entry === undefined ? early : [];
      entries.push({ cycle: field.value, fields, end: field.index + 1, line: field.index + 1 });
    } else if (entry === undefined) {
      early.push(field);
    } else {
      entry.fields.push(field);
      entry.end = field.index + 1;
    }
  }
  return entries.filter((entry) => !NOTHING.has(entry.cycle));
}

/** Comments reach to their `-->`, over several lines too. */
function fieldsIn(state: StateFile, from: number, to: number): LinksField[] {
  const fields: LinksField[] = [];
  let isComment = false;
  for (let index = from; index < to; index++) {
    const text = state.lines[index]?.text ?? "";
    if (isComment || text.trimStart().startsWith("<!--")) {
      isComment = !text.includes("-->");
      continue;
    }
    const colon = text.indexOf(":");
    if (colon < 0) continue;
    const key = text.slice(0, colon).trim();
    fields.push({ key, value: unquoted(text.slice(colon + 1)), index });
  }
  return fields;
}

function linkedTwice({ cycle, line }: LinksEntry): Problem {
  return {
    code: "cycle/linked-twice",
    severity: "warning",
    line,
    message: t(
      'The cycle "{0}" has several entries under <ticket_links>. The last one is used. Remove the others.',
      cycle,
    ),
  };
}

function notAKey(system: CycleSystem, line: number): Problem {
  return {
    code: "cycle/invalid-key",
    severity: "warning",
    line,
    message: t(
      'The value of "{0}" under <ticket_links> is not a ticket key such as DSN-204, so nothing is asked of the tracker. Write the key alone.',
      system,
    ),
  };
}
