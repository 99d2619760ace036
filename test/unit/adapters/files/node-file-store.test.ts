import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  chmod,
  mkdir,
  readdir,
  readFile,
  readlink,
  stat,
  symlink,
  utimes,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { suite, test } from "mocha";
import { createNodeFileStore } from "../../../../src/adapters/files/node-file-store.ts";
import { tempPath } from "../../../../src/adapters/files/temp-file.ts";
import { NEVER_CANCELLED } from "../../../../src/core/kernel/cancel.ts";
import type { FileReading, FileWrite } from "../../../../src/ports/file-store.ts";
import {
  createDiskFailingAt,
  createFaultyDisk,
  systemError,
} from "../../../support/faulty-disk.ts";
import { inTemporaryFolder } from "../../../support/temporary-folder.ts";

/** A workspace `app` beside a folder `app-evil` that holds a secret. */
async function inWorkspace(task: (app: string, evil: string) => Promise<void>): Promise<void> {
  await inTemporaryFolder(async (folder) => {
    const app = join(folder, "app");
    const evil = join(folder, "app-evil");
    await mkdir(join(app, "docs"), { recursive: true });
    await mkdir(evil);
    await writeFile(join(evil, "secret.md"), "secret");
    await writeFile(join(app, "docs/a.md"), "old");
    await task(app, evil);
  });
}

function codeOf(outcome: FileReading | FileWrite): string {
  return "problem" in outcome ? outcome.problem.code : outcome.kind;
}

