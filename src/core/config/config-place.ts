import {
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseDocument,
  visit,
  type Document,
  type Node,
} from "yaml";
import { CONFIG_SHAPE } from "./config-shape.ts";
import type { Shape } from "./shape.ts";

/** The names from the root to a value; a number is a place in a list. */
export type ConfigPath = readonly (number | string)[];

/** Names that a mapping may have. `isNamed` says that a colon follows the place already. */
export interface ConfigKeys {
  readonly kind: "key";
  readonly keys: ReadonlyMap<string, Shape>;
  readonly isNamed: boolean;
}

/** What may stand for a value; the path tells what it is for. */
export interface ConfigValue {
  readonly kind: "value";
  readonly path: ConfigPath;
  readonly shape: Shape;
}

/** What is being typed. Units: `start` up to `end` are offsets of it in the text. */
export type ConfigPlace = (ConfigKeys | ConfigValue) & Stretch;

interface Stretch {
  readonly start: number;
  readonly end: number;
}

const MARK = "canonCursorMark";
const MAX_LENGTH = 64 * 1024;

/**
 * Tells what is being typed in `CANON.yaml`, however much of it is there yet.
 *
 * Shape:  undefined in comments, and where the configuration knows nothing to write.
 * Errors: none: a word is put at the cursor, and what a tolerant reader makes of the whole tells
 *         where that word stands.
 */
export function configPlace(text: string, offset: number): ConfigPlace | undefined {
  if (text.length > MAX_LENGTH || isInComment(text, offset)) return undefined;
  const word = wordAround(text, offset);
  const isAlone = standsAlone(text, word);
  // Without its colon, a word alone on a line would be read together with the next one.
  const gap = text.charAt(word.start - 1) === ":" ? " " : "";
  const marked = `${text.slice(0, word.start)}${gap}${MARK}${isAlone ? ":" : ""}${text.slice(word.end)}`;
  const trail = findNode(read(marked), (node) => String(node.value).includes(MARK));
  if (trail === undefined) return undefined;
  const path = pathOf(trail);
  const holder = trail.at(-2);
  const isKey = isPair(holder) && holder.key === trail.at(-1);
  const present = isKey ? namesIn(trail.at(-3)) : new Set<string>();
  const inside = isKey ? path.slice(0, -1) : path;
  const shape = shapeAt(inside);
  if (shape === undefined || shape.kind === "map") return undefined;
  if (shape.kind !== "record") {
    // What was taken for a name because it is alone on its line is a value here.
    return isKey && !isAlone ? undefined : { kind: "value", path: inside, shape, ...word };
  }
  // Names of a mapping begin on a line of their own.
  if (!isKey) return undefined;
  const isNamed = /^[ \t]*:(?:\s|$)/.test(text.slice(word.end));
  return { kind: "key", keys: missing(shape.keys, present), isNamed, ...word };
}

/** The name or value that an offset lies on, with what the configuration knows of it. */
export function configAt(
  text: string,
  offset: number,
): ({ readonly path: ConfigPath; readonly shape: Shape } & Stretch) | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const trail = findNode(read(text), ({ range }) => {
    const [from, to] = range ?? [0, 0];
    return from <= offset && offset < to;
  });
  const node = trail?.at(-1);
  if (trail === undefined || !isScalar(node)) return undefined;
  const path = pathOf(trail);
  const shape = shapeAt(path);
  const [start, end] = node.range ?? [offset, offset];
  return shape === undefined ? undefined : { path, shape, start, end };
}

/** The names of the connections in a configuration that may be half typed. */
export function connectionNames(text: string): string[] {
  if (text.length > MAX_LENGTH) return [];
  const root = read(text).contents;
  return isMap(root) ? [...namesIn(root.get("ticket_systems", true))] : [];
}

/** What stands at a path; undefined where the configuration knows nothing of the kind. */
function shapeAt(path: ConfigPath): Shape | undefined {
  let shape: Shape | undefined = CONFIG_SHAPE;
  for (const step of path) {
    if (shape?.kind === "list") shape = typeof step === "number" ? shape.of : undefined;
    else if (shape?.kind === "map") shape = shape.of;
    else shape = shape?.kind === "record" ? shape.keys.get(String(step)) : undefined;
  }
  return shape;
}

function read(text: string): Document.Parsed {
  const quiet = { prettyErrors: false, uniqueKeys: false, logLevel: "silent" } as const;
  return parseDocument(text, { version: "1.1", ...quiet });
}

/** The first scalar that is looked for, behind all that it stands in. */
function findNode(
  document: Document.Parsed,
  isWanted: (node: { readonly value: unknown; readonly range?: Node["range"] }) => boolean,
): readonly unknown[] | undefined {
  let trail: readonly unknown[] | undefined;
  visit(document, {
    Scalar(_, node, ancestors) {
      if (!isWanted(node)) return undefined;
      trail = [...ancestors, node];
      return visit.BREAK;
    },
  });
  return trail;
}

function pathOf(trail: readonly unknown[]): (number | string)[] {
  return trail.flatMap((node, depth): (number | string)[] => {
    if (isSeq(node)) return [node.items.indexOf(trail[depth + 1])];
    return isPair(node) && isScalar(node.key) ? [String(node.key.value)] : [];
  });
}

function namesIn(node: unknown): Set<string> {
  if (!isMap(node)) return new Set();
  return new Set(node.items.flatMap(({ key }) => (isScalar(key) ? [String(key.value)] : [])));
}

/** Names that mean nothing to Canon are read, and never offered. */
function missing(
  keys: ReadonlyMap<string, Shape>,
  present: ReadonlySet<string>,
): ReadonlyMap<string, Shape> {
  return new Map([...keys].filter(([key, { kind }]) => kind !== "unused" && !present.has(key)));
}

function wordAround(text: string, offset: number): Stretch {
  const before = /[^\s:,[\]{}"'#]*$/.exec(text.slice(0, offset))?.[0].length ?? 0;
  const after = /^[^\s:,[\]{}"'#]*/.exec(text.slice(offset))?.[0].length ?? 0;
  return { start: offset - before, end: offset + after };
}

function standsAlone(text: string, { start, end }: Stretch): boolean {
  const before = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  return /^\s*(?:-\s+)*$/.test(before) && /^[ \t]*(?:\r?\n|$)/.test(text.slice(end));
}

function isInComment(text: string, offset: number): boolean {
  const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  return /(?:^|\s)#/.test(line);
}
