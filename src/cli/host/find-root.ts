import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

const MARKERS = ["CANON.yaml", "SPECWRIGHT.yaml", ".git"];

/**
 * The workspace a folder belongs to: the nearest folder upward with a `CANON.yaml`, else with a
 * `SPECWRIGHT.yaml`, else with a `.git`, else the folder itself.
 */
export function findRoot(folder: string): string {
  for (const marker of MARKERS) {
    const found = nearestUpward(folder, marker);
    if (found !== undefined) return found;
  }
  return folder;
}

/** The nearest folder from `folder` upward that holds an entry called `name`. */
export function nearestUpward(folder: string, name: string): string | undefined {
  for (let current = folder; ; current = dirname(current)) {
    if (existsSync(join(current, name))) return current;
    if (dirname(current) === current) return undefined;
  }
}
