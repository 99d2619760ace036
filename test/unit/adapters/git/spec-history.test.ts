import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { findProgram } from "../../../../src/adapters/files/find-program.ts";
import { createSpecHistory } from "../../../../src/adapters/git/spec-history.ts";
import { NEVER_CANCELLED } from "../../../../src/core/kernel/cancel.ts";
import type { SpecHistory } from "../../../../src/ports/spec-history.ts";
import { GitRepository } from "../../../support/git-repository.ts";
import { inTemporaryFolder } from "../../../support/temporary-folder.ts";

const SPECS = ["docs/specs"];

suite("what git knows of the past of specs", () => {
  test("the commits are those that touched specs, on the own line; a merge is one step", () =>
    inRepository(async (repository, history) => {
      const first = repository.commitAt("2026-01-02T10:00:00Z", { "docs/specs/a.md": "1\n" });
      repository.commitAt("2026-01-03T10:00:00Z", { "src/a.ts": "1\n" });
      repository.git("checkout", "-q", "-b", "side");
      repository.commitAt("2026-01-04T10:00:00Z", { "docs/specs/b.md": "1\n" });
      repository.git("checkout", "-q", "main");
      repository.git("merge", "-q", "--no-ff", "-m", "merged", "side");
      const merged = repository.git("rev-parse", "HEAD");
      const found = await history.commitsOf(SPECS, NEVER_CANCELLED);
      assert.ok(found.kind === "known" && !found.isShallow && !found.isCut);
      assert.deepEqual(
        found.commits.map(({ commit }) => commit),
        [merged, first],
      );
      assert.equal(found.commits[1]?.at, "2026-01-02T10:00:00.000Z");
    }));

  test("the files of a commit come with the names of their texts, links and others left out", () =>
    inRepository(async (repository, history) => {
      const commit = repository.commitAt("2026-01-02T10:00:00Z", {
        "docs/specs/a ü.md": "one\n",
        "docs/specs/deep/b.md": "one\n",
        "docs/other.md": "other\n",
      });
      const files = (await history.filesAt(commit, SPECS, NEVER_CANCELLED)) ?? [];
      assert.deepEqual(
        files.map(({ path, size }) => [path, size]),
        [
          ["docs/specs/a ü.md", 4],
          ["docs/specs/deep/b.md", 4],
        ],
      );
      assert.equal(files[0]?.blob, files[1]?.blob);
      const texts = await history.textsOf([files[0]?.blob ?? ""], 99, NEVER_CANCELLED);
      assert.deepEqual([...texts.values()], ["one\n"]);
      assert.equal(await history.filesAt("HEAD", SPECS, NEVER_CANCELLED), null);
      assert.equal((await history.textsOf(["HEAD:docs/other.md"], 99, NEVER_CANCELLED)).size, 0);
    }));

  test("a folder inside a repository has its own past, with paths that count from itself", () =>
    inTemporaryFolder(async (folder) => {
      const repository = new GitRepository(folder);
      const own = repository.commitAt("2026-01-02T10:00:00Z", {
        "packages/shop/docs/specs/a.md": "1\n",
      });
      repository.commitAt("2026-01-03T10:00:00Z", { "docs/specs/a.md": "1\n" });
      const history = historyOf(join(folder, "packages/shop"));
      for (const paths of [SPECS, ["."]]) {
        const found = await history.commitsOf(paths, NEVER_CANCELLED);
        assert.ok(found.kind === "known");
        assert.deepEqual(
          found.commits.map(({ commit }) => commit),
          [own],
        );
        const files = await history.filesAt(own, paths, NEVER_CANCELLED);
        assert.deepEqual(
          files?.map(({ path }) => path),
          ["docs/specs/a.md"],
        );
      }
    }));

  test("a shallow copy says so", () =>
    inTemporaryFolder(async (folder) => {
      mkdirSync(join(folder, "from"));
      const repository = new GitRepository(join(folder, "from"));
      repository.commit("first", { "docs/specs/a.md": "a\n" });
      repository.commit("second", { "docs/specs/a.md": "b\n" });
      const from = `file://${repository.root}`;
      execFileSync("git", ["clone", "-q", "--depth", "1", from, join(folder, "to")]);
      const found = await historyOf(join(folder, "to")).commitsOf(SPECS, NEVER_CANCELLED);
      assert.ok(found.kind === "known" && found.commits.length === 1 && found.isShallow);
    }));

  test("no repository, no commit, no spec in any commit, and a cancelled look each say why", () =>
    inTemporaryFolder(async (folder) => {
      const why = async (signal = NEVER_CANCELLED): Promise<string> => {
        const found = await historyOf(folder).commitsOf(SPECS, signal);
        return found.kind === "none" ? found.why : found.kind;
      };
      assert.equal(await why(), "no-repository");
      const repository = new GitRepository(folder);
      assert.equal(await why(), "not-committed");
      repository.commit("first", { "src/a.ts": "1\n" });
      assert.equal(await why(), "not-committed");
      repository.commit("second", { "docs/specs/a.md": "1\n" });
      assert.equal(await why(), "known");
      assert.equal(await why(AbortSignal.abort()), "stopped");
    }));

  test("nothing that the configuration of a repository names is run", () =>
    inRepository(async (repository, history) => {
      const bait = join(repository.root, ".git/bait.sh");
      const ran = join(repository.root, ".git/ran");
      repository.write(".git/bait.sh", `#!/bin/sh\ntouch "${ran}"\ncat "$1" 2>/dev/null\n`);
      chmodSync(bait, 0o755);
      repository.commit("first", { "docs/specs/a.md": "1\n" });
      const commit = repository.commit("second", {
        "docs/specs/a.md": "2\n",
        ".gitattributes": "*.md diff=evil filter=evil\n",
      });
      for (const key of [
        ...["core.fsmonitor", "core.pager", "core.sshCommand", "diff.external", "gpg.program"],
        ...["diff.evil.textconv", "diff.evil.command", "filter.evil.clean", "filter.evil.smudge"],
      ]) {
        repository.git("config", key, bait);
      }
      repository.git("config", "log.showSignature", "true");
      const found = await history.commitsOf(SPECS, NEVER_CANCELLED);
      assert.ok(found.kind === "known" && found.commits.length === 2);
      const [file] = (await history.filesAt(commit, SPECS, NEVER_CANCELLED)) ?? [];
      const texts = await history.textsOf([file?.blob ?? ""], 99, NEVER_CANCELLED);
      assert.deepEqual([...texts.values()], ["2\n"]);
      assert.equal(existsSync(ran), false);
    }));
});

function inRepository(
  task: (repository: GitRepository, history: SpecHistory) => Promise<void>,
): Promise<void> {
  return inTemporaryFolder((folder) => task(new GitRepository(folder), historyOf(folder)));
}

function historyOf(folder: string): SpecHistory {
  const program = findProgram("git", process.env["PATH"], folder);
  assert.ok(program !== undefined, "these tests need git");
  return createSpecHistory({ program, folder, env: { ...process.env, HOME: folder } });
}
