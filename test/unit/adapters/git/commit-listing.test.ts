import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { createNodeFileStore } from "../../../../src/adapters/files/node-file-store.ts";
import { findProgram } from "../../../../src/adapters/files/find-program.ts";
import { createCodeHistory } from "../../../../src/adapters/git/code-history.ts";
import { createCommitListing } from "../../../../src/adapters/git/commit-listing.ts";
import { defaultConfig } from "../../../../src/core/config/default-config.ts";
import { NEVER_CANCELLED } from "../../../../src/core/kernel/cancel.ts";
import type { CommitListing } from "../../../../src/ports/commit-files.ts";
import { UNATTENDED } from "../../../../src/sync/apply-plan.ts";
import { readWorkingChange } from "../../../../src/sync/read-working-change.ts";
import { GitRepository } from "../../../support/git-repository.ts";
import { inTemporaryFolder } from "../../../support/temporary-folder.ts";

suite("what a working tree has that a commit has not", () => {
  test("changed, staged, new, committed since and removed files, and none that is ignored", () =>
    inRepository(async (repository) => {
      repository.commit("first", {
        "src/changed.ts": "one\n",
        "src/same.ts": "same\n",
        "src/gone.ts": "gone\n",
        ".gitignore": "out/\n",
      });
      repository.write("src/changed.ts", "two\n");
      repository.write("src/staged ü.ts", "new\n");
      repository.git("add", "src/staged ü.ts");
      repository.write("src/new.ts", "new\n");
      repository.write("out/made.ts", "made\n");
      repository.remove("src/gone.ts");
      assert.deepEqual(await changesOf(repository.root), [
        "modified src/changed.ts -one +two",
        "removed src/gone.ts -gone +",
        "added src/new.ts - +new",
        "added src/staged ü.ts - +new",
      ]);
    }));

  test("a base is where the branch began, not where the other one is by now", () =>
    inRepository(async (repository) => {
      repository.commit("first", { "src/a.ts": "a\n", "src/b.ts": "b\n" });
      repository.git("checkout", "-q", "-b", "side");
      repository.commit("mine", { "src/a.ts": "mine\n" });
      repository.git("checkout", "-q", "main");
      repository.commit("theirs", { "src/b.ts": "theirs\n" });
      repository.git("checkout", "-q", "side");
      assert.deepEqual(await changesOf(repository.root, "main"), ["modified src/a.ts -a +mine"]);
    }));

  test("a folder inside a repository counts its paths from itself", () =>
    inRepository(async (repository) => {
      repository.commit("first", { "packages/shop/src/a.ts": "a\n", "b.ts": "b\n" });
      repository.write("packages/shop/src/a.ts", "changed\n");
      repository.write("b.ts", "changed\n");
      assert.deepEqual(await changesOf(join(repository.root, "packages/shop")), [
        "modified src/a.ts -a +changed",
      ]);
    }));

  test("a link that leads out of the workspace is not followed", () =>
    inRepository(async (repository) => {
      repository.commit("first", { "src/a.ts": "a\n" });
      mkdirSync(join(repository.root, "../outside"), { recursive: true });
      symlinkSync("/etc/hostname", join(repository.root, "src/leak.ts"));
      repository.remove("src/a.ts");
      symlinkSync("/etc/hostname", join(repository.root, "src/a.ts"));
      assert.deepEqual(await changesOf(repository.root), []);
    }));

  test("an option is no name of a commit, and an unknown one is said", () =>
    inRepository(async (repository) => {
      repository.commit("first", { "src/a.ts": "a\n" });
      for (const name of ["--output=/tmp/x", "-h", "none", "HEAD:src", "main..main", ""]) {
        const listed = await listingOf(repository.root).filesAt(name, NEVER_CANCELLED);
        assert.equal(!listed.ok && listed.error.code, "git/no-such-commit", name);
      }
    }));

  test("outside of a repository, and before the first commit, it says so", () =>
    inTemporaryFolder(async (folder) => {
      const outside = await listingOf(folder).filesAt(null, NEVER_CANCELLED);
      assert.equal(!outside.ok && outside.error.code, "git/no-repository");
      const repository = new GitRepository(folder);
      const unborn = await listingOf(repository.root).filesAt(null, NEVER_CANCELLED);
      assert.equal(!unborn.ok && unborn.error.code, "git/no-such-commit");
    }));

  test("nothing that the repository names is run, not even for a file touched just now", () =>
    inRepository(async (repository) => {
      const bait = join(repository.root, ".git/bait.sh");
      const ran = join(repository.root, ".git/ran");
      repository.write(".git/bait.sh", `#!/bin/sh\ntouch "${ran}"\ncat\n`);
      chmodSync(bait, 0o755);
      repository.commit("first", { "src/a.ts": "a\n", ".gitattributes": "*.ts filter=evil diff=evil\n" }); // prettier-ignore
      for (const key of [
        "core.fsmonitor",
        "diff.external",
        "diff.evil.textconv",
        "diff.evil.command",
        "filter.evil.clean",
        "filter.evil.smudge",
        "filter.evil.process",
        "core.sshCommand",
      ]) {
        repository.git("config", key, bait);
      }
      repository.write("src/a.ts", "b\n");
      assert.deepEqual(await changesOf(repository.root, "main"), ["modified src/a.ts -a +b"]);
      assert.equal(existsSync(ran), false);
    }));
});

function inRepository(task: (repository: GitRepository) => Promise<void>): Promise<void> {
  return inTemporaryFolder((folder) => {
    const root = join(folder, "repository");
    mkdirSync(root);
    return task(new GitRepository(root));
  });
}

async function changesOf(root: string, revision: string | null = null): Promise<string[]> {
  const place = placeOf(root);
  const deps = {
    files: createNodeFileStore(root),
    history: createCodeHistory(place),
    commits: createCommitListing(place),
  };
  const read = await readWorkingChange(deps, defaultConfig(), revision, UNATTENDED);
  assert.ok(read.ok, JSON.stringify(read));
  return read.value.files.map(({ path, change, hunks, lines }) => {
    const gone = hunks.flatMap(({ removed }) => removed).join();
    const made = hunks.flatMap(({ first, end }) => lines.slice(first, end)).join();
    return `${change} ${path} -${gone} +${made}`;
  });
}

function listingOf(root: string): CommitListing {
  return createCommitListing(placeOf(root));
}

function placeOf(folder: string) {
  const program = findProgram("git", process.env["PATH"], folder);
  assert.ok(program !== undefined, "these tests need git");
  return { program, folder, env: { ...process.env, HOME: folder } };
}
