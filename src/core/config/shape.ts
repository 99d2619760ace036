import type { TextForm } from "./text-forms.ts";

/** What a key is for, as the editor and the documentation show it. */
interface Described {
  readonly description: string;
  /** What holds when the key is absent, where that is a plain value. */
  readonly default?: string | boolean | readonly string[];
}

export interface TextShape extends Described {
  readonly kind: "text";
  readonly form?: TextForm;
}

/** One of a few words. `aliases` are other spellings and the words they stand for. */
export interface WordShape extends Described {
  readonly kind: "word";
  readonly words: readonly string[];
  readonly aliases?: ReadonlyMap<string, string>;
}

/** `orWord` is the one word allowed besides; `spelled` accepts texts such as `"yes"` as well. */
export interface BooleanShape extends Described {
  readonly kind: "boolean";
  readonly orWord?: string;
  readonly spelled?: boolean;
}

export interface ListShape extends Described {
  readonly kind: "list";
  readonly of: Shape;
  readonly notEmpty?: boolean;
}

/** A mapping whose names are free. */
export interface MapShape extends Described {
  readonly kind: "map";
  readonly of: Shape;
}

/**
 * A mapping with known keys.
 *
 * `strict` makes an unknown or empty key an error: a rule or map that was understood by half would
 * send tickets to the wrong place.
 */
export interface RecordShape extends Described {
  readonly kind: "record";
  readonly keys: ReadonlyMap<string, Shape>;
  readonly required?: readonly string[];
  readonly strict?: boolean;
  readonly notEmpty?: boolean;
  /** The key may stand there without a value, and then changes nothing. */
  readonly mayBeEmpty?: boolean;
}

/** A key that the public Canon program documents and this one does not use. */
export interface UnusedShape extends Described {
  readonly kind: "unused";
}

export type Shape =
  TextShape | WordShape | BooleanShape | ListShape | MapShape | RecordShape | UnusedShape;

/** Makes the keys of a record from an object literal. */
export function keys(shapes: Readonly<Record<string, Shape>>): ReadonlyMap<string, Shape> {
  return new Map(Object.entries(shapes));
}

/** The full path of the first key of this name; null when no mapping has one. */
export function findKey(name: string, shape: Shape, path = ""): string | null {
  if (shape.kind === "list") return findKey(name, shape.of, `${path}[]`);
  if (shape.kind === "map") return findKey(name, shape.of, `${path}.<name>`);
  if (shape.kind !== "record") return null;
  const prefix = path === "" ? "" : `${path}.`;
  if (shape.keys.has(name)) return prefix + name;
  for (const [key, inner] of shape.keys) {
    const found = findKey(name, inner, prefix + key);
    if (found !== null) return found;
  }
  return null;
}
