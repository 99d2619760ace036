import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { NEVER_CANCELLED } from "../../../../src/core/kernel/cancel.ts";
import type { TicketReading } from "../../../../src/core/model/ticket.ts";
import type { TicketTracker } from "../../../../src/ports/ticket-tracker.ts";
import { withGithubBench } from "../../../support/github/github-bench.ts";
import type { StoredIssue } from "../../../support/github/github-state.ts";
import type { GithubDouble } from "../../../support/github/github-double.ts";

suite("reading issues on GitHub", () => {
  test("reads 1,000 tickets in ten requests", () =>
    withGithubBench(async ({ tracker, double }) => {
      const keys = double.seed(1000);
      const readings = await tracker.readTickets(keys, NEVER_CANCELLED);
      assert.equal(readings.size, 1000);
      for (const [key, reading] of readings) assert.equal(found(reading).ref.key, key);
      assert.equal(double.requests.length, 10);
      assert.ok(double.requests.every((request) => !request.isWrite));
    }));

  test("reads issues of several repositories in one request, under the keys asked for", () =>
    withGithubBench(async ({ tracker, double }) => {
      const own = double.state.add("acme/shop", { title: "Own" });
      const far = double.state.add("acme/site", { title: "Far" });
      own.parentId = far.id;
      const keys = ["1", "#1", "shop#1", "ACME/Shop#1", "site#1", "acme/site#1"];
      const readings = await tracker.readTickets(keys, NEVER_CANCELLED);
      assert.deepEqual([...readings.keys()], keys);
      assert.deepEqual(
        keys.map((key) => found(readings.get(key)).title),
        ["Own", "Own", "Own", "Own", "Far", "Far"],
      );
      assert.equal(double.requests.length, 1);
    }));

  test("names a parent by the key that specs use for it", () =>
    withGithubBench(async ({ open, double }) => {
      const parent = double.state.add("acme/shop", {});
      double.state.add("acme/shop", {}).parentId = parent.id;
      const asBare = await open().readTickets(["2"], NEVER_CANCELLED);
      assert.equal(found(asBare.get("2")).parentKey, "1");
      const asLong = await open().readTickets(["2", "acme/shop#1"], NEVER_CANCELLED);
      assert.equal(found(asLong.get("2")).parentKey, "acme/shop#1");
    }));

  test("shows everything that is known of an issue", () =>
    withGithubBench(async ({ tracker, double }) => {
      const issue = double.state.add("acme/shop", {
        title: "Keys",
        body: "By hand.\n\n<!-- canon:begin -->\nText.\n<!-- canon:end -->\n",
        labels: ["bug", "canon:in-progress"],
        type: "Bug",
        assignee: "grace",
      });
      issue.closedBy.push({ url: "https://github.example/acme/shop/pull/9", title: "Fix" });
      const ticket = found((await tracker.readTickets(["1"], NEVER_CANCELLED)).get("1"));
      const { revision, ...rest } = ticket;
      assert.ok(revision.startsWith("2026-01-05T10:00:00.000Z "));
      assert.deepEqual(rest, {
        ref: { system: "github", key: "1" },
        url: "https://github.example/acme/shop/issues/1",
        title: "Keys",
        managedText: "Text.",
        otherText: "By hand.",
        status: { name: "open|canon:in-progress", category: "started" },
        type: "Bug",
        parentKey: null,
        labels: ["bug"],
        assignee: "grace",
        createdAt: "2026-01-05T10:00:00.000Z",
        updatedAt: "2026-01-05T10:00:00.000Z",
        pullRequests: [{ url: "https://github.example/acme/shop/pull/9", title: "Fix" }],
        lastComment: null,
      });
    }));

  test("gives another revision for each change, also within one second", () =>
    withGithubBench(async ({ tracker, double }) => {
      const issue = double.state.add("acme/shop", {});
      const changes: ((one: StoredIssue) => void)[] = [
        (one) => (one.title = "New"),
        (one) => (one.body = "New"),
        (one) => one.labels.push("bug"),
        (one) => (one.state = "closed"),
        (one) => (one.reason = "not_planned"),
        (one) => (one.updatedAt = "2026-01-05T10:00:01Z"),
      ];
      const seen = [await revisionOf(tracker)];
      for (const change of changes) {
        change(issue);
        seen.push(await revisionOf(tracker));
      }
      assert.equal(new Set(seen).size, seen.length);
      assert.equal(await revisionOf(tracker), seen.at(-1));
    }));

  test("reads a duplicate as given up", () =>
    withGithubBench(async ({ tracker, double }) => {
      const issue = double.state.add("acme/shop", { labels: ["canon:done"] });
      issue.state = "closed";
      issue.reason = "duplicate";
      const ticket = found((await tracker.readTickets(["1"], NEVER_CANCELLED)).get("1"));
      assert.deepEqual(ticket.status, { name: "closed", category: "canceled" });
    }));

  test("calls missing what GitHub says is not there, a pull request among it", () =>
    withGithubBench(async ({ tracker, double }) => {
      double.state.add("acme/shop", { isPullRequest: true });
      double.state.add("acme/shop", {}).isDeleted = true;
      const readings = await tracker.readTickets(["1", "2", "3"], NEVER_CANCELLED);
      for (const key of ["1", "2", "3"]) assert.deepEqual(readings.get(key), { kind: "missing" });
    }));

  test("does not call missing what only cannot be seen", async () => {
    await check((double) => (double.state.switches.hasIssues = false), "1", /switched off/);
    await check(() => undefined, "acme/hidden#1", /shows no repository acme\/hidden/);
    await check((_, issue) => (issue.isSpoiled = true), "1", /no full answer/);
    await check((double) => double.limit("graphql", 9), "1", /asks to wait/);
    await check((double) => double.limit("primary", 9), "1", /asks to wait/);
  });

  test("waits as long as GitHub asks, and then reads on", async () => {
    for (const kind of ["primary", "secondary", "graphql"] as const) {
      await withGithubBench(async ({ tracker, double, clock }) => {
        double.seed(1);
        double.limit(kind, 1);
        const readings = await tracker.readTickets(["1"], NEVER_CANCELLED);
        assert.equal(readings.get("1")?.kind, "found", kind);
        assert.equal(clock.now(), "2026-01-05T10:00:02.000Z", kind);
      });
    }
  });

  test("asks an older server without what it does not know, and remembers", () =>
    withGithubBench(async ({ tracker, double }) => {
      double.state.switches.isOldServer = true;
      const keys = double.seed(150);
      assert.equal(tracker.capabilities.parents, true);
      for (const reading of (await tracker.readTickets(keys, NEVER_CANCELLED)).values()) {
        assert.equal(found(reading).type, null);
      }
      assert.equal(tracker.capabilities.parents, false);
      const asked = double.requests.length;
      await tracker.readTickets(keys, NEVER_CANCELLED);
      assert.equal(double.requests.length, asked + 2);
    }));
});

async function check(
  prepare: (double: GithubDouble, issue: StoredIssue) => unknown,
  key: string,
  message: RegExp,
): Promise<void> {
  await withGithubBench(async ({ tracker, double }) => {
    prepare(double, double.state.add("acme/shop", {}));
    const reading = (await tracker.readTickets([key], NEVER_CANCELLED)).get(key);
    assert.ok(reading?.kind === "unreadable", JSON.stringify(reading));
    assert.match(reading.error.message, message);
  });
}

async function revisionOf(tracker: TicketTracker): Promise<string> {
  return found((await tracker.readTickets(["1"], NEVER_CANCELLED)).get("1")).revision;
}

function found(reading: TicketReading | undefined) {
  assert.ok(reading?.kind === "found", JSON.stringify(reading));
  return reading.ticket;
}
