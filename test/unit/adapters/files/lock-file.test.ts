import assert from "node:assert/strict";
import { readdir, readFile, symlink, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { suite, test } from "mocha";
import { DEFAULT_LOCK_POLICY } from "../../../../src/adapters/files/lock-file.ts";
import { createNodeFileStore } from "../../../../src/adapters/files/node-file-store.ts";
import type { FileStore } from "../../../../src/ports/file-store.ts";
import { inTemporaryFolder } from "../../../support/temporary-folder.ts";

const DEAD = { pid: 2 ** 30, host: hostname(), acquired_at: "2026-01-05T10:00:00.000Z" };

function lock<T>(files: FileStore, task: () => Promise<T>, waitMs = 0) {
  return files.withLock(".lock", waitMs, task);
}

async function check(
  content: string,
  expected: "taken" | "file/locked",
  options: { readonly isOld?: boolean; readonly unreadable?: "take-over" | "respect" } = {},
): Promise<void> {
  await inTemporaryFolder(async (folder) => {
    const path = join(folder, ".lock");
    await writeFile(path, content);
    if (options.isOld === true) await utimes(path, 1_000_000, 1_000_000);
    const lockPolicy = { ...DEFAULT_LOCK_POLICY, unreadable: options.unreadable ?? "take-over" };
    const files = createNodeFileStore(folder, { lockPolicy });
    const result = await lock(files, () => Promise.resolve("taken"));
    assert.equal(result.ok ? result.value : result.error.code, expected);
    assert.deepEqual(await readdir(folder), expected === "taken" ? [] : [".lock"]);
    if (expected !== "taken") assert.equal(await readFile(path, "utf8"), content);
  });
}

suite("lock files", () => {
  test("name their owner while they are held, and go afterwards", () =>
    inTemporaryFolder(async (folder) => {
      const files = createNodeFileStore(folder);
      const result = await files.withLock("a/.lock", 0, async () => {
        const owner = JSON.parse(await readFile(join(folder, "a/.lock"), "utf8")) as typeof DEAD;
        assert.equal(owner.pid, process.pid);
        assert.equal(owner.host, hostname());
        assert.ok(!Number.isNaN(Date.parse(owner.acquired_at)));
        return "done";
      });
      assert.deepEqual(result, { ok: true, value: "done" });
      assert.deepEqual(await readdir(join(folder, "a")), []);
    }));

  test("go also when the task throws", () =>
    inTemporaryFolder(async (folder) => {
      const files = createNodeFileStore(folder);
      await assert.rejects(
        lock(files, () => Promise.reject(new Error("a bug"))),
        /a bug/,
      );
      assert.deepEqual(await readdir(folder), []);
    }));

  test("let one task in at a time, from any store on the folder", () =>
    inTemporaryFolder(async (folder) => {
      let inside = 0;
      let most = 0;
      const results = await Promise.all(
        Array.from({ length: 20 }, () =>
          lock(
            createNodeFileStore(folder),
            async () => {
              inside += 1;
              most = Math.max(most, inside);
              await readdir(folder);
              inside -= 1;
            },
            15_000,
          ),
        ),
      );
      assert.ok(results.every((result) => result.ok));
      assert.equal(most, 1);
    }));

  test("name the holder to those who waited in vain", () =>
    inTemporaryFolder(async (folder) => {
      const files = createNodeFileStore(folder);
      const result = await lock(files, () => lock(files, () => Promise.resolve(), 30));
      assert.ok(result.ok && !result.value.ok);
      assert.equal(result.value.error.code, "file/locked");
      assert.match(result.value.error.message, new RegExp(`process ${process.pid} on`));
    }));

  test("are taken over from an owner that died", () => check(JSON.stringify(DEAD), "taken"));

  test("are taken over when they were not renewed, wherever the owner was", () =>
    check(JSON.stringify({ ...DEAD, pid: 1, host: "elsewhere" }), "taken"));

  test("are respected while their owner may live on another machine", () => {
    const now = new Date().toISOString();
    return check(JSON.stringify({ ...DEAD, host: "elsewhere", acquired_at: now }), "file/locked");
  });

  test("without an owner are respected while young", () => check("", "file/locked"));

  test("without an owner are taken over when old", () => check("{", "taken", { isOld: true }));

  test("without an owner are respected for ever where the policy says so", () =>
    check("{", "file/locked", { isOld: true, unreadable: "respect" }));

  test("are taken over by exactly one of many", () =>
    inTemporaryFolder(async (folder) => {
      await writeFile(join(folder, ".lock"), JSON.stringify(DEAD));
      let inside = 0;
      const results = await Promise.all(
        Array.from({ length: 20 }, () =>
          lock(
            createNodeFileStore(folder),
            async () => {
              inside += 1;
              assert.equal(inside, 1);
              await readdir(folder);
              inside -= 1;
            },
            15_000,
          ),
        ),
      );
      assert.ok(results.every((result) => result.ok));
      assert.deepEqual(await readdir(folder), []);
    }));

  test("are taken over although another run died while taking over", () =>
    inTemporaryFolder(async (folder) => {
      await writeFile(join(folder, ".lock"), JSON.stringify(DEAD));
      await writeFile(join(folder, ".lock.takeover"), JSON.stringify(DEAD));
      const result = await lock(createNodeFileStore(folder), () => Promise.resolve(), 5_000);
      assert.ok(result.ok);
      assert.deepEqual(await readdir(folder), []);
    }));

  test("that are links never cost the file behind them", () =>
    inTemporaryFolder(async (folder) => {
      await writeFile(join(folder, "spec.md"), "precious");
      await utimes(join(folder, "spec.md"), 1_000_000, 1_000_000);
      await symlink("spec.md", join(folder, ".lock"));
      const result = await lock(createNodeFileStore(folder), () => Promise.resolve());
      assert.ok(!result.ok);
      assert.equal(await readFile(join(folder, "spec.md"), "utf8"), "precious");
    }));

  test("of others stay when a slow owner is done", () =>
    inTemporaryFolder(async (folder) => {
      const others = JSON.stringify({ ...DEAD, acquired_at: new Date().toISOString() });
      await lock(createNodeFileStore(folder), async () => {
        const path = join(folder, ".lock");
        await createNodeFileStore(folder).remove(".lock");
        await writeFile(path, others);
      });
      assert.equal(await readFile(join(folder, ".lock"), "utf8"), others);
    }));

  test("are renewed while the work goes on", () =>
    inTemporaryFolder(async (folder) => {
      const lockPolicy = { ...DEFAULT_LOCK_POLICY, staleMs: 30 };
      const read = () => readFile(join(folder, ".lock"), "utf8");
      await lock(createNodeFileStore(folder, { lockPolicy }), async () => {
        const first = await read();
        let later = first;
        while (later === first) later = await read();
        assert.equal((JSON.parse(later) as typeof DEAD).pid, process.pid);
      });
      assert.deepEqual(await readdir(folder), []);
    }));
});