suite("files on the disk: reading", () => {
  test("gives back every character, a byte-order mark included", () =>
    inWorkspace(async (app) => {
      const text = "\uFEFFa\r\nb\tü😀\n\nno end";
      await writeFile(join(app, "x.md"), text);
      assert.deepEqual(await createNodeFileStore(app).read("x.md"), { kind: "found", text });
    }));

  test("says that a file is missing, also below a file and in no folder", () =>
    inWorkspace(async (app) => {
      const files = createNodeFileStore(app);
      for (const path of ["no.md", "no/no.md", "docs/a.md/x.md"]) {
        assert.deepEqual(await files.read(path), { kind: "missing" }, path);
      }
    }));

  test("refuses text that is not UTF-8, and binary data", () =>
    inWorkspace(async (app) => {
      const files = createNodeFileStore(app);
      await writeFile(join(app, "latin.md"), Buffer.from([0x61, 0xe9, 0x62]));
      await writeFile(join(app, "wide.md"), Buffer.from("abc", "utf16le"));
      await writeFile(join(app, "half.md"), Buffer.from([0xed, 0xa0, 0x80]));
      for (const path of ["latin.md", "wide.md", "half.md"]) {
        assert.equal(codeOf(await files.read(path)), "file/not-utf8", path);
      }
    }));

  test("refuses a file above the limit, and takes one at the limit", () =>
    inWorkspace(async (app) => {
      const files = createNodeFileStore(app);
      await writeFile(join(app, "big.md"), Buffer.alloc(5_000_001, "x"));
      await writeFile(join(app, "fit.md"), Buffer.alloc(5_000_000, "x"));
      assert.equal(codeOf(await files.read("big.md")), "file/too-large");
      assert.equal(codeOf(await files.read("fit.md")), "found");
      assert.equal(codeOf(await files.read("docs/a.md", 2)), "file/too-large");
      assert.equal(codeOf(await files.read("docs/a.md", 3)), "found");
    }));

  test("touches no folder, pipe or device", () =>
    inWorkspace(async (app) => {
      execFileSync("mkfifo", [join(app, "pipe.md")]);
      await symlink("/dev/zero", join(app, "zero.md"));
      const files = createNodeFileStore(app);
      assert.equal(codeOf(await files.read("docs")), "file/not-regular");
      assert.equal(codeOf(await files.read("pipe.md")), "file/not-regular");
      assert.equal(codeOf(await files.read("zero.md")), "file/outside-workspace");
      assert.equal(codeOf(await files.replace("pipe.md", "", "x")), "file/not-regular");
      const removed = await files.remove("docs");
      assert.equal(!removed.ok && removed.error.code, "file/not-regular");
    }));

  test("follows links that stay inside", () =>
    inWorkspace(async (app) => {
      await symlink("docs", join(app, "linked"));
      await symlink(join(app, "docs", "a.md"), join(app, "absolute.md"));
      await symlink("../docs/./a.md", join(app, "docs", "up.md"));
      const files = createNodeFileStore(app);
      for (const path of ["linked/a.md", "absolute.md", "docs/up.md", "linked/up.md"]) {
        assert.deepEqual(await files.read(path), { kind: "found", text: "old" }, path);
      }
    }));

  test("never leaves the folder, by letters or by links", () =>
    inWorkspace(async (app, evil) => {
      await symlink(evil, join(app, "evil"));
      await symlink(join(evil, "secret.md"), join(app, "secret.md"));
      await symlink("../app-evil", join(app, "sideways"));
      await symlink("evil/secret.md", join(app, "chained.md"));
      await symlink("..", join(app, "docs", "up"));
      const files = createNodeFileStore(app);
      const paths = [
        "evil/secret.md",
        "secret.md",
        "sideways/secret.md",
        "chained.md",
        "docs/up/../../app-evil/secret.md",
        "docs/up/evil/secret.md",
        "../app-evil/secret.md",
        join(evil, "secret.md"),
        "evil/new.md",
      ];
      for (const path of paths) {
        assert.equal(codeOf(await files.read(path)), "file/outside-workspace", path);
        assert.equal(codeOf(await files.replace(path, "secret", "x")), "file/outside-workspace");
        assert.equal(codeOf(await files.replace(path, null, "x")), "file/outside-workspace");
      }
      for (const path of ["evil/secret.md", "sideways/secret.md", "../app-evil/secret.md"]) {
        const removed = await files.remove(path);
        assert.equal(!removed.ok && removed.error.code, "file/outside-workspace");
        const locked = await files.withLock(path, 0, () => Promise.resolve());
        assert.equal(!locked.ok && locked.error.code, "file/outside-workspace");
      }
      assert.deepEqual(await readdir(evil), ["secret.md"]);
      assert.equal(await readFile(join(evil, "secret.md"), "utf8"), "secret");
    }));

  test("does not even look at what lies outside", () =>
    inWorkspace(async (app, evil) => {
      await symlink(join(evil, "secret.md"), join(app, "there.md"));
      await symlink(join(evil, "nothing.md"), join(app, "gone.md"));
      const files = createNodeFileStore(app);
      const [there, gone] = [await files.read("there.md"), await files.read("gone.md")];
      assert.equal(codeOf(there), "file/outside-workspace");
      assert.equal(codeOf(gone), "file/outside-workspace");
    }));

  test("survives links that go round, and links to nothing", () =>
    inWorkspace(async (app) => {
      await symlink("b.md", join(app, "a.md"));
      await symlink("a.md", join(app, "b.md"));
      await symlink("nothing.md", join(app, "c.md"));
      const files = createNodeFileStore(app);
      for (const path of ["a.md", "b.md", "c.md"]) {
        assert.equal(codeOf(await files.read(path)), "file/not-regular", path);
        assert.equal(codeOf(await files.replace(path, null, "x")), "file/not-regular", path);
      }
    }));

  test("a workspace named through a link is the folder behind it", () =>
    inWorkspace(async (app) => {
      const alias = `${app}-alias`;
      await symlink(app, alias);
      await symlink(join(alias, "docs", "a.md"), join(app, "through-alias.md"));
      const files = createNodeFileStore(alias);
      assert.equal(codeOf(await files.read("docs/a.md")), "found");
      assert.equal(codeOf(await files.read("through-alias.md")), "found");
    }));

  test("reports a workspace folder that does not exist", () =>
    inWorkspace(async (app) => {
      const files = createNodeFileStore(join(app, "nowhere"));
      assert.equal(codeOf(await files.read("a.md")), "file/unreadable");
      const listing = await files.list(["*.md"], NEVER_CANCELLED);
      assert.equal(listing.problems[0]?.code, "file/unreadable");
    }));
});

