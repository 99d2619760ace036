import { glob } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runMocha } from "../host/run-mocha.ts";
import { writeOutcome } from "../host/test-outcome.ts";
import { VOICE } from "../host/voice.ts";

/**
 * Runs bundled tests beside this file inside the extension host, whichever host that is: those for
 * any window on a folder, or those for the one of a special kind that the environment names.
 */
export async function run(): Promise<void> {
  const folder = dirname(fileURLToPath(import.meta.url));
  const kind = process.env["CANON_TEST_WINDOW"];
  const pattern = kind === undefined ? "*.test.mjs" : `windows/${kind}.test.mjs`;
  const names = await Array.fromAsync(glob(pattern, { cwd: folder }));
  const outcome = await runMocha({
    suite: process.env["CANON_TEST_SUITE"] ?? "integration",
    files: names.sort().map((name) => join(folder, name)),
    timeoutMs: 30_000,
    print: (line) => {
      console.log(`${VOICE}${line}`);
    },
    only: process.env["CANON_TEST_ONLY"],
  });
  const result = process.env["CANON_TEST_RESULT"];
  if (result !== undefined) await writeOutcome(result, outcome);
  if (outcome.failed > 0) throw new Error(`${outcome.failed} tests failed.`);
}
