import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import Mocha from "mocha";

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

/**
 * Prints one line for each outermost suite and the failures in full at the end.
 *
 * With `--reporter-option file=…` it also leaves the counts there, for the sum over all runs.
 */
export default class Reporter extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const tallies = new Map<string, Tally>();
    const count = (test: Mocha.Test, outcome: keyof Tally): void => {
      const title = outermost(test);
      const tally = tallies.get(title) ?? { passed: 0, failed: 0, skipped: 0 };
      tally[outcome] += 1;
      tallies.set(title, tally);
    };
    runner.on("pass", (test) => count(test, "passed"));
    runner.on("fail", (test) => count(test, "failed"));
    runner.on("pending", (test) => count(test, "skipped"));
    runner.on("suite end", (suite) => {
      const tally = tallies.get(suite.title);
      if (suite.parent?.root === true && tally !== undefined) {
        console.log(line(suite.title, tally));
        tallies.delete(suite.title);
      }
    });
    runner.on("end", () => {
      if (this.failures.length > 0) {
        Mocha.reporters.Base.list(this.failures);
      }
      leaveCounts(fileOf(options), runner.stats, this.failures);
    });
  }
}

function outermost(test: Mocha.Runnable): string {
  return test.titlePath()[0] ?? "";
}

function line(title: string, tally: Tally): string {
  const mark = tally.failed > 0 ? "FAIL" : "ok";
  const counts = [
    `${tally.passed} passed`,
    ...(tally.failed > 0 ? [`${tally.failed} failed`] : []),
    ...(tally.skipped > 0 ? [`${tally.skipped} skipped`] : []),
  ];
  return `  ${mark.padEnd(5)} ${title} (${counts.join(", ")})`;
}

function fileOf(options: Mocha.MochaOptions): string | undefined {
  const { file } = (options.reporterOptions ?? {}) as { file?: string };
  return file;
}

function leaveCounts(
  file: string | undefined,
  stats: Mocha.Stats | undefined,
  failures: readonly Mocha.Test[],
): void {
  if (file === undefined || stats === undefined) {
    return;
  }
  const outcome = {
    passed: stats.passes,
    failed: stats.failures,
    skipped: stats.pending,
    failures: failures.map((test) => ({
      title: test.fullTitle(),
      message: test.err?.message ?? "",
    })),
  };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(outcome, null, 2)}\n`);
}
