import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { buildExtension, preparePackage } from "../host/build-extension.ts";
import { locations } from "../host/locations.ts";
import { atMost, kilobytes, type Row } from "./row.ts";

interface Metafile {
  readonly outputs: Readonly<
    Record<
      string,
      { readonly bytes: number; readonly imports: readonly { path: string; kind: string }[] }
    >
  >;
}

/** What activation loads, what the first spec loads besides, and the size of the package. */
export async function measurePackage(): Promise<Row[]> {
  await buildExtension();
  const metafile = JSON.parse(
    await readFile(join(locations.project, "out", "meta", "extension.json"), "utf8"),
  ) as Metafile;
  const vsix = await stat(await preparePackage());
  return [
    atMost({
      metric: "bytes that activation loads",
      value: bytesLoadedAtStart(metafile, "dist/extension.js"),
      limit: 150_000,
      show: kilobytes,
    }),
    atMost({ metric: "size of the VSIX", value: vsix.size, limit: 900_000, show: kilobytes }),
  ];
}

/** The entry and everything that it imports before anything is asked of it. */
function bytesLoadedAtStart(metafile: Metafile, entry: string): number {
  const loaded = new Set<string>();
  const visit = (path: string): void => {
    const output = metafile.outputs[path];
    if (output === undefined || loaded.has(path)) return;
    loaded.add(path);
    for (const { path: next, kind } of output.imports) {
      if (kind === "import-statement" || kind === "require-call") visit(next);
    }
  };
  visit(entry);
  if (loaded.size === 0) throw new Error(`${entry} is not in the build.`);
  return [...loaded].reduce((sum, path) => sum + (metafile.outputs[path]?.bytes ?? 0), 0);
}
