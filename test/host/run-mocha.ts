import Mocha from "mocha";
import type { TestOutcome } from "./test-outcome.ts";

export interface MochaRun {
  readonly suite: string;
  readonly files: readonly string[];
  readonly timeoutMs: number;
  readonly print: (line: string) => void;
  /** How often a test that failed is tried again; each time is printed with its reason. */
  readonly retries?: number;
  /** Only tests whose full name contains this. */
  readonly only?: string | undefined;
}

/** Runs test files, prints one line a test, and gives the counts. */
export async function runMocha(run: MochaRun): Promise<TestOutcome> {
  const mocha = new Mocha({
    ui: "tdd",
    timeout: run.timeoutMs,
    retries: run.retries ?? 0,
    color: false,
    forbidPending: false,
    reporter: class extends Mocha.reporters.Base {
      constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
        super(runner, options);
        printProgress(runner, run.print);
      }
    },
  });
  if (run.only !== undefined && run.only !== "") mocha.fgrep(run.only);
  for (const file of run.files) mocha.addFile(file);
  await mocha.loadFilesAsync();
  return collect(mocha, run);
}

function collect(mocha: Mocha, run: MochaRun): Promise<TestOutcome> {
  return new Promise((resolve) => {
    const failures: { title: string; message: string }[] = [];
    const runner = mocha.run(() => {
      resolve({
        suite: run.suite,
        passed: runner.stats?.passes ?? 0,
        failed: runner.stats?.failures ?? 0,
        skipped: runner.stats?.pending ?? 0,
        failures,
      });
    });
    runner.on("fail", (test, error) => {
      failures.push({ title: test.fullTitle(), message: describe(error) });
    });
  });
}

function printProgress(runner: Mocha.Runner, print: (line: string) => void): void {
  runner.on("suite", (suite) => {
    if (suite.title !== "") print(`  ${suite.fullTitle()}`);
  });
  runner.on("pass", (test) => {
    print(`    ok    ${test.title} (${test.duration ?? 0} ms)`);
  });
  runner.on("pending", (test) => {
    print(`    skip  ${test.title}`);
  });
  const failed = (word: string, test: Mocha.Test | Mocha.Hook, error: unknown): void => {
    print(`    ${word} ${test.title}`);
    for (const line of describe(error).split("\n")) print(`          ${line}`);
  };
  runner.on("retry", (test: Mocha.Test, error: unknown) => {
    failed("AGAIN", test, error);
  });
  runner.on("fail", (test, error) => {
    failed("FAIL ", test, error);
  });
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.stack?.includes(error.message) === true
    ? error.stack
    : `${error.name}: ${error.message}\n${error.stack ?? ""}`;
}
