// Plays many histories on every tracker, and every fault at every request of a scenario:
//
//   node test/run/faults.ts [HISTORIES] [TRACKER…]
//
// `npm test` plays a few hundred histories of the same kind.
import { VENUES } from "../support/histories/venues.ts";
import { runNode } from "./run-command.ts";

const HISTORIES = 10_000;
/** Two at a time: more would only take turns on a small machine. */
const AT_ONCE = 2;
const LONGEST_MS = 12 * 60 * 60_000;
const MOCHA = "node_modules/mocha/bin/mocha.js";

process.exitCode = await main(process.argv.slice(2));

async function main([count = String(HISTORIES), ...names]: readonly string[]): Promise<number> {
  const all = VENUES.map(({ name }) => name);
  const unknown = names.filter((name) => !all.includes(name));
  if (!/^[1-9]\d*$/.test(count) || unknown.length > 0) {
    console.error(`Say how many histories, then on which trackers: ${all.join(", ")}.`);
    return 2;
  }
  const waiting = names.length === 0 ? all : names;
  const failed: string[] = [];
  const work = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      if (!(await passes(name, count))) failed.push(name);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  console.log(failed.length === 0 ? "\nNothing was broken." : `\nBroken on: ${failed.join(", ")}.`);
  return failed.length === 0 ? 0 : 1;
}

async function passes(name: string, count: string): Promise<boolean> {
  const env = { CANON_HISTORIES: count, CANON_HISTORIES_ON: name };
  const ended = await runNode([MOCHA, "test/faults/**/*.test.ts"], "later", env, LONGEST_MS);
  console.log(ended.output.trimEnd());
  return ended.code === 0;
}
