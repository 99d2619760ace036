import { parseTicketId, type SystemName } from "../model/ticket-ref.ts";

/**
 * The part of a Canon comment that is being typed.
 *
 * `word` is the kind of the comment, `id` the name in a status comment, `field` what follows it.
 */
export type PartName =
  | { readonly kind: "word" }
  | { readonly kind: "system" }
  | { readonly kind: "key"; readonly system: SystemName }
  | { readonly kind: "id" }
  | { readonly kind: "field" }
  | { readonly kind: "state" }
  | { readonly kind: "blocker" }
  | { readonly kind: "source" }
  | { readonly kind: "path" }
  | { readonly kind: "lines"; readonly path: string }
  | { readonly kind: "delta" };

/**
 * Where something is being typed, and what an offer may replace.
 *
 * Units: columns in UTF-16 units from 0; `open` is that of `<!--`, and `start` up to `end` is what an
 *        offer stands for, the cursor included.
 */
export interface TypedPart {
  readonly name: PartName;
  readonly open: number;
  readonly start: number;
  readonly end: number;
  /** What stands from `start` to the cursor. */
  readonly typed: string;
  /** A `-->` on the same line ends the comment already. */
  readonly isClosed: boolean;
  /** More of the comment stands behind `end`. */
  readonly isFollowed: boolean;
  /** What must follow an offer so that the comment reads well and ends. */
  readonly closing: string;
}

/** Nobody types a comment of this length; an evidence path is shorter as well. */
const MAX_COLUMN = 4000;

/**
 * Tells what is being typed at a place in a line; undefined outside a comment that may be Canon's.
 *
 * Shape:  looks at the one line only. Whether a comment may stand there at all is for
 *         `mayHoldComment` to say.
 */
export function typedPart(line: string, column: number): TypedPart | undefined {
  const open = openBefore(line, column);
  if (open === undefined) return undefined;
  const before = line.slice(open + 4, column);
  const named = nameIn(before);
  if (named === undefined) return undefined;
  const { name, typed } = named;
  const close = closeBehind(line, column);
  const end = column + restOf(name, typed, line.slice(column, close ?? line.length));
  return {
    ...{ name, open, start: column - typed.length, typed },
    ...ending(line, end, close),
  };
}

function openBefore(line: string, column: number): number | undefined {
  if (column > MAX_COLUMN || column > line.length) return undefined;
  const open = line.lastIndexOf("<!--", column - 4);
  if (open < 0 || open + 4 > column) return undefined;
  return line.slice(open + 2, column).includes("-->") ? undefined : open;
}

/** The end of the comment; one that begins before it is not inside this comment. */
function closeBehind(line: string, column: number): number | undefined {
  const close = line.indexOf("-->", column);
  const next = line.indexOf("<!--", column);
  return close < 0 || (next >= 0 && next < close) ? undefined : close;
}

function nameIn(before: string): Pick<TypedPart, "name" | "typed"> | undefined {
  const [, first] = /^\s*(\S*)$/.exec(before) ?? [];
  if (first !== undefined) return inFirstWord(first);
  const [, id, field] =
    /^\s*(?:canon|specwright):(?:system|section):(\S+)\s+(\S*)$/.exec(before) ?? [];
  if (id !== undefined && field !== undefined) return inStatus(field);
  const evidence = /^\s*(?:canon|specwright):realized-in:\S+\s/.test(before);
  const last = /\S*$/.exec(before)?.[0] ?? "";
  return evidence && !last.startsWith("-") ? inEvidence(last) : undefined;
}

function inFirstWord(text: string): Pick<TypedPart, "name" | "typed"> | undefined {
  if (/^(?:[a-z]*|(?:canon|specwright):[a-z-]*)$/i.test(text)) {
    return { name: { kind: "word" }, typed: text };
  }
  const [, word, rest] =
    /^(?:canon|specwright):(system|section|ticket|shadow|realized-in|delta):([^<>]*)$/.exec(text) ??
    [];
  if (word === undefined || rest === undefined || /-->?$|--$/.test(rest)) return undefined;
  switch (word) {
    case "system":
    case "section":
      return { name: { kind: "id" }, typed: rest };
    case "realized-in":
      return { name: { kind: "source" }, typed: rest };
    case "delta":
      return { name: { kind: "delta" }, typed: rest };
    default:
      return inLink(rest);
  }
}

function inLink(rest: string): Pick<TypedPart, "name" | "typed"> | undefined {
  const colon = rest.indexOf(":");
  if (colon < 0) return { name: { kind: "system" }, typed: rest };
  const system = systemOf(rest.slice(0, colon));
  return system && { name: { kind: "key", system }, typed: rest.slice(colon + 1) };
}

/** The letters of a system's name count as in a whole comment. */
function systemOf(word: string): SystemName | undefined {
  return (parseTicketId(`${word}:1`) ?? parseTicketId(`${word}:A-1`))?.system;
}

function inStatus(field: string): Pick<TypedPart, "name" | "typed"> | undefined {
  const [, state] = /^status:(.*)$/.exec(field) ?? [];
  if (state === undefined) {
    return /^[a-z]*$/.test(field) ? { name: { kind: "field" }, typed: field } : undefined;
  }
  const [, key] = /^blocked:(.*)$/.exec(state) ?? [];
  if (key !== undefined) return { name: { kind: "blocker" }, typed: key };
  return /^\w*$/.test(state) ? { name: { kind: "state" }, typed: state } : undefined;
}

function inEvidence(token: string): Pick<TypedPart, "name" | "typed"> {
  const file = token.replace(/^file:/, "");
  const [, path, lines] = /^(.*):([L\d,-]*)$/.exec(file) ?? [];
  if (path !== undefined && path !== "" && lines !== undefined) {
    return { name: { kind: "lines", path }, typed: lines };
  }
  return { name: { kind: "path" }, typed: file };
}

/** How much of what stands behind the cursor is the rest of what is being typed. */
function restOf(name: PartName, typed: string, behind: string): number {
  const pattern = restPattern(name, typed);
  return pattern.exec(behind)?.[0].length ?? 0;
}

function restPattern({ kind }: PartName, typed: string): RegExp {
  switch (kind) {
    case "word":
      return typed.includes(":") ? /^[\w-]*:?/ : /^[\w-]*(?::[\w-]*:?)?/;
    case "system":
      return /^[\w-]*:?/;
    case "key":
      // The address belongs to the ticket that the key named.
      return /^[^\s<>]*(?:\s+url:[^\s<>]*)?/;
    case "field":
      return /^\w*:?/;
    case "path":
      return /^[^\s<>:]*/;
    default:
      return /^[^\s<>]*/;
  }
}

function ending(
  line: string,
  end: number,
  close: number | undefined,
): Pick<TypedPart, "closing" | "end" | "isClosed" | "isFollowed"> {
  if (close !== undefined) {
    const isFollowed = line.slice(end, close).trim() !== "";
    return { end, isClosed: true, isFollowed, closing: close === end ? " " : "" };
  }
  // The editor closes the first character of `<!--` with a bracket of its own.
  const isPaired = /^>\s*$/.test(line.slice(end));
  return { end: isPaired ? end + 1 : end, isClosed: false, isFollowed: false, closing: " -->" };
}
