import assert from "node:assert/strict";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { createFixedClock } from "../support/fixed-clock.ts";
import { LINKED } from "../support/remote/count-requests.ts";
import { learnsAtOnce } from "../support/remote/learns-at-once.ts";
import { onTracker } from "../support/remote/remote-workspace.ts";
import { specOf } from "../support/remote/sections.ts";
import { DIRECT_SYSTEMS } from "../support/remote/systems.ts";
import { inTemporaryFolder } from "../support/temporary-folder.ts";
import { SPEC } from "../support/workspace.ts";
import { buildCli, TestWorkspace } from "./canon-process.ts";

interface Planned {
  readonly items: readonly { readonly kind: string }[];
  readonly requests: { readonly total: number };
}

suite("runs one after the other over many linked tickets", () => {
  suiteSetup(buildCli);

  test("read only what has changed, unless told to read all, and leave nothing in the workspace", async () => {
    const github = DIRECT_SYSTEMS.find(({ system }) => system === "github");
    assert.ok(github);
    const clock = createFixedClock();
    await onTracker(
      github,
      specOf(0),
      async (origin) => {
        const { store, double } = origin;
        const keys = double.seed(LINKED);
        const link = (index: number): string =>
          `<!-- canon:ticket:github:${String(keys[index])} -->\n`;
        store.files.set(SPEC, specOf(LINKED, link));
        await origin.sync();
        // From here on, the tracker lives in the time that the command line lives in.
        clock.advance(Date.now() - Date.parse(clock.now()));
        double.move(String(keys[0]), github.statuses.done);
        await inTemporaryFolder((cache) => runs(cache, Object.fromEntries(store.files), double));
      },
      { clock, prepare: learnsAtOnce },
    );
  }).timeout(120_000);

  async function runs(
    cache: string,
    files: Readonly<Record<string, string>>,
    double: { readonly env: Readonly<Record<string, string>> },
  ): Promise<void> {
    const workspace = new TestWorkspace(files);
    const folder = join(cache, "canon");
    const env = { ...double.env, CANON_CACHE_DIR: folder };
    const plan = async (...more: string[]): Promise<Planned> => {
      const args = ["plan", "--json", "--direction", "reverse", ...more];
      const result = await workspace.run(args, { env });
      assert.equal(result.code, 0, result.stderr);
      return result.json() as Planned;
    };
    const kept = (): string[] => readdirSync(folder).filter((name) => name.startsWith("tickets-"));
    try {
      const before = workspace.contents();
      const first = await plan();
      assert.deepEqual(
        first.items.map(({ kind }) => kind),
        ["set-status"],
      );
      const [file, ...others] = kept();
      assert.ok(file !== undefined && others.length === 0);
      if (process.platform !== "win32") {
        assert.equal(statSync(join(folder, file)).mode & 0o777, 0o600);
      }
      const second = await plan();
      assert.deepEqual(second.items, first.items);
      assert.ok(second.requests.total <= 3, `${second.requests.total} requests`);
      const full = await plan("--full");
      assert.deepEqual(full.items, first.items);
      assert.equal(full.requests.total, first.requests.total);
      assert.ok(full.requests.total > second.requests.total);
      const { mtimeMs } = statSync(join(folder, file));
      const offline = { ...env, CANON_OFFLINE: "1" };
      const { code, stdout } = await workspace.run(["check", "--json"], { env: offline });
      assert.equal(code, 0, stdout.slice(0, 500));
      assert.equal(statSync(join(folder, file)).mtimeMs, mtimeMs);
      assert.deepEqual(workspace.contents(), before);
    } finally {
      workspace.remove();
    }
  }
});
