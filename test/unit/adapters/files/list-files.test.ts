import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { suite, test } from "mocha";
import { createNodeFileStore } from "../../../../src/adapters/files/node-file-store.ts";
import { NEVER_CANCELLED } from "../../../../src/core/kernel/cancel.ts";
import { createFaultyDisk, systemError } from "../../../support/faulty-disk.ts";
import { inTemporaryFolder } from "../../../support/temporary-folder.ts";

async function inFolderWith(
  paths: readonly string[],
  task: (folder: string) => Promise<void>,
): Promise<void> {
  await inTemporaryFolder(async (folder) => {
    for (const path of paths) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), "");
    }
    await task(folder);
  });
}

function list(folder: string, patterns: readonly string[]) {
  return createNodeFileStore(folder).list(patterns, NEVER_CANCELLED);
}

suite("listing files", () => {
  test("gives matching files once, sorted, with forward slashes", () =>
    inFolderWith(
      ["docs/b.md", "docs/a.md", "docs/x/c.md", "docs/d.txt", "e.md"],
      async (folder) => {
        assert.deepEqual(await list(folder, ["docs/*.md", "**/*.md", "docs/a.md"]), {
          files: ["docs/a.md", "docs/b.md", "docs/x/c.md", "e.md"],
          problems: [],
        });
      },
    ));

  test("passes over installed packages and git's own files", () =>
    inFolderWith(
      ["node_modules/p/a.md", ".git/a.md", "x/node_modules/a.md", "a.md"],
      async (folder) => {
        const patterns = ["**/*.md", "node_modules/**", ".git/*"];
        assert.deepEqual((await list(folder, patterns)).files, ["a.md"]);
      },
    ));

  test("finds nothing in folders that do not exist", () =>
    inFolderWith(["a.md"], async (folder) => {
      assert.deepEqual(await list(folder, ["docs/specs/*.md"]), { files: [], problems: [] });
    }));

  test("does not look into folders that no pattern reaches", () =>
    inFolderWith(["docs/a.md", "src/deep/b.md"], async (folder) => {
      let folders = 0;
      const disk = createFaultyDisk((operation) => {
        if (operation === "readdir") folders += 1;
      });
      await createNodeFileStore(folder, { disk }).list(["docs/*.md"], NEVER_CANCELLED);
      assert.equal(folders, 2);
    }));

  test("follows linked folders and files inside, and stops where they go round", () =>
    inFolderWith(["real/a.md", "other/b.md"], async (folder) => {
      await symlink("real", join(folder, "linked"));
      await symlink("..", join(folder, "real/up"));
      await symlink("../other", join(folder, "real/over"));
      await symlink("../real", join(folder, "other/back"));
      await symlink("real/a.md", join(folder, "file.md"));
      const { files, problems } = await list(folder, ["**/*.md"]);
      assert.deepEqual(problems, []);
      for (const path of ["real/a.md", "other/b.md", "linked/a.md", "real/over/b.md", "file.md"]) {
        assert.ok(files.includes(path), path);
      }
      assert.ok(files.every((path) => path.split("/").length <= 8));
    }));

  test("names a spelled-out link that leads outside, and enters none", () =>
    inFolderWith(["app/a.md", "outside/b.md"], async (folder) => {
      const app = join(folder, "app");
      await symlink(join(folder, "outside"), join(app, "docs"));
      await symlink("../outside/b.md", join(app, "b.md"));
      const spelled = await list(app, ["docs/*.md"]);
      assert.deepEqual(spelled.files, []);
      assert.deepEqual(
        spelled.problems.map(({ code, file }) => [code, file]),
        [["file/outside-workspace", "docs"]],
      );
      const wild = await list(app, ["**/*.md"]);
      assert.deepEqual(wild.files, ["a.md"]);
      assert.deepEqual(
        wild.problems.map(({ file }) => file),
        ["b.md"],
      );
    }));

  test("names a pipe that matches, without opening it", () =>
    inFolderWith(["a.md"], async (folder) => {
      execFileSync("mkfifo", [join(folder, "pipe.md"), join(folder, "pipe.txt")]);
      const { files, problems } = await list(folder, ["*.md"]);
      assert.deepEqual(files, ["a.md"]);
      assert.deepEqual(
        problems.map(({ code, file }) => [code, file]),
        [["file/not-regular", "pipe.md"]],
      );
    }));

  for (const pattern of ["../**/*.md", "/etc/*", "~/*", "C:/*", "docs\\*.md", "\\\\host\\*"]) {
    test(`refuses the pattern ${pattern} and uses the others`, () =>
      inFolderWith(["a.md"], async (folder) => {
        const { files, problems } = await list(folder, [pattern, "*.md"]);
        assert.deepEqual(files, ["a.md"]);
        assert.deepEqual(
          problems.map(({ code }) => code),
          ["file/outside-workspace"],
        );
      }));
  }

  test("names a file whose name cannot be used", () =>
    inFolderWith(["a.md", "b\\c.md"], async (folder) => {
      const { files, problems } = await list(folder, ["*.md"]);
      assert.deepEqual(files, ["a.md"]);
      assert.equal(problems.length, 1);
    }));

  test("cuts a list that grows too long and says so once", () =>
    inFolderWith(["a.md", "b.md", "c.md", "x/d.md", "x/e.md"], async (folder) => {
      for (const limits of [
        { maxFiles: 2, maxNames: 100 },
        { maxFiles: 100, maxNames: 2 },
      ]) {
        const store = createNodeFileStore(folder, { limits });
        const { files, problems } = await store.list(["**/*.md"], NEVER_CANCELLED);
        assert.ok(files.length <= 2);
        assert.deepEqual(
          problems.map(({ code }) => code),
          ["file/too-many"],
        );
      }
    }));

  test("reports a folder that cannot be read beside the files found", () =>
    inFolderWith(["a.md", "x/b.md"], async (folder) => {
      const disk = createFaultyDisk((operation, n) => {
        if (operation === "readdir" && n > 2) throw systemError("EACCES");
      });
      const store = createNodeFileStore(folder, { disk });
      const { files, problems } = await store.list(["**/*.md"], NEVER_CANCELLED);
      assert.deepEqual(files, ["a.md"]);
      assert.deepEqual(
        problems.map(({ code, file }) => [code, file]),
        [["file/unreadable", "x"]],
      );
    }));

  test("stops when cancelled", () =>
    inFolderWith(["a.md"], async (folder) => {
      const signal = { ...NEVER_CANCELLED, aborted: true };
      assert.deepEqual((await createNodeFileStore(folder).list(["*.md"], signal)).files, []);
    }));
});
