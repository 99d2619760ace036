import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { NEVER_CANCELLED } from "../../../../../src/core/kernel/cancel.ts";
import { Secret } from "../../../../../src/core/kernel/secret.ts";
import type { TicketReading } from "../../../../../src/core/model/ticket.ts";
import type { TicketTracker } from "../../../../../src/ports/ticket-tracker.ts";
import { createTicket } from "../../../../support/builders.ts";
import {
  withJiraDataCenterBench,
  type DataCenterBench,
} from "../../../../support/jira-data-center/jira-data-center-bench.ts";
import { statusNamed } from "../../../../support/jira-data-center/store.ts";

suite("reading from Jira Data Center", () => {
  check("reads 1,000 tickets in at most 12 requests", async ({ double, tracker }) => {
    const keys = double.seed(1000);
    const readings = await read(tracker, keys);
    assert.ok(keys.every((key) => readings.get(key)?.kind === "found"));
    assert.equal(double.requests.length, 5);
  });

  check("goes on where pages are cut short without a word", async ({ double, tracker }) => {
    double.habits.pageCap = 100;
    const keys = double.seed(1000);
    const readings = await read(tracker, keys);
    assert.ok(keys.every((key) => readings.get(key)?.kind === "found"));
    assert.ok(double.requests.length <= 12, String(double.requests.length));
  });

  check("tells an unknown key from the others in one query", async ({ double, tracker }) => {
    const keys = double.seed(30);
    const readings = await read(tracker, [...keys, "PAY-999"]);
    assert.ok(keys.every((key) => readings.get(key)?.kind === "found"));
    assert.deepEqual(readings.get("PAY-999"), { kind: "missing" });
    assert.equal(searches(double).length, 1);
  });

  check("tells unknown keys apart where a strict server refuses the query", async (bench) => {
    const { double, tracker } = bench;
    double.habits.isAlwaysStrict = true;
    const keys = double.seed(300);
    const readings = await read(tracker, [...keys, "PAY-999", "GONE-1"]);
    assert.ok(keys.every((key) => readings.get(key)?.kind === "found"));
    assert.deepEqual(readings.get("PAY-999"), { kind: "missing" });
    assert.deepEqual(readings.get("GONE-1"), { kind: "missing" });
    assert.ok(double.requests.length < 60, String(double.requests.length));
  });

  check("finds tickets that the search does not know of yet", async ({ double, tracker }) => {
    const old = double.seed(3);
    double.store.isIndexFrozen = true;
    const fresh = double.seed(3);
    const readings = await read(tracker, [...old, ...fresh]);
    assert.ok([...old, ...fresh].every((key) => readings.get(key)?.kind === "found"));
  });

  check("believes no answer that is about another ticket of the same project", async (bench) => {
    const { double, tracker } = bench;
    const [key = "", other = ""] = double.seed(2);
    double.store.oldKeys.set(other, key);
    const reading = (await read(tracker, [other])).get(other);
    assert.equal(reading?.kind === "unreadable" && reading.error.code, "tracker/unreadable-answer");
  });

  check("gives the same revision by search and by a direct read", async ({ double, tracker }) => {
    const [key = "", other = ""] = double.seed(2);
    const many = found((await read(tracker, [key, other])).get(key));
    assert.deepEqual(found((await read(tracker, [key])).get(key)), many);
  });

  check("gives another revision for each change within one second", async (bench) => {
    const { double, tracker, issue } = bench;
    const [key = ""] = double.seed(1);
    const revisions = [found((await read(tracker, [key])).get(key)).revision];
    for (const change of [
      () => (issue(key).summary = "Other"),
      () => (issue(key).description = "Other"),
      () => (issue(key).status = statusNamed("Done")),
      () => (issue(key).resolution = "Done"),
      () => (issue(key).labels = ["a"]),
    ]) {
      change();
      revisions.push(found((await read(tracker, [key])).get(key)).revision);
    }
    assert.equal(new Set(revisions).size, revisions.length);
  });

  check("follows a ticket that was moved to another project", async (bench) => {
    const { double, tracker, issue } = bench;
    const [key = "", other = ""] = double.seed(2);
    issue(key).key = "OPS-7";
    double.store.oldKeys.set(key, "OPS-7");
    for (const keys of [[key], [key, other]]) {
      const ticket = found((await read(tracker, keys)).get(key));
      assert.equal(ticket.ref.key, key);
      assert.match(ticket.url ?? "", /\/jira\/browse\/OPS-7$/);
    }
  });

  check("takes keys in any case, and asks for each once", async ({ double, tracker }) => {
    const [key = ""] = double.seed(1);
    const readings = await read(tracker, [key, key.toLowerCase()]);
    assert.deepEqual(readings.get(key.toLowerCase()), readings.get(key));
    assert.equal(double.requests.filter(({ url }) => url.includes(`/issue/${key}`)).length, 1);
  });

  check("calls nothing missing when the token makes it a visitor", async (bench) => {
    const { double, open } = bench;
    const keys = double.seed(2);
    const visitor = open({ secret: new Secret("no longer good") });
    for (const asked of [keys, [keys[0] ?? ""], ["PAY-999"]]) {
      for (const reading of (await read(visitor, asked)).values()) {
        assert.equal(codeOf(reading), "tracker/unauthorized");
      }
    }
    const access = await visitor.checkAccess(NEVER_CANCELLED);
    assert.equal(!access.ok && access.error.code, "tracker/unauthorized");
  });

  check("calls nothing missing when 404 is all that is said", async ({ double, tracker }) => {
    const [key = ""] = double.seed(1);
    double.faultFor = () => ({ kind: "status", status: 404 });
    assert.equal((await read(tracker, [key])).get(key)?.kind, "unreadable");
    double.faultFor = ({ url }) =>
      url.includes("/field") ? undefined : { kind: "status", status: 404 };
    assert.equal((await read(tracker, [key])).get(key)?.kind, "unreadable");
  });

  check("says so when the address lacks the path of Jira", async ({ double, open }) => {
    const [key = ""] = double.seed(1);
    const astray = open({ baseUrl: double.origin });
    const reading = (await read(astray, [key])).get(key);
    assert.equal(reading?.kind, "unreadable");
  });

  check("reads the parent from either field", async ({ tracker }) => {
    const epic = done(await createTicket(tracker, { type: "Epic", status: "To Do" }));
    const story = done(
      await createTicket(tracker, { type: "Story", status: "To Do", parentKey: epic.ref.key }),
    );
    const part = done(
      await createTicket(tracker, { type: "Sub-task", status: "To Do", parentKey: story.ref.key }),
    );
    assert.equal(story.parentKey, epic.ref.key);
    assert.equal(part.parentKey, story.ref.key);
  });

  check("tells work that was given up from work that was done", async (bench) => {
    const { double, tracker, issue } = bench;
    const [key = ""] = double.seed(1);
    issue(key).status = statusNamed("Done");
    assert.equal(found((await read(tracker, [key])).get(key)).status.category, "completed");
    issue(key).status = statusNamed("Won't Do");
    assert.equal(found((await read(tracker, [key])).get(key)).status.category, "canceled");
  });

  check("reads comments that people wrote in wiki markup, over several pages", async (bench) => {
    const { tracker, double, issue } = bench;
    const [key = ""] = double.seed(1);
    for (let n = 0; n < 120; n++) {
      issue(key).comments.push({ id: String(n), body: `*n* ${n}`, created: double.store.now() });
    }
    const comments = await tracker.readComments(key, NEVER_CANCELLED);
    assert.ok(comments.ok);
    assert.equal(comments.value.length, 120);
    assert.deepEqual(comments.value[119], {
      author: "Ada Lovelace",
      at: "2026-01-05T10:00:00.000Z",
      text: "**n** 119",
    });
  });

  check("names the required fields that Canon does not fill", async ({ tracker, double }) => {
    double.habits.wantsApprover = true;
    const workflow = await tracker.describeWorkflow(NEVER_CANCELLED);
    assert.ok(workflow.ok);
    const fields = workflow.value.types.map(({ name, requiredFields }) => [name, requiredFields]);
    assert.deepEqual(fields, [
      ["Epic", []],
      ["Story", ["Approver"]],
      ["Task", []],
      ["Sub-task", []],
    ]);
  });

  check("asks about one ticket of each type and status where it can be moved", async (bench) => {
    const { double, tracker } = bench;
    const keys = double.seed(50);
    double.move(keys[0] ?? "", "In Progress");
    await read(tracker, keys);
    const before = double.requests.length;
    const reachable = await tracker.reachableStatuses(keys, NEVER_CANCELLED);
    assert.equal(double.requests.length - before, 2);
    assert.ok(reachable.get(keys[0] ?? "")?.includes("Blocked"));
    assert.ok(!reachable.get(keys[1] ?? "")?.includes("Blocked"));
    assert.ok(reachable.get(keys[1] ?? "")?.includes("To Do"));
  });

  check("waits as long as it is told, or until the bucket is filled again", async (bench) => {
    const { double, tracker, clock } = bench;
    const [key = ""] = double.seed(1);
    double.faultFor = (_request, index) =>
      index === 0 ? { kind: "status", status: 429, retryAfter: "7" } : undefined;
    assert.equal((await read(tracker, [key])).get(key)?.kind, "found");
    assert.equal(clock.now(), "2026-01-05T10:00:07.000Z");
    double.faultFor = () => undefined;
    double.habits.isBucketEmpty = true;
    assert.equal((await read(tracker, [key])).get(key)?.kind, "found");
    assert.equal(clock.now(), "2026-01-05T10:00:12.000Z");
  });
});

function check(title: string, task: (bench: DataCenterBench) => Promise<void>): void {
  test(title, () => withJiraDataCenterBench(task));
}

function read(tracker: TicketTracker, keys: readonly string[]) {
  return tracker.readTickets(keys, NEVER_CANCELLED);
}

function found(reading: TicketReading | undefined) {
  assert.ok(reading?.kind === "found", JSON.stringify(reading));
  return reading.ticket;
}

function done(outcome: Awaited<ReturnType<typeof createTicket>>) {
  assert.ok(outcome.kind === "done", JSON.stringify(outcome));
  return outcome.ticket;
}

function codeOf(reading: TicketReading): string {
  return reading.kind === "unreadable" ? reading.error.code : reading.kind;
}

function searches({ requests }: DataCenterBench["double"]) {
  return requests.filter(({ url }) => url.endsWith("/search"));
}
