import assert from "node:assert/strict";
import fc from "fast-check";
import { LeakyWorkspace } from "../support/redaction/leaky-workspace.ts";
import { leaksIn, plantedKey, plantedSecrets, type Planted } from "../support/redaction/planted.ts";
import { inTemporaryFolder } from "../support/temporary-folder.ts";

const LOOKS = [
  "lint", "status", "plan", "drift", "triage", "doctor", "history", "cycle digest", "cycle health",
  "cycle complete --dry-run", "parse docs/specs/payments.md", "resolve --dry-run",
]; // prettier-ignore

/** Every known kind, in another place each time. */
const secrets = fc
  .nat(1_000_000)
  .map((seed) => [...plantedSecrets(seed), plantedKey(seed)])
  .chain((all) => fc.shuffledSubarray(all, { minLength: all.length }));

suite("planted secrets", () => {
  test("leave in no request, no output and no file of Canon's, whichever way they take", async () => {
    await fc.assert(
      fc.asyncProperty(secrets, (planted) =>
        inTemporaryFolder(async (root) => {
          const workspace = await LeakyWorkspace.open(root, planted);
          try {
            await underBrokenConfig(workspace, planted);
            await look(workspace);
            await workAndUndo(workspace, planted);
            await sayInArguments(workspace, planted);
            await beRefused(workspace, planted);
            assert.deepEqual(await leaksOf(workspace, planted), []);
          } finally {
            await workspace.close();
          }
        }),
      ),
      { numRuns: 4, endOnFailure: true },
    );
  }).timeout(300_000);

  test("are looked for where they would be found", async () => {
    await inTemporaryFolder(async (root) => {
      const planted = plantedSecrets(1);
      const workspace = await LeakyWorkspace.open(root, planted);
      try {
        await workspace.run("sync");
        assert.ok(workspace.linear.tickets().length > 3, "tickets were made");
        assert.match(workspace.printed.get("canon sync") ?? "", /\[REDACTED:/);
        const [secret] = planted;
        assert.ok(secret !== undefined);
        await workspace.leave(`.canon/cache/${secret.kind}.txt`, secret.text.toUpperCase());
        assert.equal((await leaksOf(workspace, planted)).length, 1);
      } finally {
        await workspace.close();
      }
    });
  });
});

async function leaksOf(
  workspace: LeakyWorkspace,
  planted: readonly Planted[],
): Promise<readonly string[]> {
  return [...(await workspace.left())].flatMap(([where, text]) =>
    leaksIn(text, planted).map((what) => `${where}: ${what}`),
  );
}

async function underBrokenConfig(
  workspace: LeakyWorkspace,
  planted: readonly Planted[],
): Promise<void> {
  const mend = await workspace.spoilConfig(planted);
  for (const command of ["lint", "lint --json", "doctor --json", "sync", "plan --json"]) {
    await workspace.run(command);
  }
  await mend();
}

async function look(workspace: LeakyWorkspace): Promise<void> {
  for (const command of LOOKS) {
    await workspace.run(command);
    await workspace.run(`${command} --json`);
  }
}

async function workAndUndo(workspace: LeakyWorkspace, planted: readonly Planted[]): Promise<void> {
  for (const command of ["plan --out plan.json", "apply plan.json", "sync --verbose"]) {
    await workspace.run(command);
  }
  await workspace.goOn(planted);
  for (const command of ["plan", "drift", "sync --json"]) await workspace.run(command);
  await look(workspace);
  await workspace.run("triage add linear:ENG-1");
  await workspace.run("undo --json");
  await workspace.run("undo");
  await workspace.run("cycle complete --json");
}

async function sayInArguments(
  workspace: LeakyWorkspace,
  planted: readonly Planted[],
): Promise<void> {
  for (const { text, value } of planted.slice(0, 8)) {
    await workspace.run("", text);
    await workspace.run("sync --json", `--${text}`);
    await workspace.run("lint", text);
    await workspace.run("link --json", `docs/specs/payments.md#${text}`, `linear:${text}`);
    await workspace.run("cycle complete", "--outcome", text);
    const address = `https://github.com/a/b/pull/4?${text === value ? "x=" : "access_token="}${value}`;
    await workspace.run("cycle complete", "--pr", address);
    await workspace.run("undo", text);
    await workspace.run("history", text);
  }
}

async function beRefused(workspace: LeakyWorkspace, planted: readonly Planted[]): Promise<void> {
  const [secret] = planted;
  if (secret !== undefined) workspace.refuse(secret);
  for (const command of ["sync", "status", "cycle digest", "triage", "doctor"]) {
    await workspace.run(command);
    await workspace.run(`${command} --json`);
  }
}
