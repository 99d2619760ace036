// Runs the property tests again and again, each time on other input, until one fails:
//
//   node test/run/fuzz.ts [TIMES]
//
// `npm test` runs them once, always on the same input.
import { runNode } from "./run-command.ts";

const TIMES = 20;
const MOCHA = "node_modules/mocha/bin/mocha.js";

process.exitCode = await main(process.argv.slice(2));

async function main([times = String(TIMES)]: readonly string[]): Promise<number> {
  if (!/^[1-9]\d*$/.test(times)) {
    console.error("Say how many times, as a whole number.");
    return 2;
  }
  const first = Date.now() % 2 ** 30;
  for (let seed = first; seed < first + Number(times); seed++) {
    console.log(`\nCANON_SEED=${seed}`);
    const env = { CANON_SEED: String(seed) };
    const { code } = await runNode([MOCHA, "test/fuzz/**/*.test.ts"], "at once", env);
    if (code !== 0) return 1;
  }
  return 0;
}
