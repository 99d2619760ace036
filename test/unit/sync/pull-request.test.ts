import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { err, ok } from "../../../src/core/kernel/result.ts";
import { approvePlan } from "../../../src/core/plan/approve.ts";
import { UNATTENDED } from "../../../src/sync/apply-plan.ts";
import type { PullRequestReport } from "../../../src/sync/report.ts";
import { withGitHostBench } from "../../support/github/git-host-bench.ts";
import type { GitRepository } from "../../support/github/git-repository.ts";
import {
  createMemoryTicketTracker,
  JIRA_STATES,
  type MemoryTicketTracker,
} from "../../support/memory-ticket-tracker.ts";
import { configFor, onTracker, SPEC, type Workspace } from "../../support/workspace.ts";

const SPEC_TEXT = `# Payments

## 1. Retry
<!-- canon:system:retry status:todo -->

Try again.

- [ ] gives up after three attempts
`;

interface Bench {
  readonly workspace: Workspace;
  readonly tracker: MemoryTicketTracker;
  readonly git: GitRepository;
  readonly propose: () => Promise<PullRequestReport>;
}

/** A synced workspace whose spec is on the repository's main branch, below `web/`. */
async function inBench(task: (bench: Bench) => Promise<void>): Promise<void> {
  await withGitHostBench(async ({ host, double }) => {
    const tracker = createMemoryTicketTracker({
      system: "jira",
      prefix: "PAY",
      states: JIRA_STATES,
    });
    const workspace = onTracker(tracker, SPEC_TEXT, configFor("jira", "PAY"), {
      openGitHost: () => Promise.resolve(ok({ host, prefix: "web/", branch: null })),
    });
    await workspace.sync();
    const git = double.state.repositories.get(double.project)?.git;
    assert.ok(git !== undefined);
    git.push("main", `web/${SPEC}`, workspace.text());
    tracker.edit("PAY-1", (ticket) => {
      ticket.status = "In Progress";
      ticket.description = ticket.description.replace(
        "- [ ] gives up after three attempts",
        "- [x] gives up after three attempts\n- [ ] tells @ada, closes #12",
      );
    });
    await task({
      workspace,
      tracker,
      git,
      propose: async () => {
        const plan = await workspace.plan({ direction: "reverse" });
        const approved = approvePlan(plan);
        const report = await workspace.engine.openPullRequest(approved, UNATTENDED);
        assert.ok(report.ok, JSON.stringify(report));
        return report.value;
      },
    });
  });
}

function branchOf(git: GitRepository): string {
  const [branch = "", ...more] = [...git.branches.keys()].filter((name) => name !== "main");
  assert.deepEqual(more, []);
  return branch;
}

function proposed(git: GitRepository): string {
  return git.files(branchOf(git)).get(`web/${SPEC}`) ?? "";
}

