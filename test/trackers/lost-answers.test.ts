import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { onTracker } from "../support/remote/remote-workspace.ts";
import { linkedKeys, specOf } from "../support/remote/sections.ts";
import { DIRECT_SYSTEMS } from "../support/remote/systems.ts";

const SECTIONS = 12;
const MOST_WRITES = 60;
const FURTHER_SYNCS = 4;

suite("a connection that is cut after the tracker did its work", () => {
  for (const system of DIRECT_SYSTEMS) {
    for (const kind of ["cut", "drop"] as const) {
      test(`E3: ${system.name}: whichever write is ${kind === "cut" ? "done but not answered" : "lost on the way"}, each section ends with one ticket`, async () => {
        for (let nth = 0; nth < MOST_WRITES; nth++) {
          if (!(await loseAnswer(system, kind, nth))) return;
        }
        assert.fail(`a sync of ${SECTIONS} sections made more than ${MOST_WRITES} writes`);
      }).timeout(300_000);
    }
  }
});

/** False when the sync made fewer writes than that. */
async function loseAnswer(
  system: (typeof DIRECT_SYSTEMS)[number],
  kind: "cut" | "drop",
  nth: number,
): Promise<boolean> {
  let wasHit = false;
  await onTracker(system, specOf(SECTIONS), async (workspace) => {
    let writes = 0;
    workspace.double.faultFor = ({ isWrite }) => {
      if (!isWrite) return undefined;
      writes += 1;
      if (writes !== nth + 1) return undefined;
      wasHit = true;
      return { kind };
    };
    const first = await workspace.sync();
    if (!wasHit) return;
    assert.ok(
      first.results.some(({ outcome }) => outcome === "unsure") ||
        first.results.every(({ outcome }) => outcome === "done"),
      `write ${nth + 1}: an answer was lost and nobody said so`,
    );
    workspace.double.faultFor = () => undefined;
    for (let again = 0; again < FURTHER_SYNCS; again++) await workspace.sync();

    const at = `${system.name}, write ${nth + 1} ${kind}`;
    const keys = workspace.double.tickets().map((ticket) => ticket.key);
    assert.equal(keys.length, SECTIONS, at);
    assert.deepEqual(linkedKeys(workspace.text()).sort(), [...keys].sort(), at);
    assert.deepEqual(new Set(workspace.double.tickets().map((one) => one.status)).size, 1, at);
    assert.deepEqual((await workspace.plan()).items, [], at);
    const intents = [...workspace.store.files.keys()].filter((path) => path.includes("/intents/"));
    assert.deepEqual(intents, [], at);
    assert.equal(workspace.text().replace(/<!-- canon:ticket:.* -->\n/g, ""), specOf(SECTIONS), at);
  });
  return wasHit;
}
