export type Scalar = string | number | boolean | null;

/** A value with the line it stands on. Units: lines count from 1. */
export type Located = LocatedScalar | LocatedList | LocatedMap;

export interface LocatedScalar {
  readonly kind: "scalar";
  readonly line: number;
  readonly value: Scalar;
}

export interface LocatedList {
  readonly kind: "list";
  readonly line: number;
  readonly items: readonly Located[];
}

/** Names are kept in a `Map`, so that `__proto__` is a name like any other. */
export interface LocatedMap {
  readonly kind: "map";
  readonly line: number;
  readonly entries: ReadonlyMap<string, LocatedEntry>;
}

/** `line` is the line of the key. */
export interface LocatedEntry {
  readonly line: number;
  readonly value: Located;
}

/** The text under a key; null when the key is absent or holds something else. */
export function textAt(map: LocatedMap | null, key: string): string | null {
  const value = map?.entries.get(key)?.value;
  return value?.kind === "scalar" && typeof value.value === "string" ? value.value : null;
}

/** The truth value under a key; null when the key is absent or holds something else. */
export function booleanAt(map: LocatedMap | null, key: string): boolean | null {
  const value = map?.entries.get(key)?.value;
  return value?.kind === "scalar" && typeof value.value === "boolean" ? value.value : null;
}

/** The mapping under a key; null when the key is absent or holds something else. */
export function mapAt(map: LocatedMap | null, key: string): LocatedMap | null {
  const value = map?.entries.get(key)?.value;
  return value?.kind === "map" ? value : null;
}

/** The items under a key; null when the key is absent or holds something else. */
export function itemsAt(map: LocatedMap | null, key: string): readonly Located[] | null {
  const value = map?.entries.get(key)?.value;
  return value?.kind === "list" ? value.items : null;
}

/** The texts of a list under a key; null when the key is absent or holds something else. */
export function textsAt(map: LocatedMap | null, key: string): readonly string[] | null {
  const items = itemsAt(map, key);
  if (items === null) return null;
  return items.flatMap((item) =>
    item.kind === "scalar" && typeof item.value === "string" ? [item.value] : [],
  );
}

/** The line of a key, or of the mapping itself when it has no such key. */
export function lineAt(map: LocatedMap, key: string): number {
  return map.entries.get(key)?.line ?? map.line;
}

/** A number is taken as it is written; truth values were words before YAML read them. */
export function scalarText(value: Located): string | null {
  if (value.kind !== "scalar") return null;
  if (typeof value.value === "number") return String(value.value);
  return typeof value.value === "string" ? value.value : null;
}

/** The texts of a list; null for anything but a list of texts. */
export function listTexts(value: Located): string[] | null {
  if (value.kind !== "list") return null;
  const texts = value.items.map(scalarText);
  return texts.every((text) => text !== null) ? texts : null;
}