suite("a pull request with what tickets changed", () => {
  test("holds the edits, says why, and leaves the workspace as it is", () =>
    inBench(async ({ workspace, git, propose }) => {
      const before = new Map(workspace.store.files);
      const report = await propose();
      assert.deepEqual(
        report.results.map(({ item, outcome }) => [item.kind, outcome]),
        [
          ["set-status", "done"],
          ["check-criterion", "done"],
          ["add-criterion", "done"],
        ],
      );
      assert.equal(report.pullRequest?.kind, "opened");
      assert.match(branchOf(git), /^canon\/sync-[0-9a-f]{12}$/);
      assert.equal(
        proposed(git),
        workspace
          .text()
          .replace("status:todo", "status:in_progress")
          .replace(
            "- [ ] gives up after three attempts\n",
            "- [x] gives up after three attempts\n- [ ] tells @ada, closes #12\n",
          ),
      );
      const [pull] = git.pulls;
      assert.equal(pull?.title, "Specs: 3 spec changes from 1 ticket");
      assert.match(
        pull.body,
        /- `1 Retry`: `Add "tells @ada, closes #12" to the spec`, as `jira:PAY-1` says/,
      );
      const commit = git.commits.get(git.branches.get(branchOf(git)) ?? "");
      assert.doesNotMatch(commit?.message ?? "", /#12|@ada/);
      assert.deepEqual(new Map(workspace.store.files), before);
    }));

  test("is opened once, and gets what is new in a commit of its own", () =>
    inBench(async ({ workspace, git, propose }) => {
      await propose();
      const commits = git.commits.size;
      const again = await propose();
      assert.deepEqual([again.pullRequest?.kind, git.commits.size], ["already", commits]);
      git.push(branchOf(git), `web/${SPEC}`, workspace.text());
      assert.equal((await propose()).pullRequest?.kind, "updated");
      assert.match(proposed(git), /tells @ada/);
      assert.equal(git.pulls.length, 1);
    }));

  test("makes the edits on the text that the branch has, section by section", () =>
    inBench(async ({ workspace, git, propose }) => {
      const text = workspace.text().replace("Try again.", "Try *again*.");
      git.push("main", `web/${SPEC}`, text.replace("## 1.", "## 0. New\n\nText.\n\n## 1."));
      await propose();
      assert.match(proposed(git), /^# Payments\n\n## 0\. New\n\nText\.\n\n## 1\. Retry\n/);
      assert.match(
        proposed(git),
        /Try \*again\*\.\n\n- \[x\] gives up after three attempts\n- \[ \] tells/,
      );
    }));

  test("reports what cannot be done there, and does the rest", () =>
    inBench(async ({ workspace, git, propose }) => {
      const text = workspace.text();
      git.push("main", `web/${SPEC}`, text.replace("- [ ] gives up after three attempts\n", ""));
      const report = await propose();
      assert.deepEqual(
        report.results.map(({ item, outcome }) => [item.kind, outcome]),
        [
          ["set-status", "done"],
          ["check-criterion", "failed"],
          ["add-criterion", "done"],
        ],
      );
      git.push("main", `web/${SPEC}`, null);
      git.branches.delete(branchOf(git));
      const none = await propose();
      assert.deepEqual([none.pullRequest, git.pulls.length], [null, 1]);
      assert.match(none.results[0]?.error ?? "", /Push it first/);
    }));

  test("is not opened where the repository has the changes, nor again after it was closed", () =>
    inBench(async ({ workspace, git, propose }) => {
      await propose();
      const [pull] = git.pulls;
      assert.ok(pull !== undefined);
      pull.state = "closed";
      const refused = await propose();
      assert.equal(refused.pullRequest, null);
      assert.match(refused.results[0]?.error ?? "", /Somebody closed pull request \d+/);
      git.push("main", `web/${SPEC}`, proposed(git));
      git.branches.delete(branchOf(git));
      const there = await propose();
      assert.deepEqual([there.pullRequest, git.pulls.length], [null, 1]);
      assert.ok(there.results.every(({ outcome }) => outcome === "done"));
      assert.match(workspace.text(), /status:todo/);
    }));

  test("is not opened for a file or ticket that moved since the plan", () =>
    inBench(async ({ workspace, tracker, git }) => {
      const plan = await workspace.plan({ direction: "reverse" });
      tracker.edit("PAY-1", (ticket) => {
        ticket.title = "Other";
      });
      const report = await workspace.engine.openPullRequest(approvePlan(plan), UNATTENDED);
      assert.ok(report.ok);
      assert.deepEqual(
        report.value.results.map(({ outcome }) => outcome),
        ["stale", "stale", "stale"],
      );
      assert.equal(git.pulls.length, 0);
    }));

  test("is not opened with a file that holds a secret", () =>
    inBench(async ({ workspace, git, propose }) => {
      const secret = `ghp_${"a1B2".repeat(9)}`;
      git.push("main", `web/${SPEC}`, `${workspace.text()}\n${secret}\n`);
      const report = await propose();
      assert.match(report.results[0]?.error ?? "", /looks like a secret/);
      assert.equal(git.branches.size, 1);
    }));

  test("says why when the repository cannot be opened", async () => {
    const tracker = createMemoryTicketTracker({
      system: "jira",
      prefix: "PAY",
      states: JIRA_STATES,
    });
    const problem = {
      code: "git/no-remote",
      severity: "error",
      line: null,
      message: "None.",
    } as const;
    const workspace = onTracker(tracker, SPEC_TEXT, configFor("jira", "PAY"), {
      openGitHost: () => Promise.resolve(err(problem)),
    });
    await workspace.sync();
    tracker.edit("PAY-1", (ticket) => {
      ticket.status = "In Progress";
    });
    const plan = approvePlan(await workspace.plan());
    const report = await workspace.engine.openPullRequest(plan, UNATTENDED);
    assert.deepEqual(report, { ok: false, error: { kind: "not-begun", problems: [problem] } });
  });
});
