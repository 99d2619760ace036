// Runs the suites, all of them or the named ones, and sums them up:
//
//   node test/run/test.ts [SUITE…] [mocha options]
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "../../esbuild.mjs";
import { packageExtension, VSIX } from "./package.ts";
import { project, runNode } from "./run-command.ts";
import { SUITES, type Suite } from "./suites.ts";

interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface Row extends Outcome {
  readonly name: string;
  readonly seconds: number;
}

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const firstOption = args.findIndex((arg) => arg.startsWith("-"));
  const names = firstOption < 0 ? args : args.slice(0, firstOption);
  const options = firstOption < 0 ? [] : args.slice(firstOption);
  const unknown = names.filter((name) => !SUITES.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    console.error(`There is no suite called ${unknown.join(", ")}. The suites: ${known()}.`);
    return 2;
  }
  const chosen = SUITES.filter((suite) => names.length === 0 || names.includes(suite.name));
  await prepare(chosen);
  const rows: Row[] = [];
  for (const suite of chosen) {
    rows.push(await runSuite(suite, options));
  }
  return sumUp(rows);
}

function known(): string {
  return SUITES.map((suite) => suite.name).join(", ");
}

async function prepare(suites: readonly Suite[]): Promise<void> {
  const needs = new Set(suites.map((suite) => suite.needs));
  if (needs.has("package")) {
    headline("Package");
    console.log(`  ${await packageExtension()}`);
  }
  if (needs.has("build") || needs.has("package")) {
    headline("Build");
    await build();
  }
}

async function runSuite(suite: Suite, options: readonly string[]): Promise<Row> {
  headline(suite.headline);
  const file = join(project, "out", "results", `${suite.name}.json`);
  rmSync(file, { force: true });
  const startedAt = performance.now();
  const { code } = await runNode(suite.command(file, options), "at once", { CANON_VSIX: VSIX });
  const seconds = (performance.now() - startedAt) / 1000;
  return { name: suite.name, seconds, ...judge(suite, code, readOutcome(file)) };
}

/** A run that broke off, or ended badly without naming a failed test, is one failure. */
function judge(suite: Suite, code: number, outcome: Outcome | undefined): Outcome {
  if (outcome === undefined) {
    console.log(`  FAIL  ${suite.name} ended with ${code} and left no result.`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  if (code !== 0 && outcome.failed === 0) {
    console.log(`  FAIL  ${suite.name} ended with ${code} although no test failed.`);
    return { ...outcome, failed: 1 };
  }
  return outcome;
}

function readOutcome(file: string): Outcome | undefined {
  if (!existsSync(file)) {
    return undefined;
  }
  const { passed, failed, skipped } = JSON.parse(readFileSync(file, "utf8")) as Outcome;
  return { passed, failed, skipped };
}

function sumUp(rows: readonly Row[]): number {
  const sum = (pick: (row: Row) => number): number => rows.reduce((all, row) => all + pick(row), 0);
  const failed = sum((row) => row.failed);
  headline("Summary");
  console.log(cells("suite", "passed", "failed", "skipped", "seconds"));
  for (const row of rows) {
    const { name, passed, skipped, seconds } = row;
    console.log(cells(name, passed, row.failed, skipped, seconds.toFixed(1)));
  }
  console.log("");
  console.log(
    `${sum((row) => row.passed)} passed, ${failed} failed, ${sum((row) => row.skipped)} skipped`,
  );
  return failed > 0 ? 1 : 0;
}

function cells(name: string, ...values: readonly (string | number)[]): string {
  return `  ${name.padEnd(14)}${values.map((value) => String(value).padStart(9)).join("")}`;
}

function headline(text: string): void {
  console.log(`\n${text}`);
}
