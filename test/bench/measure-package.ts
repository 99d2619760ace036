import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Metafile } from "esbuild";
import { filesLoadedAtStart } from "../../esbuild.mjs";
import { buildExtension, preparePackage } from "../host/build-extension.ts";
import { locations } from "../host/locations.ts";
import { atMost, kilobytes, type Row } from "./row.ts";

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
  const loaded = filesLoadedAtStart(metafile, entry);
  if (loaded.length === 0) throw new Error(`${entry} is not in the build.`);
  return loaded.reduce((sum, { bytes }) => sum + bytes, 0);
}
