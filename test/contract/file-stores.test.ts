import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { createNodeFileStore } from "../../src/adapters/files/node-file-store.ts";
import { NEVER_CANCELLED } from "../../src/core/kernel/cancel.ts";
import type { FileStore } from "../../src/ports/file-store.ts";
import { createMemoryFileStore } from "../support/memory-file-store.ts";
import { inTemporaryFolder } from "../support/temporary-folder.ts";

type WithStore = (task: (files: FileStore) => Promise<void>) => Promise<void>;

describeFileStore("in memory", (task) => task(createMemoryFileStore()));
describeFileStore("on the disk", (task) =>
  inTemporaryFolder((folder) => task(createNodeFileStore(folder))),
);

/** What the engine may expect of any file store; the one in memory must not promise more. */
function describeFileStore(name: string, withStore: WithStore): void {
  const check = (title: string, task: (files: FileStore) => Promise<void>): void => {
    test(title, () => withStore(task));
  };

  suite(`contract: files ${name}`, () => {
    check("a file is read as it was written", async (files) => {
      const text = "\uFEFFa\r\nü😀";
      assert.deepEqual(await files.replace("a/b.md", null, text), { kind: "done" });
      assert.deepEqual(await files.read("a/b.md"), { kind: "found", text });
      assert.deepEqual(await files.read("a/c.md"), { kind: "missing" });
    });

    check("a file is replaced only if it still is as expected", async (files) => {
      assert.deepEqual(await files.replace("a.md", "x", "y"), { kind: "stale" });
      await files.replace("a.md", null, "one");
      assert.deepEqual(await files.replace("a.md", null, "two"), { kind: "stale" });
      assert.deepEqual(await files.replace("a.md", "ONE", "two"), { kind: "stale" });
      assert.deepEqual(await files.replace("a.md", "one", "two"), { kind: "done" });
      assert.deepEqual(await files.read("a.md"), { kind: "found", text: "two" });
    });

    check("a file above the limit is not read", async (files) => {
      await files.replace("a.md", null, "äö");
      const reading = await files.read("a.md", 3);
      assert.equal(reading.kind === "unreadable" && reading.problem.code, "file/too-large");
      assert.equal((await files.read("a.md", 4)).kind, "found");
    });

    check("a removed file is missing, and may be removed again", async (files) => {
      await files.replace("a.md", null, "one");
      assert.ok((await files.remove("a.md")).ok);
      assert.ok((await files.remove("a.md")).ok);
      assert.deepEqual(await files.read("a.md"), { kind: "missing" });
    });

    check("a path that leads outside is refused by every method", async (files) => {
      for (const path of ["../a.md", "/a.md", "x/../../a.md", "C:/a.md"]) {
        const reading = await files.read(path);
        assert.equal(
          reading.kind === "unreadable" && reading.problem.code,
          "file/outside-workspace",
        );
        const written = await files.replace(path, null, "x");
        assert.equal(written.kind === "failed" && written.problem.code, "file/outside-workspace");
        const removed = await files.remove(path);
        assert.equal(!removed.ok && removed.error.code, "file/outside-workspace");
      }
      const listing = await files.list(["../*.md"], NEVER_CANCELLED);
      assert.equal(listing.problems[0]?.code, "file/outside-workspace");
    });

    check("matching files are listed once and sorted", async (files) => {
      for (const path of ["b.md", "a.md", "x/c.md", "x/y/d.md", "e.txt", "node_modules/f.md"]) {
        await files.replace(path, null, "");
      }
      assert.deepEqual(await files.list(["x/*.md", "*.md", "a.md"], NEVER_CANCELLED), {
        files: ["a.md", "b.md", "x/c.md"],
        problems: [],
      });
      assert.deepEqual((await files.list(["**/*.md"], NEVER_CANCELLED)).files, [
        "a.md",
        "b.md",
        "x/c.md",
        "x/y/d.md",
      ]);
    });

    check("tasks under one lock follow each other", async (files) => {
      const order: string[] = [];
      const run = (task: string) =>
        files.withLock("x/.lock", 10_000, async () => {
          order.push(`${task} begins`);
          await files.read("a.md");
          order.push(`${task} ends`);
          return task;
        });
      assert.deepEqual(await Promise.all([run("one"), run("two")]), [
        { ok: true, value: "one" },
        { ok: true, value: "two" },
      ]);
      assert.equal(order[0]?.split(" ")[0], order[1]?.split(" ")[0]);
      assert.equal(order[2]?.split(" ")[0], order[3]?.split(" ")[0]);
    });

    check("a lock that is held is waited for in vain, then reported", async (files) => {
      const inner = () => files.withLock(".lock", 20, () => Promise.resolve("never"));
      const result = await files.withLock(".lock", 0, inner);
      assert.ok(result.ok && !result.value.ok);
      assert.equal(result.value.error.code, "file/locked");
    });

    check("a lock is free again after a task that threw", async (files) => {
      await assert.rejects(files.withLock(".lock", 0, () => Promise.reject(new Error("a bug"))));
      assert.ok((await files.withLock(".lock", 0, () => Promise.resolve())).ok);
    });
  });
}
