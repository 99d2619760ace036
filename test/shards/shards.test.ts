import assert from "node:assert/strict";
import { suite, suiteSetup, test } from "mocha";
import { buildCli, CLI } from "../cli/canon-process.ts";
import { playShards } from "../support/shards/play.ts";
import { newShardTally, shardTallyText } from "../support/shards/shard-tally.ts";

const { CANON_SHARD_RUNS: ASKED, CANON_SEED: SEED } = process.env;
const RUNS = Number(ASKED ?? 10);
/** The same runs each time; who asks for a number of them gets new ones. */
const USUAL_SEED = 1;
/** Most of a run is waiting, so that several can share a small machine. */
const AT_ONCE = ASKED === undefined ? 3 : 6;

suite("jobs at once, each in a clone of its own, some of them killed", () => {
  suiteSetup(buildCli);

  test("one ticket a section, nothing lost, at rest in the end", async () => {
    const tally = newShardTally();
    const failures: string[] = [];
    const first = SEED === undefined ? freshSeed() : Number(SEED);
    const startedAt = performance.now();
    let next = first;
    const work = async (): Promise<void> => {
      while (next < first + RUNS) {
        await playShards(CLI, next++, tally).catch((error: unknown) => {
          const text = error instanceof Error ? error.message : String(error);
          failures.push(text);
          console.log(`    ${text.split("\n", 1)[0] ?? ""}`);
        });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
    console.log(`    ${shardTallyText(tally)}; seeds from ${first}, ${seconds} s`);
    assert.equal(failures.length, 0, `${failures.length} runs failed:\n${failures.join("\n\n")}`);
  }).timeout(0);

  test("a ticket too many, and a word too few, would be noticed", async () => {
    await playShards(CLI, USUAL_SEED, newShardTally(), async ({ tracker, people, check }) => {
      const [[word, name] = ["", ""]] = people.words;
      people.words.set("t0", name);
      await assert.rejects(check(), /t0, which a person wrote, is not in/, word);
      people.words.delete("t0");
      tracker.double.seed(1);
      await assert.rejects(check(), /tickets that no section links to/);
    });
  }).timeout(0);
});

function freshSeed(): number {
  return ASKED === undefined ? USUAL_SEED : Date.now() % 2 ** 31;
}
