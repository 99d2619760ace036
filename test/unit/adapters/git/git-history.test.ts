import assert from "node:assert/strict";
import { chmodSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createGitHistory } from "../../../../src/adapters/git/git-history.ts";
import { NEVER_CANCELLED } from "../../../../src/core/kernel/cancel.ts";
import type { MergedWork } from "../../../../src/core/model/merged-work.ts";
import type { GitHistory, MergedCommits } from "../../../../src/ports/git-history.ts";
import { createRealRepository, type RealRepository } from "../../../support/real-repository.ts";
import { inTemporaryFolder } from "../../../support/temporary-folder.ts";

const GIT = "/usr/bin/git";

interface Bench {
  readonly real: RealRepository;
  readonly history: GitHistory;
}

const historyOf = (folder: string): GitHistory =>
  createGitHistory({ program: GIT, folder, env: process.env, repository: "acme/shop" });

function withRepository(task: (bench: Bench) => Promise<void>): Promise<void> {
  return inTemporaryFolder(async (folder) => {
    await task({ real: createRealRepository(folder), history: historyOf(folder) });
  });
}

async function listed({ history }: Bench, since: string | null = null): Promise<MergedCommits> {
  const found = await history.listMerged(since, NEVER_CANCELLED);
  assert.ok(found.ok, JSON.stringify(found));
  return found.value;
}

async function workOf({ history }: Bench, commit: string): Promise<MergedWork> {
  const read = await history.readWork(commit, NEVER_CANCELLED);
  assert.ok(read.ok, JSON.stringify(read));
  return read.value;
}

