import assert from "node:assert/strict";
import { NEVER_CANCELLED } from "../../../../src/core/kernel/cancel.ts";
import type { MergedWork } from "../../../../src/core/model/merged-work.ts";
import { withGitHostBench } from "../../../support/github/git-host-bench.ts";
import { aPull, type GitRepository } from "../../../support/github/git-repository.ts";

type Bench = Parameters<Parameters<typeof withGitHostBench>[0]>[0];

function gitOf({ double }: Bench): GitRepository {
  const git = double.state.repositories.get(double.project)?.git;
  assert.ok(git !== undefined);
  return git;
}

async function workOf({ host }: Bench, number: number): Promise<MergedWork> {
  const reading = await host.readPullRequest(number, NEVER_CANCELLED);
  assert.ok(reading.kind === "merged", JSON.stringify(reading));
  return reading.work;
}

/** A branch from main with these files; a null text removes one. */
function branchWith(git: GitRepository, files: Readonly<Record<string, string | null>>): void {
  git.branches.set("feature", git.branches.get("main") ?? "");
  for (const [path, text] of Object.entries(files)) {
    git.push("feature", path, text, `Change ${path}`);
  }
}

suite("pull requests that were merged, at GitHub", () => {
  test("have their files with renames and lines, their commits, and what reviewers decided", () =>
    withGitHostBench(async (bench) => {
      const git = gitOf(bench);
      git.push("main", "src/a.ts", "1\n2\n3\n");
      git.push("main", "src/old.ts", "old\n");
      branchWith(git, {
        "src/a.ts": "1\ntwo\nmore\n3\n",
        "src/old.ts": null,
        "src/new.ts": "old\n",
      });
      const reviews = [
        { author: "eve", state: "CHANGES_REQUESTED" },
        { author: "bob", state: "APPROVED" },
        { author: "eve", state: "DISMISSED" },
        { author: "bob", state: "COMMENTED" },
      ];
      const pull = aPull({ reviews, body: "Closes PAY-142" });
      git.pulls.push(pull);
      const mergedCommit = git.merge(pull, "2026-01-06T10:00:00Z");
      const work = await workOf(bench, 4);
      assert.deepEqual(work.files, [
        {
          path: "src/a.ts",
          previousPath: null,
          change: "modified",
          lines: [{ startLine: 2, endLine: 3 }],
        },
        { path: "src/new.ts", previousPath: "src/old.ts", change: "renamed", lines: null },
      ]);
      assert.deepEqual(
        work.commits.map(({ message }) => message),
        ["Change src/a.ts", "Change src/old.ts", "Change src/new.ts"],
      );
      assert.equal(work.mergedCommit, mergedCommit);
      assert.equal(work.mergedAt, "2026-01-06T10:00:00Z");
      assert.equal(work.isOnDefaultBranch, true);
      assert.deepEqual([work.author, work.review, work.isComplete], ["ada", "approved", true]);
    }));

  test("into another branch are told apart from those into the default one", () =>
    withGitHostBench(async (bench) => {
      const git = gitOf(bench);
      git.branches.set("release/1", git.branches.get("main") ?? "");
      branchWith(git, { "a.ts": "1\n" });
      const pull = aPull({ base: "release/1" });
      git.pulls.push(pull);
      git.merge(pull, "2026-01-06T10:00:00Z", "squash");
      const work = await workOf(bench, 4);
      assert.deepEqual([work.base, work.isOnDefaultBranch], ["release/1", false]);
    }));

  test("with many files are read page by page, each once", () =>
    withGitHostBench(async (bench) => {
      const git = gitOf(bench);
      git.branches.set("feature", git.branches.get("main") ?? "");
      const files = new Map(Array.from({ length: 250 }, (_, n) => [`src/${n}.ts`, `${n}\n`]));
      const tree = git.addTree(files);
      git.branches.set("feature", git.addCommit(tree, [git.branches.get("main") ?? ""], "Many"));
      const pull = aPull();
      git.pulls.push(pull);
      git.merge(pull, "2026-01-06T10:00:00Z");
      const before = bench.double.requests.length;
      const work = await workOf(bench, 4);
      assert.equal(new Set(work.files.map(({ path }) => path)).size, 251);
      assert.equal(bench.double.requests.length - before, 6);
      assert.ok(work.isComplete);
    }));

  test("whose files cannot be read are unreadable, and never empty", () =>
    withGitHostBench(async (bench) => {
      const git = gitOf(bench);
      branchWith(git, { "a.ts": "1\n" });
      const pull = aPull();
      git.pulls.push(pull);
      git.merge(pull, "2026-01-06T10:00:00Z");
      bench.double.faultFor = ({ url }) =>
        url.includes("/files") ? { kind: "status", status: 500 } : undefined;
      const reading = await bench.host.readPullRequest(4, NEVER_CANCELLED);
      assert.equal(reading.kind, "unreadable");
    }));

  test("are looked for again with one request that costs nothing while nothing changed", () =>
    withGitHostBench(async (bench) => {
      const git = gitOf(bench);
      branchWith(git, { "a.ts": "1\n" });
      const pull = aPull();
      git.pulls.push(pull);
      git.merge(pull, "2026-01-06T10:00:00Z");
      const since = "2026-01-06T00:00:00Z";
      const first = await bench.host.listMergedPullRequests(since, NEVER_CANCELLED);
      const before = bench.double.requests.length;
      assert.deepEqual(await bench.host.listMergedPullRequests(since, NEVER_CANCELLED), first);
      const [again, ...more] = bench.double.requests.slice(before);
      assert.equal(more.length, 0);
      assert.ok(again?.headers["if-none-match"] !== undefined);
      const other = aPull({ number: 5, title: "Later", head: "feature" });
      git.push("feature", "b.ts", "2\n");
      git.pulls.push(other);
      git.merge(other, "2026-01-07T10:00:00Z");
      const third = await bench.host.listMergedPullRequests(since, NEVER_CANCELLED);
      assert.ok(third.ok);
      assert.deepEqual(
        third.value.pullRequests.map(({ number }) => number),
        [5, 4],
      );
    }));
});
