import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { findProgram } from "../../../../src/adapters/files/find-program.ts";
import { createCodeHistory } from "../../../../src/adapters/git/code-history.ts";
import { NEVER_CANCELLED } from "../../../../src/core/kernel/cancel.ts";
import { placeKey, type CodeHistory } from "../../../../src/ports/code-history.ts";
import { GitRepository } from "../../../support/git-repository.ts";
import { inTemporaryFolder } from "../../../support/temporary-folder.ts";

const SPEC = "docs/specs/a spec.md";
const MAX_BYTES = 1000;

suite("what git knows of a folder's past", () => {
  test("the versions of a file are those of its own line of commits, through renames", () =>
    inRepository(async (repository, history) => {
      const first = repository.commit("first", { "docs/old.md": lines(20) });
      repository.git("checkout", "-q", "-b", "side");
      repository.commit("side", { "docs/old.md": `${lines(20)}side\n` });
      repository.git("checkout", "-q", "main");
      repository.commit("other", { "src/a.ts": "1\n" });
      repository.git("merge", "-q", "--no-ff", "-m", "merged", "side");
      const merged = repository.git("rev-parse", "HEAD");
      mkdirSync(join(repository.root, "docs/specs"));
      repository.git("mv", "docs/old.md", SPEC);
      const renamed = repository.commit("renamed");
      const found = await history.versionsOf(SPEC, NEVER_CANCELLED);
      assert.deepEqual(found, {
        kind: "known",
        versions: [
          { commit: renamed, path: SPEC },
          { commit: merged, path: "docs/old.md" },
          { commit: first, path: "docs/old.md" },
        ],
        isWhole: true,
      });
    }));

  test("a file that was never committed has no versions, and an unborn branch no history", () =>
    inRepository(async (repository, history) => {
      repository.write("new.md", "new\n");
      assert.equal((await history.versionsOf("new.md", NEVER_CANCELLED)).kind, "unknown");
      repository.commit("first", { "a.md": "a\n" });
      const found = await history.versionsOf("other.md", NEVER_CANCELLED);
      assert.deepEqual(found, { kind: "known", versions: [], isWhole: true });
    }));

  test("texts come as they were stored; what is no text of a fair size is null", () =>
    inRepository(async (repository, history) => {
      const commit = repository.commit("first", {
        "a b.ts": "eins\r\nzwei ü\n",
        "same.ts": "eins\r\nzwei ü\n",
        "binary.png": new Uint8Array([0, 1, 255]),
        "large.txt": "x".repeat(MAX_BYTES + 1),
      });
      const paths = ["a b.ts", "same.ts", "binary.png", "large.txt", "none.ts", "a b.ts/x"];
      const places = paths.map((path) => ({ commit, path }));
      const texts = await history.textsAt(places, MAX_BYTES, NEVER_CANCELLED);
      assert.deepEqual(
        places.map((place) => texts.get(placeKey(place))),
        ["eins\r\nzwei ü\n", "eins\r\nzwei ü\n", null, null, null, null],
      );
    }));

  test("a folder inside a repository counts its paths from itself", () =>
    inTemporaryFolder(async (folder) => {
      const repository = new GitRepository(folder);
      const commit = repository.commit("first", {
        "packages/shop/src/a.ts": lines(9),
        "b.ts": "b\n",
      });
      repository.git("mv", "packages/shop/src/a.ts", "packages/shop/src/c.ts");
      const history = historyOf(join(folder, "packages/shop"));
      const found = await history.versionsOf("src/a.ts", NEVER_CANCELLED);
      assert.deepEqual(found.kind === "known" && found.versions, [{ commit, path: "src/a.ts" }]);
      const texts = await history.textsAt([{ commit, path: "src/a.ts" }], 999, NEVER_CANCELLED);
      assert.deepEqual([...texts.values()], [lines(9)]);
      const renamed = await history.renamedSince(commit, NEVER_CANCELLED);
      assert.deepEqual([...renamed], [["src/a.ts", "src/c.ts"]]);
    }));

  test("renames are followed one after the other, the last of them uncommitted", () =>
    inRepository(async (repository, history) => {
      const commit = repository.commit("first", { "a.ts": lines(30), "z.ts": lines(3) });
      repository.git("mv", "a.ts", "b.ts");
      repository.commit("second");
      repository.git("checkout", "-q", "-b", "side");
      repository.git("mv", "b.ts", "c.ts");
      repository.commit("third");
      repository.git("checkout", "-q", "main");
      repository.git("merge", "-q", "--no-ff", "-m", "merged", "side");
      repository.git("mv", "c.ts", "d.ts");
      const renamed = await history.renamedSince(commit, NEVER_CANCELLED);
      assert.equal(renamed.get("a.ts"), "d.ts");
      assert.equal(renamed.get("z.ts"), undefined);
    }));

  test("a shallow copy says that its history is not whole", () =>
    inTemporaryFolder(async (folder) => {
      const repository = new GitRepository(join(made(folder, "from")));
      repository.commit("first", { "a.md": "a\n" });
      repository.commit("second", { "a.md": "b\n" });
      const from = `file://${repository.root}`;
      execFileSync("git", ["clone", "-q", "--depth", "1", from, join(folder, "to")]);
      const found = await historyOf(join(folder, "to")).versionsOf("a.md", NEVER_CANCELLED);
      assert.ok(found.kind === "known" && found.versions.length === 1 && !found.isWhole);
    }));

  test("outside of a repository, nothing is known", () =>
    inTemporaryFolder(async (folder) => {
      const history = historyOf(folder);
      assert.deepEqual(await history.versionsOf("a.md", NEVER_CANCELLED), { kind: "unknown" });
      assert.equal((await history.renamedSince("HEAD", NEVER_CANCELLED)).size, 0);
    }));

  test("nothing that the configuration of a repository names is run", () =>
    inRepository(async (repository, history) => {
      const bait = join(repository.root, ".git/bait.sh");
      const ran = join(repository.root, ".git/ran");
      repository.write(".git/bait.sh", `#!/bin/sh\ntouch "${ran}"\ncat "$1" 2>/dev/null\n`);
      chmodSync(bait, 0o755);
      const commit = repository.commit("first", {
        "a.ts": lines(30),
        ".gitattributes": ATTRIBUTES,
      });
      repository.git("mv", "a.ts", "b.ts");
      repository.commit("second");
      for (const key of [
        "core.fsmonitor",
        "core.pager",
        "diff.external",
        "diff.evil.textconv",
        "diff.evil.command",
        "filter.evil.clean",
        "filter.evil.smudge",
        "filter.evil.process",
        "gpg.program",
        "core.sshCommand",
      ]) {
        repository.git("config", key, bait);
      }
      repository.git("config", "log.showSignature", "true");
      repository.write("b.ts", "changed\n");
      await history.versionsOf("b.ts", NEVER_CANCELLED);
      await history.textsAt([{ commit, path: "a.ts" }], 999, NEVER_CANCELLED);
      const renamed = await history.renamedSince(commit, NEVER_CANCELLED);
      assert.equal(renamed.get("a.ts"), "b.ts");
      assert.equal(existsSync(ran), false);
    }));

  test("a cancelled question is answered with nothing", () =>
    inRepository(async (repository, history) => {
      repository.commit("first", { "a.md": "a\n" });
      const found = await history.versionsOf("a.md", AbortSignal.abort());
      assert.deepEqual(found, { kind: "unknown" });
    }));
});

const ATTRIBUTES = "*.ts diff=evil filter=evil\n";

function inRepository(
  task: (repository: GitRepository, history: CodeHistory) => Promise<void>,
): Promise<void> {
  return inTemporaryFolder((folder) => task(new GitRepository(folder), historyOf(folder)));
}

function historyOf(folder: string): CodeHistory {
  const program = findProgram("git", process.env["PATH"], folder);
  assert.ok(program !== undefined, "these tests need git");
  const env = { ...process.env, HOME: folder };
  return createCodeHistory({ program, folder, env });
}

function made(...parts: string[]): string {
  const folder = join(...parts);
  mkdirSync(folder);
  return folder;
}

/** Long enough that git sees a renamed file as the same one. */
function lines(count: number): string {
  return Array.from({ length: count }, (_, index) => `line ${index}\n`).join("");
}
