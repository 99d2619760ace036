import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inTemporaryFolder } from "../support/temporary-folder.ts";

const SPEC = `# Payments

## 1. Retry
<!-- canon:system:retry status:todo -->

Try again.

- [ ] three times

## 2. Ledger
<!-- canon:system:ledger status:in_progress -->

Write it down.
`;

const MOST_STEPS = 60;

/** Syncs once and dies at the given change; true when the run ended before it came to that. */
function syncAndDie(root: string, step: number, when: "before" | "after"): boolean {
  const script = join(import.meta.dirname, "sync-and-die.ts");
  const child = spawnSync(process.execPath, [script, root, String(step), when], {
    encoding: "utf8",
  });
  assert.ok(child.status === 0 || child.signal === "SIGKILL", child.stderr);
  return child.status === 0;
}

function tickets(root: string): string[] {
  return readdirSync(join(root, ".canon/tickets")).filter((name) => name.endsWith(".md"));
}

async function killAndSync(step: number, when: "before" | "after"): Promise<boolean> {
  return inTemporaryFolder((root) => {
    const file = join(root, "docs/specs/payments.md");
    mkdirSync(join(root, "docs/specs"), { recursive: true });
    writeFileSync(join(root, "CANON.yaml"), "sync:\n  system: local\n");
    writeFileSync(file, SPEC);
    const ended = syncAndDie(root, step, when);
    assert.ok(syncAndDie(root, 0, when), "the next sync runs to its end");

    const at = `killed ${when} change ${step}`;
    assert.deepEqual(tickets(root).length, 2, at);
    const text = readFileSync(file, "utf8");
    const links = [...text.matchAll(/<!-- canon:ticket:local:(LOCAL-\d+) -->\n/g)];
    assert.deepEqual(links.map(([, key]) => `${key}.md`).sort(), tickets(root).sort(), at);
    assert.equal(text.replace(/<!-- canon:ticket:.* -->\n/g, ""), SPEC, at);
    assert.deepEqual(readdirSync(join(root, ".canon/journal/intents")), [], at);
    return Promise.resolve(ended);
  });
}

suite("a process killed in the middle of a sync", () => {
  for (const when of ["before", "after"] as const) {
    test(`right ${when} any change to a file leaves one ticket a section after the next sync`, async () => {
      for (let step = 1; step <= MOST_STEPS; step++) {
        if (await killAndSync(step, when)) return;
      }
      assert.fail(`a sync of two sections made more than ${MOST_STEPS} changes`);
    }).timeout(120_000);
  }
});
