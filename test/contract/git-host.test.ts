import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { NEVER_CANCELLED } from "../../src/core/kernel/cancel.ts";
import type { BranchDraft, GitHost, PullRequestOutcome } from "../../src/ports/git-host.ts";
import { safe } from "../support/builders.ts";
import { withEmulatedGitHost } from "../support/github/emulated-git-host.ts";
import { withGitHostBench, type GitHostBench } from "../support/github/git-host-bench.ts";

const PATH = "docs/specs/payments.md";
const TEXT = "\uFEFF# Payments\r\n\r\n## Été ✓\r\n";

describeGitHost("GitHub", withGitHostBench);
describeGitHost("GitHub, over a server that others wrote", withEmulatedGitHost);

async function draftOn(host: GitHost, parts: Partial<BranchDraft> = {}): Promise<BranchDraft> {
  const base = await host.readDefaultBranch(NEVER_CANCELLED);
  assert.ok(base.ok, JSON.stringify(base));
  return {
    branch: "canon/sync-1",
    base: base.value.name,
    parent: base.value.commit,
    title: safe("Criteria"),
    body: safe("What and why."),
    message: safe("docs: criteria"),
    files: [{ path: PATH, text: safe(TEXT) }],
    ...parts,
  };
}

async function open(host: GitHost, parts: Partial<BranchDraft> = {}): Promise<PullRequestOutcome> {
  return host.openPullRequest(await draftOn(host, parts), NEVER_CANCELLED);
}

async function textOf(host: GitHost, branch: string, path = PATH): Promise<unknown> {
  const state = await host.readBranch(branch, NEVER_CANCELLED);
  assert.ok(state.ok && state.value !== undefined, JSON.stringify(state));
  const reading = (await host.readFiles([path], state.value.commit, NEVER_CANCELLED)).get(path);
  return reading?.kind === "found" ? reading.text : reading?.kind;
}

