import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { nearestUpward } from "./find-root.ts";

interface OwnPackage {
  readonly version: string;
  readonly engines: { readonly node: string };
}

/** Canon's own `package.json`, which lies above the built file and above the sources alike. */
export function ownPackage(): OwnPackage {
  const folder = nearestUpward(dirname(fileURLToPath(import.meta.url)), "package.json");
  if (folder === undefined) throw new Error("Canon's own package.json is missing.");
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as OwnPackage;
}
