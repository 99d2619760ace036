import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "mocha";
import { inTemporaryFolder } from "../support/temporary-folder.ts";
import { startCanon } from "./canon-process.ts";
import { configOf } from "../support/remote/remote-workspace.ts";
import { linkedKeys, specOf } from "../support/remote/sections.ts";
import { DIRECT_SYSTEMS, type TrackedSystem } from "../support/remote/systems.ts";

const SECTIONS = 12;
const MOST_WRITES = 60;
const FURTHER_SYNCS = 3;

suite("a process killed while the tracker does its work", () => {
  for (const system of DIRECT_SYSTEMS) {
    test(`D8: ${system.name}: whichever write it dies at, each section ends with one ticket`, async () => {
      for (let nth = 1; nth <= MOST_WRITES; nth++) {
        if (!(await inTemporaryFolder((root) => killAtWrite(system, root, nth)))) return;
      }
      assert.fail(`a sync of ${SECTIONS} sections made more than ${MOST_WRITES} writes`);
    }).timeout(300_000);
  }
});

/** False when the sync ended before it made that many writes. */
async function killAtWrite(system: TrackedSystem, root: string, nth: number): Promise<boolean> {
  const double = await system.start();
  try {
    const file = join(root, "docs/specs/parts.md");
    mkdirSync(join(root, "docs/specs"), { recursive: true });
    writeFileSync(join(root, "CANON.yaml"), configOf(system, double));
    writeFileSync(file, specOf(SECTIONS));
    const env = { ...double.env, HOME: root };
    const sync = () => startCanon(["sync", "--root", root], env);

    const first = sync();
    let writes = 0;
    double.faultFor = ({ isWrite }) => {
      if (isWrite) writes += 1;
      if (!isWrite || writes !== nth) return undefined;
      first.child.kill("SIGKILL");
      return { kind: "cut" };
    };
    const { signal } = await first.ended;
    double.faultFor = () => undefined;
    for (let again = 0; again < FURTHER_SYNCS; again++) {
      const { code, stderr } = await sync().ended;
      if (code === 0) break;
      assert.ok(again + 1 < FURTHER_SYNCS, `write ${nth}: ${stderr}`);
    }
    const keys = double.tickets().map((ticket) => ticket.key);
    assert.equal(keys.length, SECTIONS, `killed at write ${nth}`);
    assert.deepEqual(linkedKeys(readFileSync(file, "utf8")).sort(), [...keys].sort());
    return signal === "SIGKILL";
  } finally {
    await double.close();
  }
}