/** What every git host does, whoever is behind it. */
function describeGitHost(
  name: string,
  withBench: (task: (bench: GitHostBench) => Promise<void>) => Promise<void>,
): void {
  const check = (title: string, task: (bench: GitHostBench) => Promise<void>): void => {
    test(title, () => withBench(task));
  };

  suite(`contract: git host: ${name}`, () => {
    check("reads branches and files, and tells what is not there", async ({ host }) => {
      const base = await host.readDefaultBranch(NEVER_CANCELLED);
      assert.ok(base.ok);
      assert.equal(base.value.name, "main");
      assert.deepEqual(await host.readBranch("canon/none", NEVER_CANCELLED), {
        ok: true,
        value: undefined,
      });
      const files = await host.readFiles(
        ["README.md", "no/such.md"],
        base.value.commit,
        NEVER_CANCELLED,
      );
      assert.equal(files.get("README.md")?.kind, "found");
      assert.deepEqual(files.get("no/such.md"), { kind: "missing" });
    });

    check(
      "makes a branch with one commit and a pull request, and keeps each byte",
      async (bench) => {
        const { host } = bench;
        const outcome = await open(host);
        assert.equal(outcome.kind, "opened", JSON.stringify(outcome));
        assert.equal(await textOf(host, "canon/sync-1"), TEXT);
        assert.equal(await textOf(host, "main"), "missing");
        const [pull, ...more] = await bench.pulls();
        assert.deepEqual(
          [pull?.title, pull?.head, pull?.base, more.length],
          ["Criteria", "canon/sync-1", "main", 0],
        );
      },
    );

    check("finds the pull request again, and adds a commit on top of the branch", async (bench) => {
      const { host, other } = bench;
      const first = await open(host);
      const branch = await other.readBranch("canon/sync-1", NEVER_CANCELLED);
      assert.ok(branch.ok && branch.value !== undefined && first.kind === "opened");
      const parent = branch.value.commit;
      const again = await open(other, { parent, files: [] });
      assert.deepEqual(again, { ...first, kind: "already" });
      const more = await open(other, { parent, files: [{ path: PATH, text: safe("# More\n") }] });
      assert.deepEqual(more, { ...first, kind: "updated" });
      assert.equal(await textOf(host, "canon/sync-1"), "# More\n");
      assert.equal((await bench.pulls()).length, 1);
    });

    check("leaves a branch that somebody else moved", async (bench) => {
      const { host } = bench;
      await open(host);
      const before = await host.readBranch("canon/sync-1", NEVER_CANCELLED);
      assert.ok(before.ok && before.value !== undefined);
      const late = { ...(await draftOn(host)), parent: before.value.commit };
      await bench.push("canon/sync-1", PATH, "# By hand\n");
      const outcome = await host.openPullRequest(late, NEVER_CANCELLED);
      assert.equal(outcome.kind, "stale", JSON.stringify(outcome));
      assert.equal((await open(host)).kind, "stale");
      assert.equal(await textOf(host, "canon/sync-1"), "# By hand\n");
      assert.equal((await bench.pulls()).length, 1);
    });

    check("finishes what an earlier run began", async (bench) => {
      const { host } = bench;
      const { parent } = await draftOn(host);
      await bench.branch("canon/sync-1", parent);
      await bench.push("canon/sync-1", PATH, TEXT);
      const state = await host.readBranch("canon/sync-1", NEVER_CANCELLED);
      assert.ok(state.ok && state.value !== undefined);
      const outcome = await open(host, { parent: state.value.commit, files: [] });
      assert.equal(outcome.kind, "opened", JSON.stringify(outcome));
    });

    check("finds the pull request of a branch only while it is open", async (bench) => {
      const { host } = bench;
      const none = { ok: true, value: undefined };
      assert.deepEqual(await host.findOpenPullRequest("canon/sync-1", NEVER_CANCELLED), none);
      const made = await open(host);
      assert.ok(made.kind === "opened");
      const found = await host.findOpenPullRequest("canon/sync-1", NEVER_CANCELLED);
      assert.deepEqual(found, { ok: true, value: { url: made.url, number: made.number } });
      assert.deepEqual(await host.findOpenPullRequest("canon/other", NEVER_CANCELLED), none);
      await bench.close(made.number);
      assert.deepEqual(await host.findOpenPullRequest("canon/sync-1", NEVER_CANCELLED), none);
    });

    check("reads a pull request that was merged, and tells those that were not", async (bench) => {
      const { host } = bench;
      const made = await open(host);
      assert.ok(made.kind === "opened");
      const before = await host.readPullRequest(made.number, NEVER_CANCELLED);
      assert.deepEqual(before, { kind: "open", url: made.url });
      await bench.merge(made.number);
      const reading = await host.readPullRequest(made.number, NEVER_CANCELLED);
      assert.ok(reading.kind === "merged", JSON.stringify(reading));
      const { work } = reading;
      const main = await host.readBranch("main", NEVER_CANCELLED);
      assert.ok(main.ok);
      assert.deepEqual(
        [work.source, work.title, work.body, work.branch, work.base, work.url, work.repository],
        [`PR#${made.number}`, "Criteria", "What and why.", "canon/sync-1", "main", made.url, host.repository],
      ); // prettier-ignore
      assert.equal(work.mergedCommit, main.value?.commit);
      assert.equal(work.commits.at(-1)?.message, "docs: criteria");
      assert.deepEqual([work.review, work.isComplete], ["none", true]);
      assert.deepEqual(await host.readPullRequest(999, NEVER_CANCELLED), { kind: "missing" });
    });

    check("lists what was merged since a moment, and nothing that was closed", async (bench) => {
      const { host, other } = bench;
      const merged = await open(host);
      assert.ok(merged.kind === "opened");
      await bench.merge(merged.number);
      const closed = await open(host, {
        branch: "canon/sync-2",
        files: [{ path: "docs/other.md", text: safe("# Other\n") }],
      });
      assert.ok(closed.kind === "opened", JSON.stringify(closed));
      await bench.close(closed.number);
      const since = new Date(Date.now() - 3_600_000).toISOString();
      const first = await host.listMergedPullRequests(since, NEVER_CANCELLED);
      assert.ok(first.ok, JSON.stringify(first));
      assert.deepEqual(
        first.value.pullRequests.map(({ number, title, url }) => ({ number, title, url })),
        [{ number: merged.number, title: "Criteria", url: merged.url }],
      );
      assert.equal(first.value.isComplete, true);
      assert.deepEqual(await host.listMergedPullRequests(since, NEVER_CANCELLED), first);
      const later = new Date(Date.now() + 3_600_000).toISOString();
      const none = await other.listMergedPullRequests(later, NEVER_CANCELLED);
      assert.deepEqual(none, { ok: true, value: { pullRequests: [], isComplete: true } });
      assert.equal((await host.listMergedPullRequests("soon", NEVER_CANCELLED)).ok, false);
    });

    check("does not open again what somebody closed", async (bench) => {
      const { host } = bench;
      const first = await open(host);
      assert.ok(first.kind === "opened");
      await bench.close(first.number);
      const again = await open(host, { files: [{ path: PATH, text: safe("# Anew\n") }] });
      assert.deepEqual(again, { ...first, kind: "refused" });
      assert.equal(await textOf(host, "canon/sync-1"), TEXT);
    });
  });
}
