// Everything that can be said about the sources without running the product:
//
//   node test/run/check.ts [CHECK…]
import { runNode } from "./run-command.ts";

interface Check {
  readonly name: string;
  readonly steps: readonly (readonly string[])[];
}

const bin = (path: string, ...args: readonly string[]): string[] => [
  `node_modules/${path}`,
  ...args,
];
const CHECKS: readonly Check[] = [
  { name: "types", steps: [bin("typescript/bin/tsc", "-b")] },
  {
    name: "lint",
    steps: [bin("eslint/bin/eslint.js", "-c", ".eslint.config.mjs", ".")],
  },
  {
    name: "rooms",
    steps: [
      bin(
        "dependency-cruiser/bin/dependency-cruiser.mjs",
        "src",
        "--config",
        ".dependency-cruiser.cjs",
      ),
    ],
  },
  {
    name: "format",
    steps: [bin("prettier/bin/prettier.cjs", "--check", ".", "--log-level", "warn")],
  },
  {
    name: "dead code",
    steps: [
      bin("knip/bin/knip.js", "--config", ".knip.json"),
      bin("knip/bin/knip.js", "--config", ".knip.json", "--production", "--include", "files"),
    ],
  },
  {
    name: "coverage",
    steps: [
      bin("c8/bin/c8.js", "node_modules/mocha/bin/mocha.js", "test/{unit,contract}/**/*.test.ts"),
    ],
  },
];

/** Two at a time: more would only take turns on a small machine. */
const AT_ONCE = 2;

const COLOURS = process.stdout.isTTY ? { FORCE_COLOR: "1" } : { NO_COLOR: "1" };

process.exitCode = await main(process.argv.slice(2));

async function main(names: readonly string[]): Promise<number> {
  const waiting = CHECKS.filter(({ name }) => names.length === 0 || names.includes(name));
  const failed: string[] = [];
  const work = async (): Promise<void> => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      if (!(await passes(check))) {
        failed.push(check.name);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  console.log(failed.length === 0 ? "\nAll checks passed." : `\nFailed: ${failed.join(", ")}.`);
  return failed.length === 0 ? 0 : 1;
}

async function passes(check: Check): Promise<boolean> {
  const startedAt = performance.now();
  let isFine = true;
  let output = "";
  for (const step of check.steps) {
    const ended = await runNode(step, "later", COLOURS);
    isFine &&= ended.code === 0;
    output += ended.output;
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${isFine ? "ok  " : "FAIL"}  ${check.name} (${seconds} s)`);
  if (!isFine || output.includes("warning")) {
    console.log(indent(output));
  }
  return isFine;
}

function indent(text: string): string {
  return text.trimEnd().replace(/^/gm, "      ");
}
