import { isMap, isScalar, LineCounter, parseDocument, type Pair, type YAMLMap } from "yaml";
import { applySplices, type Splice } from "../kernel/splice.ts";
import type { SpecState } from "../model/status.ts";
import type { SystemConfig } from "./config.ts";
import { parseConfig } from "./parse-config.ts";

type Names = ReadonlyMap<SpecState, string>;
type Entry = Pair;

/**
 * Puts names into the `status_map` of one connection; everything else in the file stays.
 *
 * Shape:  null when the file has a form in which this cannot be done safely, such as an alias, or
 *         `ticket_system` without a name. What is given back has been parsed again: it holds these
 *         names, and nothing else means anything else than before.
 */
export function writeStatusMap(text: string, system: SystemConfig, names: Names): Splice[] | null {
  const { root } = readTree(text);
  if (root === null) return null;
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const own = mapAt(mapAt(root, "ticket_systems"), system.name);
  const splices =
    own === null ? addConnection(text, root, system, names) : fillConnection(text, own, names);
  if (splices === null) return null;
  const written = splices.map((one) => ({ ...one, text: one.text.replaceAll("\n", eol) }));
  return hasOnlyThat(text, applySplices(text, written), system, names) ? written : null;
}

/** The line that names a connection, from 1; the simple forms have one of their own. */
export function lineOfSystem(text: string, system: SystemConfig): number {
  const { root, lines } = readTree(text);
  const entry =
    entryAt(mapAt(root, "ticket_systems"), system.name) ??
    entryAt(mapAt(root, "sync"), "system") ??
    entryAt(root, "ticket_system");
  const offset = entry === undefined ? null : startOf(entry);
  return offset === null ? 1 : Math.max(1, lines.linePos(offset).line);
}

function fillConnection(text: string, own: YAMLMap, names: Names): Splice[] | null {
  const map = mapAt(own, "status_map");
  if (map !== null) return fillMap(text, mapAt(map, "forward") ?? map, names);
  // Below what is said in one line, such as the project, and above what takes several.
  const last = own.items.findLast(({ value }) => isOneLine(text, value)) ?? entryAt(own, "system");
  const end = last === undefined ? null : endOf(last.value);
  const start = last === undefined ? null : startOf(last);
  if (start === null || end === null || entryAt(own, "status_map") !== undefined) return null;
  if (own.flow === true) {
    const pairs = [...names].map(([state, name]) => `${state}: ${JSON.stringify(name)}`);
    return [{ start: end, end, text: `, status_map: { ${pairs.join(", ")} }` }];
  }
  const at = endOfLine(text, end);
  return [{ start: at, end: at, text: `\n${block(names, indentAt(text, start)).trimEnd()}` }];
}

/** Changes the names that are there and puts the others before the first. */
function fillMap(text: string, map: YAMLMap, names: Names): Splice[] | null {
  const [first] = map.items;
  const start = first === undefined ? null : startOf(first);
  if (start === null) return null;
  const splices: Splice[] = [];
  let added = "";
  for (const [state, name] of names) {
    const entry = entryAt(map, state);
    const quoted = JSON.stringify(name);
    if (entry === undefined) {
      const separator = map.flow === true ? ", " : `\n${indentAt(text, start)}`;
      added += `${state}: ${quoted}${separator}`;
      continue;
    }
    const range = isScalar(entry.value) ? entry.value.range : null;
    if (range == null || range[0] === range[1]) return null;
    splices.push({ start: range[0], end: range[1], text: quoted });
  }
  return added === "" ? splices : [{ start, end: start, text: added }, ...splices];
}

/** A simple form has no place for a map: the connection gets a name, and the form refers to it. */
function addConnection(
  text: string,
  root: YAMLMap,
  system: SystemConfig,
  names: Names,
): Splice[] | null {
  if (entryAt(root, "ticket_systems") !== undefined || root.flow === true) return null;
  const project = system.project === null ? "" : `    project: ${JSON.stringify(system.project)}\n`;
  const head = `ticket_systems:\n  ${system.name}:\n    system: ${system.system}\n${project}`;
  const gap = text === "" || text.endsWith("\n") ? "" : "\n";
  return [{ start: text.length, end: text.length, text: gap + head + block(names, "    ") }];
}

function block(names: Names, indent: string): string {
  const lines = [...names].map(([state, name]) => `${indent}  ${state}: ${JSON.stringify(name)}\n`);
  return `${indent}status_map:\n${lines.join("")}`;
}

function hasOnlyThat(before: string, after: string, system: SystemConfig, names: Names): boolean {
  const [old, fresh] = [parseConfig(before, "CANON.yaml"), parseConfig(after, "CANON.yaml")];
  const now = fresh.config.systems.get(system.name);
  if (fresh.broken || now === undefined) return false;
  const holdsThem = [...names].every(([state, name]) => now.statusMap.forward.get(state) === name);
  return holdsThem && meaning(old.config, system.name) === meaning(fresh.config, system.name);
}

/** A configuration as text, without the statuses that one connection writes. */
function meaning(config: object, name: string): string {
  return JSON.stringify(config, (key, value: unknown) => {
    if (key === "forward" && value instanceof Map) return undefined;
    if (!(value instanceof Map)) return value;
    return [...value].map(([each, inner]: [unknown, unknown]) => {
      if (each === name || typeof inner !== "object" || inner === null) return [each, inner];
      // The maps of all other connections count whole.
      const map = (inner as Partial<SystemConfig>).statusMap;
      return [each, inner, map === undefined ? null : [...map.forward]];
    });
  });
}

function readTree(text: string): { root: YAMLMap | null; lines: LineCounter } {
  const lines = new LineCounter();
  const document = parseDocument(text, { uniqueKeys: false, lineCounter: lines });
  const { contents } = document;
  return { root: document.errors.length === 0 && isMap(contents) ? contents : null, lines };
}

function entryAt(map: YAMLMap | null, key: string): Entry | undefined {
  // Of repeated keys the last one counts.
  return map?.items.findLast((each) => isScalar(each.key) && String(each.key.value) === key);
}

function mapAt(map: YAMLMap | null, key: string): YAMLMap | null {
  const value = entryAt(map, key)?.value;
  return isMap(value) ? value : null;
}

function startOf(entry: Entry): number | null {
  return isScalar(entry.key) ? (entry.key.range?.[0] ?? null) : null;
}

function endOf(value: unknown): number | null {
  return isScalar(value) ? (value.range?.[1] ?? null) : null;
}

function isOneLine(text: string, value: unknown): boolean {
  const range = isScalar(value) ? value.range : null;
  return range != null && !text.slice(range[0], range[1]).includes("\n");
}

function indentAt(text: string, offset: number): string {
  const before = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  return before.replace(/[^ ]/g, " ");
}

function endOfLine(text: string, offset: number): number {
  const end = /\r?\n|$/.exec(text.slice(offset));
  return offset + (end?.index ?? 0);
}