suite("files on the disk: replacing", () => {
  test("replaces the expected text and nothing else", () =>
    inWorkspace(async (app) => {
      const files = createNodeFileStore(app);
      assert.equal(codeOf(await files.replace("docs/a.md", "other", "new")), "stale");
      assert.equal(codeOf(await files.replace("docs/a.md", "olt", "new")), "stale");
      assert.equal(codeOf(await files.replace("docs/a.md", null, "new")), "stale");
      assert.equal(codeOf(await files.replace("docs/no.md", "old", "new")), "stale");
      assert.equal(await readFile(join(app, "docs/a.md"), "utf8"), "old");
      assert.equal(codeOf(await files.replace("docs/a.md", "old", "\uFEFFnew\r\n")), "done");
      assert.equal(await readFile(join(app, "docs/a.md"), "utf8"), "\uFEFFnew\r\n");
      assert.deepEqual(await readdir(join(app, "docs")), ["a.md"]);
    }));

  test("makes missing folders for a new file", () =>
    inWorkspace(async (app) => {
      const files = createNodeFileStore(app);
      assert.equal(codeOf(await files.replace("x/y/z.md", null, "new")), "done");
      assert.deepEqual(await files.read("x/y/z.md"), { kind: "found", text: "new" });
    }));

  test("keeps the mode of the file", () =>
    inWorkspace(async (app) => {
      const file = join(app, "docs/a.md");
      await chmod(file, 0o754);
      assert.equal(codeOf(await createNodeFileStore(app).replace("docs/a.md", "old", "n")), "done");
      assert.equal((await stat(file)).mode & 0o7777, 0o754);
    }));

  test("writes through a link and leaves the link", () =>
    inWorkspace(async (app) => {
      await symlink("docs/a.md", join(app, "link.md"));
      assert.equal(codeOf(await createNodeFileStore(app).replace("link.md", "old", "new")), "done");
      assert.equal(await readlink(join(app, "link.md")), "docs/a.md");
      assert.equal(await readFile(join(app, "docs/a.md"), "utf8"), "new");
    }));

  test("leaves a read-only file as it is", () =>
    inWorkspace(async (app) => {
      await chmod(join(app, "docs/a.md"), 0o444);
      const outcome = await createNodeFileStore(app).replace("docs/a.md", "old", "new");
      assert.equal(codeOf(outcome), "file/unwritable");
      assert.equal(await readFile(join(app, "docs/a.md"), "utf8"), "old");
    }));

  test("refuses a text that would be read back differently", () =>
    inWorkspace(async (app) => {
      const files = createNodeFileStore(app);
      for (const text of ["a\uD800b", "a\0b"]) {
        assert.equal(codeOf(await files.replace("docs/a.md", "old", text)), "file/not-utf8");
      }
      assert.equal(await readFile(join(app, "docs/a.md"), "utf8"), "old");
    }));

  test("only one of many writers that expect the same text wins", () =>
    inWorkspace(async (app) => {
      const files = createNodeFileStore(app);
      const made = await Promise.all(
        Array.from({ length: 20 }, (_, n) => files.replace("new.md", null, `writer ${n}`)),
      );
      const winners = made.flatMap((outcome, n) => (outcome.kind === "done" ? [n] : []));
      assert.equal(winners.length, 1);
      assert.deepEqual(await files.read("new.md"), { kind: "found", text: `writer ${winners[0]}` });
    }));

  const faults = [
    ["ENOSPC", "file/disk-full"],
    ["EDQUOT", "file/disk-full"],
    ["EACCES", "file/unwritable"],
    ["EROFS", "file/unwritable"],
    ["EPERM", "file/unwritable"],
  ] as const;
  for (const [errno, code] of faults) {
    test(`reports ${errno} while writing as ${code} and keeps the old text`, () =>
      inWorkspace(async (app) => {
        const disk = createFaultyDisk((operation) => {
          if (operation === "writeFile") throw systemError(errno);
        });
        const files = createNodeFileStore(app, { disk });
        assert.equal(codeOf(await files.replace("docs/a.md", "old", "new")), code);
        assert.equal(codeOf(await files.replace("docs/b.md", null, "new")), code);
        assert.equal(await readFile(join(app, "docs/a.md"), "utf8"), "old");
        assert.deepEqual(await readdir(join(app, "docs")), ["a.md"]);
      }));
  }

  test("works on disks without hard links", () =>
    inWorkspace(async (app) => {
      const disk = createFaultyDisk((operation) => {
        if (operation === "link") throw systemError("EPERM");
      });
      const files = createNodeFileStore(app, { disk });
      assert.equal(codeOf(await files.replace("new.md", null, "new")), "done");
      assert.equal(codeOf(await files.replace("new.md", null, "newer")), "stale");
      const locked = await files.withLock(".lock", 0, () => files.withLock(".lock", 0, ask));
      assert.ok(locked.ok && !locked.value.ok);
      assert.equal(locked.value.error.code, "file/locked");
      assert.deepEqual((await readdir(app)).sort(), ["docs", "new.md"]);
    }));

  for (const expected of ["old", null]) {
    test(`leaves old or new, never half, when any operation fails (${expected ?? "new file"})`, () =>
      failEveryOperation(expected));
  }

  test("removes what dead runs left behind in the folder, and lists none of it", () =>
    inWorkspace(async (app) => {
      const target = join(app, "docs/a.md");
      const living = tempPath(target);
      const dead = living.replace(`-${process.pid}-`, `-${2 ** 30}-`);
      const forgotten = living.replace(`-${process.pid}-`, "-1-");
      const foreign = join(app, "docs", ".0123456789ab-1073741824-0.canon-tmp");
      for (const path of [living, dead, forgotten, foreign]) await writeFile(path, "half");
      await utimes(forgotten, 1_000_000, 1_000_000);
      const files = createNodeFileStore(app);
      const listing = await files.list(["docs/*", "docs/.*"], NEVER_CANCELLED);
      assert.deepEqual(listing.files, ["docs/a.md"]);
      assert.equal(codeOf(await files.replace("docs/a.md", "old", "new")), "done");
      const left = (await readdir(join(app, "docs"))).map((name) => join(app, "docs", name));
      assert.deepEqual(left.sort(), [target, living, foreign].sort());
    }));
});

