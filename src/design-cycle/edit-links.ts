import type { Problem } from "../core/kernel/problem.ts";
import { err, ok, type Result } from "../core/kernel/result.ts";
import { applySplices, type Splice } from "../core/kernel/splice.ts";
import { t } from "../core/kernel/texts.ts";
import { parseStateFile, type StateFile } from "./state-file.ts";
import { entriesOf, fieldOf, type LinksField, type LinksKey } from "./ticket-links.ts";

/** A value for a key of an entry; null takes its lines away. */
export type LinksChange = readonly [key: LinksKey, value: string | null];

/** Makes several changes to a cycle's entry in the text of the state file, or none of them. */
export function editLinks(
  text: string,
  cycle: string,
  changes: readonly LinksChange[],
): Result<string, Problem> {
  let edited = text;
  for (const [key, value] of changes) {
    const state = parseStateFile(edited);
    const splices =
      value === null ? ok(removeLines(state, cycle, key)) : setLinksValue(state, cycle, key, value);
    if (!splices.ok) return splices;
    edited = applySplices(edited, splices.value);
  }
  return ok(edited);
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

function replaceValue(state: StateFile, field: LinksField, key: string, value: string): Splice[] {
  const line = state.lines[field.index];
  if (line === undefined || field.value === value) return [];
  return [{ start: line.start, end: line.end, text: `${key}: ${value}` }];
}

/** Whole lines, each with its ending. */
function removeLines(state: StateFile, cycle: string, key: LinksKey): Splice[] {
  const entry = entriesOf(state).findLast((one) => one.cycle === cycle);
  const fields = entry?.fields.filter((field) => field.key === key) ?? [];
  return fields.flatMap(({ index }) => {
    const [line, next] = [state.lines[index], state.lines[index + 1]];
    return line === undefined || next === undefined
      ? []
      : [{ start: line.start, end: next.start, text: "" }];
  });
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

function notRecorded(cycle: string): Problem {
  return {
    code: "cycle/not-recorded",
    severity: "warning",
    line: null,
    message: t(
      'Nothing could be noted for the cycle "{0}", because the file ends inside a block or fence that is not closed, or a name in it cannot be written on one line. Close what is open.',
      cycle,
    ),
  };
}
