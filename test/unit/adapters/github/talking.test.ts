import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { NEVER_CANCELLED } from "../../../../src/core/kernel/cancel.ts";
import { safe } from "../../../support/builders.ts";
import { withGithubBench } from "../../../support/github/github-bench.ts";

const ID = "6f1d3c7a-0b5e-4f7c-9d2a-8c1e5b4a3f20";
const PULL_REQUEST = {
  url: "https://github.example/acme/shop/pull/9",
  title: safe("Fix `x` for @everyone\n# now"),
};

suite("comments, pull requests and changes on GitHub", () => {
  test("finds its own comment behind 250 others", () =>
    withGithubBench(async ({ tracker, double }) => {
      const issue = double.state.add("acme/shop", {});
      for (let n = 0; n < 250; n++) double.state.addComment(issue, "ada", `Comment ${n}`);
      const comment = { marker: ID, text: safe("Done.") };
      const first = await tracker.postComment("1", comment, NEVER_CANCELLED);
      assert.deepEqual(first, { kind: "posted" });
      const again = await tracker.postComment("1", comment, NEVER_CANCELLED);
      assert.deepEqual(again, { kind: "already" });
      const read = await tracker.readComments("1", NEVER_CANCELLED);
      assert.ok(read.ok);
      assert.equal(read.value.length, 251);
      assert.deepEqual(read.value.at(-1), {
        author: "canon-bot",
        at: "2026-01-05T10:00:00.000Z",
        text: "Done.",
      });
    }));

  test("shows a pull request so that its title cannot mention or format anything", () =>
    withGithubBench(async ({ tracker, double }) => {
      double.seed(1);
      const linked = await tracker.linkPullRequest("1", PULL_REQUEST, NEVER_CANCELLED);
      assert.equal(linked.kind, "done");
      const [text = ""] = double.tickets()[0]?.comments ?? [];
      assert.match(
        text,
        /^Pull request: https:\/\/github\.example\/acme\/shop\/pull\/9 `Fix x for @everyone # now`\n\n<!-- canon:pull-request:[0-9a-f]{32} -->$/,
      );
      const read = await tracker.readComments("1", NEVER_CANCELLED);
      assert.ok(read.ok && !read.value[0]?.text.includes("<!--"));
    }));

  test("refuses addresses that are none", () =>
    withGithubBench(async ({ tracker, double }) => {
      double.seed(1);
      for (const url of [
        "",
        "x",
        "javascript:alert(1)",
        "https://a b",
        "https://x/`y`",
        "https://x/<y>",
      ]) {
        const linked = await tracker.linkPullRequest(
          "1",
          { ...PULL_REQUEST, url },
          NEVER_CANCELLED,
        );
        assert.equal(linked.kind === "failed" && linked.error.code, "tracker/rejected", url);
      }
      assert.equal(double.requests.length, 0);
    }));

  test("closes with one comment that names the pull request, then the state", () =>
    withGithubBench(async ({ tracker, double }) => {
      double.seed(1);
      const reading = (await tracker.readTickets(["1"], NEVER_CANCELLED)).get("1");
      assert.ok(reading?.kind === "found");
      const closing = {
        status: "closed|canon:done",
        comment: { marker: ID, text: safe("Done.") },
        pullRequest: PULL_REQUEST,
      };
      await tracker.closeTicket("1", closing, reading.ticket.revision, NEVER_CANCELLED);
      const writes = double.requests.filter(({ isWrite }) => isWrite).map(({ method }) => method);
      assert.deepEqual(writes, ["POST", "PATCH"]);
      const [ticket] = double.tickets();
      assert.ok(ticket?.comments.length === 1);
      assert.match(ticket.comments[0] ?? "", /^Done\.\n\nPull request: /);
      assert.equal(ticket.status, "closed|canon:done");
    }));

  test("asks for changes for free while there are none", () =>
    withGithubBench(async ({ tracker, double, clock }) => {
      double.seed(3);
      double.state.add("acme/shop", { isPullRequest: true });
      const since = "2026-01-05T10:00:00.000Z";
      const first = await tracker.changedSince(since, NEVER_CANCELLED);
      assert.deepEqual(first, {
        ok: true,
        value: { keys: ["1", "2", "3"], until: since, isComplete: true },
      });
      const again = await tracker.changedSince(since, NEVER_CANCELLED);
      assert.deepEqual(again, first);
      assert.equal(typeof double.requests[1]?.headers["if-none-match"], "string");
      clock.advance(5000);
      double.move("2", "open|canon:in-progress");
      const later = await tracker.changedSince(since, NEVER_CANCELLED);
      assert.ok(later.ok && later.value.until === "2026-01-05T10:00:05.000Z");
      const next = await tracker.changedSince(later.value.until, NEVER_CANCELLED);
      assert.deepEqual(next.ok && next.value.keys, ["2"]);
      assert.equal(double.requests.at(-1)?.headers["if-none-match"], undefined);
    }));

  test("follows the pages of a long list, and says when it gives up", () =>
    withGithubBench(async ({ tracker, double, clock }) => {
      const since = clock.now();
      double.seed(250);
      const some = await tracker.changedSince(since, NEVER_CANCELLED);
      assert.ok(some.ok && some.value.isComplete);
      assert.equal(some.value.keys.length, 250);
      assert.match(double.requests.at(-1)?.url ?? "", /after=/);
      double.seed(1000);
      const many = await tracker.changedSince(since, NEVER_CANCELLED);
      assert.ok(many.ok && !many.value.isComplete);
      assert.equal(many.value.keys.length, 1000);
    }));

  test("says whose credential it is, also that of an app", () =>
    withGithubBench(async ({ tracker, double }) => {
      assert.deepEqual(await tracker.checkAccess(NEVER_CANCELLED), {
        ok: true,
        value: "canon-bot",
      });
      double.state.switches.isApp = true;
      assert.deepEqual(await tracker.checkAccess(NEVER_CANCELLED), {
        ok: true,
        value: "canon[bot]",
      });
    }));

  test("describes its states and the types of the organisation", () =>
    withGithubBench(async ({ tracker, open, double }) => {
      const typed = await tracker.describeWorkflow(NEVER_CANCELLED);
      assert.ok(typed.ok);
      assert.deepEqual(
        typed.value.types.map(({ name }) => name),
        [null, "Task", "Bug", "Feature"],
      );
      assert.deepEqual(
        typed.value.types[0]?.states.map(({ name }) => name),
        [
          ...["open|canon:draft", "open|canon:todo", "open|canon:in-progress", "closed|canon:done"],
          ...["open|canon:blocked", "closed|canon:deprecated", "open", "closed"],
        ],
      );
      double.state.switches.hasTypes = false;
      const untyped = await tracker.describeWorkflow(NEVER_CANCELLED);
      assert.deepEqual(untyped.ok && untyped.value.types.map(({ name }) => name), [null]);
      double.state.switches.isOldServer = true;
      const old = await tracker.describeWorkflow(NEVER_CANCELLED);
      assert.deepEqual(old, untyped);
      double.state.switches.isOldServer = false;
      const hidden = await open({ project: "acme/hidden" }).describeWorkflow(NEVER_CANCELLED);
      assert.equal(!hidden.ok && hidden.error.code, "tracker/not-found");
    }));
});