suite("files on the disk: removing", () => {
  test("removes a file; a missing one is fine", () =>
    inWorkspace(async (app) => {
      const files = createNodeFileStore(app);
      assert.ok((await files.remove("docs/a.md")).ok);
      assert.ok((await files.remove("docs/a.md")).ok);
      assert.ok((await files.remove("no/such/folder.md")).ok);
      assert.deepEqual(await readdir(join(app, "docs")), []);
    }));

  test("removes a link, not what it leads to", () =>
    inWorkspace(async (app, evil) => {
      await symlink(join(evil, "secret.md"), join(app, "link.md"));
      assert.ok((await createNodeFileStore(app).remove("link.md")).ok);
      assert.deepEqual(await readdir(evil), ["secret.md"]);
      assert.deepEqual(await readdir(app), ["docs"]);
    }));
});

function ask(): Promise<void> {
  return Promise.resolve();
}

/** Fails the first operation, then in a new folder the second, until a run meets no failure. */
async function failEveryOperation(expected: string | null): Promise<void> {
  let didFail = true;
  let failing = 0;
  while (didFail) {
    failing += 1;
    await inWorkspace(async (app) => {
      didFail = await failOperation(app, failing, expected);
    });
  }
  assert.ok(failing > 8);
}

/** Tells whether the run was long enough to meet the failure. */
async function failOperation(
  app: string,
  failing: number,
  expected: string | null,
): Promise<boolean> {
  const path = expected === null ? "docs/new.md" : "docs/a.md";
  const disk = createDiskFailingAt(failing);
  const outcome = await createNodeFileStore(app, { disk }).replace(path, expected, "new text");
  const reading = await createNodeFileStore(app).read(path);
  const text = reading.kind === "found" ? reading.text : null;
  assert.equal(text, outcome.kind === "done" ? "new text" : expected, `operation ${failing}`);
  const didFail = disk.operations >= failing;
  assert.ok(didFail || outcome.kind === "done");
  return didFail;
}
