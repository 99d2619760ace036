import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { buildExtension, bundleForHost } from "../host/build-extension.ts";
import { HostTrouble } from "../host/host-trouble.ts";
import { locations } from "../host/locations.ts";
import { prepareCodeServer } from "../host/prepare-code-server.ts";
import { runInHost } from "../host/run-in-host.ts";
import { makeTemporaryFolder, writeFiles } from "../host/temporary-folder.ts";
import { atMost, forComparison, kilobytes, milliseconds, type Row } from "./row.ts";
import { median, percentile } from "./statistics.ts";
import type { TypingSamples } from "./typing-in-host.ts";

const TICKETS = 1000;
const STATES = ["todo", "in_progress", "done"];

/** What Canon does in the extension host for one keystroke, pauses included, with everything on. */
export async function measureTyping(): Promise<Row[]> {
  await buildExtension();
  const bundles = await bundleForHost("bench", ["typing-in-host.ts"]);
  const workspace = await makeTemporaryFolder("typing");
  await writeFiles(workspace.path, {
    "CANON.yaml": "version: 1\nsync:\n  system: local\n",
    ...tickets(),
    ...evidenceFiles(),
  });
  const result = join(workspace.path, "samples.json");
  await mkdir(locations.logs, { recursive: true });
  const code = await runInHost({
    name: "bench-typing",
    vscode: await prepareCodeServer(),
    trust: "trusted",
    workspace: workspace.path,
    extension: locations.project,
    entry: join(bundles, "typing-in-host.mjs"),
    env: { CANON_BENCH_RESULT: result },
    timeoutMs: 400_000,
  });
  if (code !== 0) {
    throw new HostTrouble(`The window ended with ${code}. Its console is in ${locations.logs}.`);
  }
  const all = JSON.parse(await readFile(result, "utf8")) as TypingSamples[];
  const [short, full] = all;
  if (short === undefined || full === undefined) throw new HostTrouble("No samples came back.");
  return [
    atMost({
      metric: "typing in 1,000 sections, everything on, p95 of a letter",
      value: percentile(short.inWordsMs, 0.95),
      limit: 8,
      show: milliseconds,
    }),
    ...all.flatMap(({ bytes, inWordsMs, aloneMs }) => [
      forComparison(`  ${kilobytes(bytes)}, typed in words: median, p95`, both(inWordsMs)),
      forComparison(`  ${kilobytes(bytes)}, a pause after each letter`, both(aloneMs)),
    ]),
  ];
}

function both(samples: readonly number[]): string {
  return `${milliseconds(median(samples))}, ${milliseconds(percentile(samples, 0.95))}`;
}

/** Every tenth says something else than its section. */
function tickets(): Record<string, string> {
  const keys = Array.from({ length: TICKETS }, (_, index) => index + 1);
  return Object.fromEntries(
    keys.map((key) => [
      `.canon/tickets/LOCAL-${key}.md`,
      `---\ntitle: Keeping record ${key}\nstatus: ${STATES[(key - (key % 10 === 0 ? 0 : 1)) % STATES.length]}\n---\nWhat to do.\n`,
    ]),
  );
}

function evidenceFiles(): Record<string, string> {
  const names = Array.from({ length: TICKETS }, (_, index) => `src/part-${index}.ts`);
  return Object.fromEntries(names.map((name) => [name, "export const part = 1;\n"]));
}
