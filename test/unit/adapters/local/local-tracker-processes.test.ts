import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { suite, test } from "mocha";
import { createNodeFileStore } from "../../../../src/adapters/files/node-file-store.ts";
import { createLocalTracker } from "../../../../src/adapters/local/local-tracker.ts";
import { NEVER_CANCELLED } from "../../../../src/core/kernel/cancel.ts";
import { aTarget, createTicket } from "../../../support/builders.ts";
import { createFixedClock } from "../../../support/fixed-clock.ts";
import { inTemporaryFolder } from "../../../support/temporary-folder.ts";

const PROGRAM = fileURLToPath(new URL("create-tickets-process.ts", import.meta.url));

function start(folder: string, name: string, count: number) {
  return spawn(process.execPath, [PROGRAM, folder, name, String(count)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
}

function trackerOn(folder: string) {
  const files = createNodeFileStore(folder);
  return createLocalTracker({ files, clock: createFixedClock(), target: aTarget() });
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(join(folder, ".canon/tickets"))).sort();
}

async function firstOutput(child: ChildProcess): Promise<void> {
  assert.ok(child.stdout !== null);
  await once(child.stdout, "data");
}

suite("local tracker: several processes", () => {
  test("three processes that create at once give each ticket a key of its own", () =>
    inTemporaryFolder(async (folder) => {
      const outputs = await Promise.all(
        ["a", "b", "c"].map((name) => text(start(folder, name, 30).stdout)),
      );
      const keys = outputs.flatMap((output) => output.trim().split("\n"));
      assert.equal(keys.length, 90);
      assert.equal(new Set(keys).size, 90);
      const expected = [".sequence", ...keys.map((key) => `${key}.md`)].sort();
      assert.deepEqual(await namesIn(folder), expected);
    })).timeout(60_000);

  test("a process that is killed leaves whole tickets, and its lock stops nobody", () =>
    inTemporaryFolder(async (folder) => {
      for (let round = 1; round <= 5; round += 1) {
        const child = start(folder, `round-${round}`, 100_000);
        await firstOutput(child);
        child.kill("SIGKILL");
        await once(child, "close");
        const tracker = trackerOn(folder);
        const made = await createTicket(tracker);
        assert.equal(made.kind, "done", JSON.stringify(made));
        const names = (await namesIn(folder)).filter((name) => name.endsWith(".md"));
        const keys = names.map((name) => name.slice(0, -".md".length));
        const readings = await tracker.readTickets(keys, NEVER_CANCELLED);
        for (const [key, reading] of readings) assert.equal(reading.kind, "found", key);
      }
      const left = (await namesIn(folder)).filter((name) => !/^LOCAL-\d+\.md$/.test(name));
      assert.deepEqual(left, [".sequence"]);
    })).timeout(60_000);
});