suite("the history of a clone", () => {
  test("lists merges and squashed pull requests, the newest first, and no direct commits", () =>
    withRepository(async (bench) => {
      const { real } = bench;
      real.branch("feature/PAY-142");
      real.commit("Make a key", "src/keys.ts", "1\n");
      const first = real.merge(
        "feature/PAY-142",
        "Merge pull request #411 from acme/feature/PAY-142\n\nKeys",
      );
      real.commit("By hand", "a.txt", "1\n");
      real.branch("later");
      real.commit("More", "src/more.ts", "1\n");
      const second = real.squash("later", "More keys (#412)\n\nCloses PAY-143");
      const all = await listed(bench);
      assert.deepEqual(
        all.commits.map(({ commit, number, title, author }) => [commit, number, title, author]),
        [
          [second, 412, "More keys (#412)", "Ada"],
          [first, 411, "Keys", "Ada"],
        ],
      );
      assert.deepEqual([all.head, all.isComplete], [second, true]);
      assert.deepEqual(
        (await listed(bench, first)).commits.map(({ number }) => number),
        [412],
      );
      assert.deepEqual((await listed(bench, second)).commits, []);
    }));

  test("leaves out what was only pulled", () =>
    withRepository(async (bench) => {
      bench.real.branch("other");
      bench.real.commit("There", "b.txt", "1\n");
      bench.real.merge("other", "Merge branch 'main' of github.com:acme/shop");
      assert.deepEqual((await listed(bench)).commits, []);
    }));

  test("reads a merge with its commits, its renames and the lines that it wrote", () =>
    withRepository(async (bench) => {
      const { real } = bench;
      real.commit("Base", "src/a.ts", "1\n2\n3\n");
      const long = Array.from({ length: 20 }, (_, n) => `line ${n}`).join("\n");
      real.commit("Base", "src/old name.ts", `${long}\n`);
      real.branch("PAY-142");
      real.commit("Change\n\nCloses PAY-142", "src/a.ts", "1\ntwo\nmore\n3\n");
      real.git("mv", "src/old name.ts", "src/Größe.ts");
      real.commit("Rename", "docs/x.md", "x\n");
      real.git("checkout", "-q", "main");
      real.commit("Meanwhile", "other.ts", "1\n");
      const id = real.merge("PAY-142", "Merge pull request #412 from acme/PAY-142\n\nKeys\n\nWhy.");
      const work = await workOf(bench, id);
      assert.deepEqual(work.files, [
        { path: "docs/x.md", previousPath: null, change: "added", lines: [{ startLine: 1, endLine: 1 }] },
        { path: "src/Größe.ts", previousPath: "src/old name.ts", change: "renamed", lines: null },
        { path: "src/a.ts", previousPath: null, change: "modified", lines: [{ startLine: 2, endLine: 3 }] },
      ]); // prettier-ignore
      assert.deepEqual(
        work.commits.map(({ message }) => message.trim()),
        ["Rename", "Change\n\nCloses PAY-142"],
      );
      assert.deepEqual(
        [work.source, work.number, work.title, work.body, work.branch, work.base],
        ["PR#412", 412, "Keys", "Why.", "PAY-142", "main"],
      );
      assert.deepEqual(
        [work.repository, work.review, work.isOnDefaultBranch, work.isComplete],
        ["acme/shop", null, true, true],
      );
    }));

  test("reads the first commit, and one that nobody can name a number for", () =>
    withRepository(async (bench) => {
      const work = await workOf(bench, bench.real.git("rev-parse", "HEAD"));
      assert.match(work.source, /^commit-[0-9a-f]{12}$/);
      assert.deepEqual(
        work.files.map(({ path, change }) => [path, change]),
        [["README.md", "added"]],
      );
    }));

  test("tells a commit of another branch from one of the default branch", () =>
    withRepository(async (bench) => {
      bench.real.branch("topic");
      const id = bench.real.commit("Elsewhere (#9)", "a.ts", "1\n");
      assert.equal((await workOf(bench, id)).isOnDefaultBranch, false);
      const found = await bench.history.findPullRequest(9, NEVER_CANCELLED);
      assert.deepEqual(found, { ok: true, value: undefined });
    }));

  test("follows the branch that the origin names", () =>
    withRepository(async (bench) => {
      const { real } = bench;
      real.branch("trunk");
      const id = real.commit("Trunk (#7)", "a.ts", "1\n");
      real.git("update-ref", "refs/remotes/origin/trunk", id);
      real.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk");
      real.git("checkout", "-q", "main");
      const found = await bench.history.findPullRequest(7, NEVER_CANCELLED);
      assert.ok(found.ok);
      assert.equal(found.value?.commit, id);
      assert.equal((await workOf(bench, id)).base, "trunk");
    }));

  test("does not guess what the oldest commit of a cut clone changed", () =>
    withRepository(async ({ real }) => {
      real.commit("One (#1)", "a.ts", "1\n");
      const id = real.commit("Two (#2)", "b.ts", "1\n");
      const cut = join(real.folder, "cut");
      real.git("clone", "-q", "--depth", "1", `file://${real.folder}`, cut);
      const read = await historyOf(cut).readWork(id, NEVER_CANCELLED);
      assert.equal(!read.ok && read.error.code, "git/shallow");
    }));

  for (const name of [
    "--output=/tmp/x",
    "HEAD",
    "main",
    "-1",
    "HEAD~1",
    "a".repeat(39),
    "0".repeat(40),
  ]) {
    test(`takes no ${JSON.stringify(name.slice(0, 12))} for a commit`, () =>
      withRepository(async ({ history }) => {
        const read = await history.readWork(name, NEVER_CANCELLED);
        assert.equal(!read.ok && read.error.code, "git/no-such-commit");
      }));
  }

  test("runs no program that the repository names", () =>
    withRepository(async (bench) => {
      const { real } = bench;
      const ran = join(real.folder, "ran");
      const trap = join(real.folder, "trap.sh");
      writeFileSync(trap, `#!/bin/sh\ntouch '${ran}'\n`);
      chmodSync(trap, 0o755);
      writeFileSync(join(real.folder, ".gitattributes"), "*.ts diff=trap filter=trap\n");
      real.branch("keys");
      real.commit("Keys", "a.ts", "1\n");
      const id = real.merge("keys", "Merge pull request #412 from acme/keys\n\nKeys");
      const settings = {
        "core.fsmonitor": trap, "core.pager": trap, "diff.external": trap, "diff.trap.command": trap,
        "diff.trap.textconv": trap, "filter.trap.smudge": trap, "filter.trap.clean": trap, "gpg.program": trap,
        "log.showSignature": "true", "core.hooksPath": real.folder, "core.sshCommand": trap, "pager.log": trap,
        "alias.rev-list": `!${trap}`, "alias.diff-tree": `!${trap}`, "core.editor": trap,
      }; // prettier-ignore
      for (const [key, value] of Object.entries(settings)) real.git("config", key, value);
      assert.equal((await listed(bench)).commits.length, 1);
      assert.equal((await workOf(bench, id)).number, 412);
      await bench.history.findPullRequest(1, NEVER_CANCELLED);
      assert.equal(existsSync(ran), false);
      real.git("status");
      assert.equal(existsSync(ran), true, "the trap is no trap");
    }));

  test("stops when nobody waits any more", () =>
    withRepository(async ({ history }) => {
      const stopped = await history.listMerged(null, AbortSignal.abort());
      assert.equal(!stopped.ok && stopped.error.code, "git/stopped");
      const control = new AbortController();
      const running = history.listMerged(null, control.signal);
      control.abort();
      const ended = await running;
      assert.equal(!ended.ok && ended.error.code, "git/stopped");
    }));

  test("says so where there is no repository, no commit and no git", () =>
    inTemporaryFolder(async (folder) => {
      const none = await historyOf(folder).listMerged(null, NEVER_CANCELLED);
      assert.equal(!none.ok && none.error.code, "git/no-repository");
      const program = join(folder, "no-git");
      const lost = createGitHistory({ program, folder, env: {}, repository: null });
      const missing = await lost.listMerged(null, NEVER_CANCELLED);
      assert.equal(!missing.ok && missing.error.code, "git/no-program");
    }));
});
