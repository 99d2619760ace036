import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { rootUri } from "./window.ts";

/** Files below the workspace and below the editor's own data that hold a text, as they stand now. */
export async function filesThatHold(text: string): Promise<string[]> {
  const found: string[] = [];
  for (const folder of [rootUri().fsPath, ...dataFolders()]) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((each) => each.isFile())) {
      const path = join(entry.parentPath, entry.name);
      const bytes = await readFile(path).catch(() => undefined);
      if (bytes?.includes(text) === true) found.push(path);
    }
  }
  return found;
}

/** Settings, states and logs of the window; the start of the window names a place among them. */
function dataFolders(): string[] {
  const place = process.env["GH_CONFIG_DIR"];
  return place === undefined ? [] : [dirname(place)];
}
