import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { buildExtension, bundleForHost } from "../host/build-extension.ts";
import { HostTrouble } from "../host/host-trouble.ts";
import { locations } from "../host/locations.ts";
import { prepareCodeServer } from "../host/prepare-code-server.ts";
import { runInHost } from "../host/run-in-host.ts";
import { makeTemporaryFolder, writeFiles } from "../host/temporary-folder.ts";
import type { LensSamples } from "./in-host.ts";
import { atMost, forComparison, kilobytes, milliseconds, type Row } from "./row.ts";
import { percentile } from "./statistics.ts";

/** How long the lenses of a 1,000-section spec take after a keystroke, inside the extension host. */
export async function measureLenses(): Promise<Row[]> {
  await buildExtension();
  const bundles = await bundleForHost("bench", ["in-host.ts"]);
  const workspace = await makeTemporaryFolder("bench");
  await writeFiles(workspace.path, { "README.txt": "Nothing here starts Canon.\n" });
  const result = join(workspace.path, "samples.json");
  await mkdir(locations.logs, { recursive: true });
  const code = await runInHost({
    name: "bench-lenses",
    vscode: await prepareCodeServer(),
    trust: "trusted",
    workspace: workspace.path,
    extension: locations.project,
    entry: join(bundles, "in-host.mjs"),
    env: { CANON_BENCH_RESULT: result },
    timeoutMs: 180_000,
  });
  if (code !== 0) {
    throw new HostTrouble(`The window ended with ${code}. Its console is in ${locations.logs}.`);
  }
  const [short, full] = JSON.parse(await readFile(result, "utf8")) as LensSamples[];
  if (short === undefined || full === undefined) throw new HostTrouble("No samples came back.");
  return [
    lensRow("lenses of 1,000 sections, p95 after a letter in the text", short.inTextMs),
    lensRow("lenses of 1,000 sections, p95 after a letter in a heading", short.inHeadingMs),
    forComparison(`  the same spec, ${kilobytes(short.bytes)}, in text / heading`, both(short)),
    forComparison(`  with long sections, ${kilobytes(full.bytes)}`, both(full)),
  ];
}

function lensRow(metric: string, samples: readonly number[]): Row {
  return atMost({ metric, value: percentile(samples, 0.95), limit: 8, show: milliseconds });
}

function both(samples: LensSamples): string {
  const p95 = (times: readonly number[]): string => milliseconds(percentile(times, 0.95));
  return `${p95(samples.inTextMs)} / ${p95(samples.inHeadingMs)}`;
}
