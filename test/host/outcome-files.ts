import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { HostTrouble, say } from "./host-trouble.ts";
import { locations } from "./locations.ts";
import { writeOutcome, type TestOutcome } from "./test-outcome.ts";

/** Where the result of a suite is left for whoever asked for the run. */
export function outcomeFile(suite: string): string {
  return join(locations.results, `${suite}.json`);
}

/** An old result must not pass for a new one when a run breaks off. */
export async function forgetOutcome(suite: string): Promise<void> {
  await rm(outcomeFile(suite), { force: true });
}

/** Reads the result that a finished run left, and prints its counts. */
export async function readOutcome(suite: string): Promise<TestOutcome> {
  try {
    return JSON.parse(await readFile(outcomeFile(suite), "utf8")) as TestOutcome;
  } catch {
    throw new HostTrouble(
      `The window closed before ${suite} had a result. Its console is in ${locations.logs}.`,
    );
  }
}

/** Leaves one result for several runs of the same suite. */
export async function writeSum(suite: string, runs: readonly TestOutcome[]): Promise<void> {
  const sum = (pick: (outcome: TestOutcome) => number): number =>
    runs.reduce((total, outcome) => total + pick(outcome), 0);
  await writeOutcome(outcomeFile(suite), {
    suite,
    passed: sum(({ passed }) => passed),
    failed: sum(({ failed }) => failed),
    skipped: sum(({ skipped }) => skipped),
    failures: runs.flatMap(({ failures }) => failures),
  });
}

/** Prints the counts of one run. */
export function sayCounts(outcome: TestOutcome): void {
  say(`  ${outcome.passed} passed, ${outcome.failed} failed, ${outcome.skipped} skipped`);
}

/** A suite without a single test is a mistake, not a success. */
export function isGood(outcome: TestOutcome): boolean {
  return outcome.failed === 0 && outcome.passed > 0;
}
