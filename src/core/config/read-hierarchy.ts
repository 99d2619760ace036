import type { Hierarchy } from "./config.ts";
import { booleanAt, type LocatedMap, mapAt, textAt } from "./located.ts";

const DEPTHS = [2, 3, 4, 5, 6];

/** Reads the `hierarchy` of a connection, flat or nested, with `auto_parent` inside or beside it. */
export function readHierarchy(connection: LocatedMap | null): Hierarchy {
  const map = mapAt(connection, "hierarchy");
  const nested = mapAt(map, "depth_to_type");
  const typeByDepth = new Map<number, string>();
  for (const depth of DEPTHS) {
    const type = textAt(nested, String(depth)) ?? textAt(map, String(depth));
    if (type !== null) typeByDepth.set(depth, type);
  }
  return {
    typeByDepth,
    defaultType: textAt(map, "default_type"),
    autoParent: booleanAt(map, "auto_parent") ?? booleanAt(connection, "auto_parent") ?? false,
  };
}
