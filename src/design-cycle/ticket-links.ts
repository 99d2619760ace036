import type { Problem } from "../core/kernel/problem.ts";
import { err, ok, type Result } from "../core/kernel/result.ts";
import { applySplices, type Splice } from "../core/kernel/splice.ts";
import { parseStateFile, unquoted, type LinksBlock, type StateFile } from "./state-file.ts";

/** The trackers that a design cycle can be linked to. */
export const CYCLE_SYSTEMS = ["linear", "jira"] as const;
export type CycleSystem = (typeof CYCLE_SYSTEMS)[number];

/** The keys of a block that hold a value of their own. */
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

interface Entry {
  readonly cycle: string;
  readonly fields: readonly Field[];
  /** Index of the line behind the entry's last one that says something. */
  readonly end: number;
  readonly line: number;
}

interface Field {
  readonly key: string;
  readonly value: string;
  readonly index: number;
}

const KEY = /^[A-Za-z][A-Za-z0-9_]*-\d+$/;
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
    if (!KEY.test(field.value)) {
      problems.push(notAKey(system, field.index + 1));
      return null;
    }
    const status = fieldOf(entry, `${system}_status`)?.value ?? "";
    const done = fieldOf(entry, `${system}_done`)?.value ?? "";
    return {
      key: field.value,
      line: field.index + 1,
      status: NOTHING.has(status) ? null : status,
      done: NOTHING.has(done) ? null : done,
    };
  };
  return { links: { linear: link("linear"), jira: link("jira") }, problems };
}

/**
 * The edit that gives a key of a cycle's entry a value; an entry that is missing is added in a
 * block at the end of the file.
 *
 * Shape:  none where the value is there already. Every other byte of the file stays.
 * Errors: a file in which the value could not be read again, as one that ends inside a fence.
 */
export function setLinksValue(
  state: StateFile,
  cycle: string,
  key: LinksKey,
  value: string,
): Result<Splice[], Problem> {
  const written = value.replace(/\s+/g, " ").trim();
  const splices = splicesFor(state, cycle, key, written);
  const after = parseStateFile(applySplices(state.text, splices));
  const entry = entriesOf(after).findLast((one) => one.cycle === cycle);
  return fieldOf(entry, key)?.value === written ? ok(splices) : err(notRecorded(cycle));
}

function splicesFor(state: StateFile, cycle: string, key: LinksKey, written: string): Splice[] {
  const entry = entriesOf(state).findLast((one) => one.cycle === cycle);
  if (entry === undefined) return addBlock(state, [`cycle: ${cycle}`, `${key}: ${written}`]);
  const field = fieldOf(entry, key);
  if (field !== undefined) return replaceValue(state, field, key, written);
  const before = state.lines[entry.end - 1];
  if (before === undefined) return [];
  const insertion = `${lineEnd(state, entry.end - 1)}${key}: ${written}`;
  return [{ start: before.end, end: before.end, text: insertion }];
}

function fieldOf(entry: Entry | undefined, key: string): Field | undefined {
  return entry?.fields.findLast((field) => field.key === key);
}

function replaceValue(state: StateFile, field: Field, key: string, value: string): Splice[] {
  const line = state.lines[field.index];
  if (line === undefined || field.value === value) return [];
  return [{ start: line.start, end: line.end, text: `${key}: ${value}` }];
}

function entriesOf(state: StateFile): Entry[] {
  return state.blocks.flatMap((block) => entriesIn(state, block));
}

/** Inside a block each further `cycle:` line begins an entry. */
function entriesIn(state: StateFile, { from, to }: LinksBlock): Entry[] {
  const entries: { cycle: string; fields: Field[]; end: number; line: number }[] = [];
  const early: Field[] = [];
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
function fieldsIn(state: StateFile, from: number, to: number): Field[] {
  const fields: Field[] = [];
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

function addBlock(state: StateFile, content: readonly string[]): Splice[] {
  const { text } = state;
  const eol = lineEnd(state, state.lines.length - 1);
  const lead =
    text === "" ? "" : /\r?\n\r?\n$/.test(text) ? "" : text.endsWith("\n") ? eol : eol + eol;
  const block = ["<ticket_links>", ...content, "</ticket_links>"].join(eol);
  const tail = text === "" || text.endsWith("\n") ? eol : "";
  return [{ start: text.length, end: text.length, text: lead + block + tail }];
}

/** The ending of a line, or of the nearest line above that has one. */
function lineEnd({ text, lines }: StateFile, index: number): string {
  for (let at = index; at >= 0; at--) {
    const end = lines[at]?.end ?? 0;
    if (text.startsWith("\r\n", end)) return "\r\n";
    if (text.startsWith("\n", end)) return "\n";
  }
  return "\n";
}

function linkedTwice({ cycle, line }: Entry): Problem {
  return {
    code: "cycle/linked-twice",
    severity: "warning",
    line,
    message: `The cycle "${cycle}" has several entries under <ticket_links>. The last one is used. Remove the others.`,
  };
}

function notRecorded(cycle: string): Problem {
  return {
    code: "cycle/not-recorded",
    severity: "warning",
    line: null,
    message: `The status could not be noted for the cycle "${cycle}", because the file ends inside a block or fence that is not closed. Close it.`,
  };
}

function notAKey(system: CycleSystem, line: number): Problem {
  return {
    code: "cycle/invalid-key",
    severity: "warning",
    line,
    message: `The value of "${system}" under <ticket_links> is not a ticket key such as DSN-204, so nothing is asked of the tracker. Write the key alone.`,
  };
}
