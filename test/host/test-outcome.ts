import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/** What one suite gave, as `out/results/<suite>.json` holds it. */
export interface TestOutcome {
  readonly suite: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly { readonly title: string; readonly message: string }[];
}

export async function writeOutcome(path: string, outcome: TestOutcome): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${JSON.stringify(outcome, null, 2)}\n`);
}
