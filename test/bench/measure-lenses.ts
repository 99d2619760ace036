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
    extensions: [locations.project],
    entry: join(bundles, "in-host.mjs"),
    env: { CANON_BENCH_RESULT: result },
    timeoutMs: 180_000,
  });
  if (code !== 0) {
    throw new HostTrouble(`The window ended with ${code}. Its console is in ${locations.logs}.`);
  }
  const [short, full] = JSON.parse(await readFile(result, "utf8")) as LensSamples[];
  if (short === undefined || full === undefined) throw new HostTrouble("No samples came back.");
  const describe = (one: LensSamples): string =>
    `${milliseconds(percentile(one.totalMs, 0.5))} / ${milliseconds(percentile(one.totalMs, 0.95))}`;
  return [
    atMost({
      metric: "lenses of 1,000 sections after a keystroke, p95",
      value: percentile(short.totalMs, 0.95),
      limit: 8,
      show: milliseconds,
    }),
    forComparison(`  median / p95, short sections, ${kilobytes(short.bytes)}`, describe(short)),
    forComparison(`  median / p95, long sections, ${kilobytes(full.bytes)}`, describe(full)),
  ];
}
