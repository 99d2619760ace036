import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from "yaml";
import type { Splice } from "../../core/kernel/splice.ts";
import { t } from "../../core/kernel/texts.ts";
import type { Flaw } from "./layout.ts";

/** More than this is no front matter, and slow to check for repeated keys. */
const MAX_LENGTH = 16_000;

/** The top level of a front matter, with a memory for what is wrong with the fields asked for. */
export interface YamlFields {
  /** The text of a scalar as it was written; null for an empty one, `null` and `~`. */
  text(key: string): string | null;
  /** A list; a single value counts as a list of one. */
  list(key: string): readonly ListEntry[];
  /** The first thing that could not be read so far. */
  flaw(): Flaw | undefined;
}

/** An entry of a list: a text, or the texts of a small map. */
export type ListEntry = string | ReadonlyMap<string, string>;

/** Reads YAML without giving values types, so that the title `007` stays as it is. */
export function parseYamlFields(yaml: string): YamlFields | Flaw {
  const lines = new LineCounter();
  const map = parseMap(yaml, lines);
  if (!isMap(map)) return map;
  let first: Flaw | undefined;

  function fail(key: string, node: unknown): null {
    const offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
    first ??= {
      line: lineAt(lines, offset),
      what: t('the value of "{0}" has a form that Canon cannot read. Write it plainly', key),
    };
    return null;
  }

  function text(key: string, node: unknown): string | null {
    if (node === undefined || node === null) return null;
    if (!isScalar(node)) return fail(key, node);
    const value = String(node.value);
    const isNothing = node.type === "PLAIN" && /^(?:~|null|Null|NULL|)$/.test(value);
    return isNothing ? null : value;
  }

  function entry(key: string, node: unknown): ListEntry | null {
    if (!isMap(node)) return text(key, node);
    const names = node.items.map((pair) => String(pair.key));
    return new Map(names.map((name) => [name, text(key, node.get(name, true)) ?? ""]));
  }

  return {
    text: (key) => text(key, map.get(key, true)),
    list(key) {
      const node = map.get(key, true);
      const nodes: readonly unknown[] = isSeq(node) ? node.items : [node];
      return nodes.map((item) => entry(key, item)).filter((item) => item !== null);
    },
    flaw: () => first,
  };
}

/**
 * The splices that give top-level keys new values, in the text as it is: order, comments, quotes
 * and unknown keys stay. A key that is missing is added as the last line.
 *
 * Shape: `values` are written as they are; see `yamlText`. The caller reads the result back.
 */
export function setYamlFields(
  yaml: string,
  values: Readonly<Record<string, string>>,
  eol: string,
): Splice[] {
  const map = parseMap(yaml, new LineCounter());
  const entries = Object.entries(values);
  if (!isMap(map)) return [];
  const splices = entries.flatMap(([key, value]) => setExisting(yaml, map, key, value, eol));
  const missing = entries.filter(([key]) => !map.has(key));
  if (missing.length === 0) return splices;
  const lines = missing.map(([key, value]) => `${key}: ${value}${eol}`).join("");
  return [...splices, { start: yaml.length, end: yaml.length, text: lines }];
}

/**
 * The splices that add an entry to a top-level list; what people wrote in it stays. A missing or
 * single value becomes a list.
 *
 * Shape: `entry` is YAML on one line. The caller reads the result back.
 */
export function addToYamlList(yaml: string, key: string, entry: string, eol: string): Splice[] {
  const map = parseMap(yaml, new LineCounter());
  if (!isMap(map)) return [];
  const list = map.get(key, true);
  if (isSeq(list) && list.range != null) {
    const [start, end] = list.range;
    if (list.flow !== true) return [intoBlockList(yaml, list.items, start, entry, eol)];
    const separator = list.items.length === 0 ? "" : ", ";
    return [{ start: end - 1, end: end - 1, text: separator + entry }];
  }
  const single = isScalar(list) && list.range != null ? yaml.slice(...rangeOf(list.range)) : "";
  const isNothing = /^(?:~|null|Null|NULL|)$/.test(single.trim());
  const value = isNothing ? `[${entry}]` : `[${single.trim()}, ${entry}]`;
  return setYamlFields(yaml, { [key]: value }, eol);
}

function rangeOf([start, end]: readonly [number, number, number]): [number, number] {
  return [start, end];
}

/** Below the last entry, with the same indentation. */
function intoBlockList(
  yaml: string,
  items: readonly unknown[],
  start: number,
  entry: string,
  eol: string,
): Splice {
  const last = items.at(-1);
  const end = isNode(last) && last.range != null ? last.range[1] : start;
  const lineEnd = yaml.slice(0, end).endsWith("\n") ? end : endOfLine(yaml, end);
  const indent = " ".repeat(start - (yaml.lastIndexOf("\n", start - 1) + 1));
  const before = yaml.slice(0, lineEnd).endsWith("\n") ? "" : eol;
  return { start: lineEnd, end: lineEnd, text: `${before}${indent}- ${entry}${eol}` };
}

function endOfLine(yaml: string, from: number): number {
  const newline = yaml.indexOf("\n", from);
  return newline < 0 ? yaml.length : newline + 1;
}

function setExisting(
  yaml: string,
  map: YAMLMap,
  key: string,
  value: string,
  eol: string,
): Splice[] {
  const pair = map.items.find((item) => isScalar(item.key) && item.key.value === key);
  if (!isScalar(pair?.key) || pair.key.range == null) return [];
  const start = pair.key.range[1];
  const colon = yaml.indexOf(":", start) + 1;
  const range = isNode(pair.value) ? pair.value.range : null;
  const end = range == null || range[1] === range[0] ? colon : range[1];
  const ending = yaml.slice(start, end).endsWith("\n") ? eol : "";
  return [{ start, end, text: `: ${value}${ending}` }];
}

/** A text as YAML on one line: plain where no reader could take it for something else. */
export function yamlText(text: string | null): string {
  if (text === null) return "null";
  const isPlain =
    /^[\p{L}_](?:[\p{L}\p{N} _./()+-]*[\p{L}\p{N}_.)])?$/u.test(text) &&
    !/^(?:null|true|false|yes|no|on|off|y|n)$/i.test(text);
  return isPlain ? text : JSON.stringify(text);
}

function parseMap(yaml: string, lines: LineCounter): YAMLMap | Flaw {
  if (yaml.length > MAX_LENGTH)
    return { line: 2, what: t("the front matter is too long. Shorten it") };
  const document = parseDocument(yaml, {
    schema: "failsafe",
    stringKeys: true,
    lineCounter: lines,
    logLevel: "silent",
  });
  const error = document.errors[0];
  if (error !== undefined) {
    const reason = error.message.split(/ at line |\n/)[0]?.replace(/[.:]+$/, "") ?? "";
    return {
      line: lineAt(lines, error.pos[0]),
      what: t("the YAML is broken ({0}). Correct it", reason),
    };
  }
  return isMap(document.contents)
    ? document.contents
    : { line: 2, what: t('the front matter is not a list of "key: value" lines. Correct it') };
}

/** The line in the file: the first line of the YAML is the file's second. */
function lineAt(lines: LineCounter, offset: number): number {
  return lines.linePos(offset).line + 1;
}
