import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { NEVER_CANCELLED } from "../../../../src/core/kernel/cancel.ts";
import { Secret } from "../../../../src/core/kernel/secret.ts";
import { readManagedBlock } from "../../../../src/core/model/managed-block.ts";
import type { TicketDraft, WriteOutcome } from "../../../../src/core/model/ticket.ts";
import type { TicketTracker } from "../../../../src/ports/ticket-tracker.ts";
import { aDraft, safe } from "../../../support/builders.ts";
import {
  withCanonServerBench,
  type CanonServerBench,
} from "../../../support/canon-server/canon-server-bench.ts";

const MARKER = "0d6ca41f-5c1b-4e0a-9b7e-000000000001";

function draft(parts: Partial<TicketDraft> = {}): TicketDraft {
  return aDraft({ marker: MARKER, status: "open|canon:todo", ...parts });
}

async function create(
  tracker: TicketTracker,
  parts: Partial<TicketDraft> = {},
): Promise<WriteOutcome> {
  const [outcome] = await tracker.createTickets([draft(parts)], NEVER_CANCELLED);
  assert.ok(outcome);
  return outcome;
}

/** The message of what went wrong. */
function told(outcome: WriteOutcome | undefined, kind: "failed" | "unsure"): string {
  assert.ok(outcome?.kind === kind, JSON.stringify(outcome));
  return outcome.error.message;
}

function bodies({ double }: CanonServerBench): Record<string, unknown>[] {
  return double.requests.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
}

suite("a tracker behind a Canon server", () => {
  test("is asked for a hundred tickets at a time, each repository on its own", () =>
    withCanonServerBench(async (bench) => {
      const keys = bench.double.seed(250);
      const readings = await bench.tracker.readTickets([...keys, "web#1"], NEVER_CANCELLED);
      assert.equal([...readings.values()].filter(({ kind }) => kind === "found").length, 250);
      assert.equal(readings.get("web#1")?.kind, "unreadable");
      const asked = bodies(bench).map(({ repo, ticket_ids: ids }) => [repo, (ids as []).length]);
      assert.deepEqual(asked.sort(), [
        ["shop", 100],
        ["shop", 100],
        ["shop", 50],
        ["web", 1],
      ]);
    }));

  test("gives the same ticket under each of its keys", () =>
    withCanonServerBench(async ({ tracker, double }) => {
      double.seed(1);
      const readings = await tracker.readTickets(["1", "#1", "acme/shop#1"], NEVER_CANCELLED);
      assert.deepEqual(
        [...readings].map(([key, one]) => [key, one.kind === "found" && one.ticket.ref.key]),
        [
          ["1", "1"],
          ["#1", "#1"],
          ["acme/shop#1", "acme/shop#1"],
        ],
      );
      assert.equal(double.requests.length, 1);
    }));

  test("gets the text and Canon's marks when a ticket is made, and a direct sync finds both", () =>
    withCanonServerBench(async (bench) => {
      const { tracker, double } = bench;
      const made = await create(tracker, { labels: [safe("canon")], parentKey: "7" });
      assert.equal(made.kind, "done");
      const [ticket] = double.tickets();
      assert.equal(ticket?.title, "Key generation");
      const block = readManagedBlock(ticket.description);
      assert.equal(block, "Keys are made from the request.");
      assert.ok(ticket.description.endsWith(`<!-- canon:intent:${MARKER} -->\n`));
      assert.deepEqual(bodies(bench)[0], {
        ticket_system: "github",
        owner: "acme",
        repo: "shop",
        project_key: "acme/shop",
        input: {
          project_key: "acme/shop",
          summary: "Key generation",
          description: ticket.description,
          parent_ticket_id: null,
          status: { state: "todo", blocked_by: null },
          labels: ["canon"],
          issue_type: "Task",
          custom_fields: {},
          assignees: [],
          milestone: null,
        },
      });
    }));

  test("gets the parent and the type for Jira, and the text as it is", () =>
    withCanonServerBench(async (bench) => {
      const { tracker, double } = bench;
      const parts = { status: "To Do", type: "Story" };
      await create(tracker, parts);
      await create(tracker, { ...parts, parentKey: "PAY-1" });
      const [parent, child] = double.tickets();
      assert.equal(parent?.description, "Keys are made from the request.");
      assert.equal(child?.parentKey, "PAY-1");
      const input = bodies(bench)[0]?.["input"] as Record<string, unknown>;
      assert.equal(input["issue_type"], "Story");
      assert.equal(bodies(bench)[0]?.["ticket_system"], "jira");
      assert.equal(bodies(bench)[0]?.["owner"], undefined);
    }, "jira"));

  test("E3: a create whose answer is lost is unsure, is not repeated, and cannot be looked up", () =>
    withCanonServerBench(async ({ tracker, double }) => {
      for (const fault of [
        { kind: "cut" },
        { kind: "truncate" },
        { kind: "empty" },
        { kind: "html" },
        { kind: "status", status: 500 },
        { kind: "status", status: 502 },
      ] as const) {
        const before = double.requests.length;
        double.faultFor = ({ isWrite }) => (isWrite ? fault : undefined);
        const message = told(await create(tracker), "unsure");
        assert.match(message, /canon link/, JSON.stringify(fault));
        assert.equal(double.requests.length, before + 1, JSON.stringify(fault));
      }
      const marker = { id: MARKER, since: "2026-01-05T10:00:00.000Z", after: null };
      const before = double.requests.length;
      const found = await tracker.findByMarker(marker, NEVER_CANCELLED);
      assert.ok(!found.ok);
      assert.match(found.error.message, /canon link/);
      assert.equal(double.requests.length, before, "nothing is searched for");
    }));

  test("a key that cannot be one is no ticket, and the create is unsure", () =>
    withCanonServerBench(async ({ tracker, double }) => {
      double.behind.nextId = "../../admin";
      assert.match(told(await create(tracker), "unsure"), /form that Canon does not know/);
    }));

  test("tells apart what the server refuses itself", () =>
    withCanonServerBench(async ({ tracker, double, open }) => {
      double.connected.delete("github");
      assert.match(told(await create(tracker), "failed"), /not connected.*acme \(422\)/s);
      double.connected.add("github");
      double.hasStore = false;
      assert.match(told(await create(tracker), "failed"), /keeps no credentials/);
      double.hasStore = true;
      const others = open({ project: "globex/shop" }, { organization: "globex" });
      assert.match(told(await create(others), "failed"), /not permit.*globex \(403\)/s);
      double.turnAway = "401";
      double.logins.expireAll();
      assert.match(told(await create(tracker), "failed"), /Log in again with canon login/);
      assert.deepEqual(double.tickets(), []);
    }));

  test("says what a refusal means that the double does not give by itself", () =>
    withCanonServerBench(async ({ tracker, double }) => {
      for (const [status, advice] of [
        [400, /only what belongs to acme/],
        [404, /Check the address/],
        [409, /Sync again/],
        [429, /wait/],
      ] as const) {
        double.faultFor = () => ({ kind: "status", status, retryAfter: "3600" });
        assert.match(told(await create(tracker), "failed"), advice);
      }
    }));

  test("E12: renews the login once when the server sends to its sign-in page, and goes on", () =>
    withCanonServerBench(async ({ double, open }) => {
      double.seed(1);
      double.logins.expireAll();
      let renewals = 0;
      const renew = () => {
        renewals += 1;
        return Promise.resolve(new Secret(double.logins.grant().accessToken));
      };
      const tracker = open({}, { renew });
      for (const turnAway of ["307", "401"] as const) {
        double.turnAway = turnAway;
        double.logins.expireAll();
        const readings = await tracker.readTickets(["1"], NEVER_CANCELLED);
        assert.equal(readings.get("1")?.kind, "found");
      }
      assert.equal(renewals, 2);
      const hosts = new Set(double.requests.map(({ headers }) => headers.host));
      assert.deepEqual([...hosts], [new URL(double.origin).host]);
    }));

  test("asks once for a login that cannot be renewed", () =>
    withCanonServerBench(async ({ tracker, double }) => {
      double.logins.expireAll();
      const readings = await tracker.readTickets(["1"], NEVER_CANCELLED);
      const reading = readings.get("1");
      assert.ok(reading?.kind === "unreadable");
      assert.equal(reading.error.code, "tracker/unauthorized");
      assert.equal(double.requests.length, 1);
    }));

  test("E2: an answer of another form is unreadable, and never missing", () =>
    withCanonServerBench(async ({ tracker, double }) => {
      double.seed(2);
      for (const fault of [
        { kind: "empty" },
        { kind: "html" },
        { kind: "truncate" },
        { kind: "status", status: 404 },
        { kind: "status", status: 410 },
        { kind: "status", status: 500 },
      ] as const) {
        double.faultFor = () => fault;
        for (const reading of (await tracker.readTickets(["1", "2"], NEVER_CANCELLED)).values()) {
          assert.equal(reading.kind, "unreadable", JSON.stringify(fault));
        }
      }
    }));

  test("E2: an entry that is wrong harms no other", () =>
    withCanonServerBench(async ({ tracker, double }) => {
      double.seed(3);
      double.behind.oddWords.set("2", "finished");
      const readings = await tracker.readTickets(["1", "2", "3"], NEVER_CANCELLED);
      assert.deepEqual(
        [...readings].map(([key, { kind }]) => [key, kind]),
        [
          ["1", "found"],
          ["2", "unreadable"],
          ["3", "found"],
        ],
      );
    }));

  test("a move that the server calls done and that did not happen is not done", () =>
    withCanonServerBench(async ({ tracker, double }) => {
      const [key = ""] = double.seed(1);
      double.behind.unreachable.add("Won't Do");
      const read = (await tracker.readTickets([key], NEVER_CANCELLED)).get(key);
      assert.ok(read?.kind === "found");
      const change = { status: "Won't Do" };
      const { revision } = read.ticket;
      const outcome = await tracker.updateTicket(key, change, revision, NEVER_CANCELLED);
      assert.match(told(outcome, "failed"), /still has another status/);
    }, "jira"));

  test("texts and parents are not changed, and nobody is told they were", () =>
    withCanonServerBench(async ({ tracker, double }) => {
      const [key = ""] = double.seed(1);
      const read = (await tracker.readTickets([key], NEVER_CANCELLED)).get(key);
      assert.ok(read?.kind === "found");
      for (const change of [{ title: safe("x") }, { managedText: safe("x") }, { parentKey: "7" }]) {
        const { revision } = read.ticket;
        const outcome = await tracker.updateTicket(key, change, revision, NEVER_CANCELLED);
        told(outcome, "failed");
      }
      assert.ok(double.requests.every(({ isWrite }) => !isWrite));
    }));

  test("a pull request that is no web address is not sent", () =>
    withCanonServerBench(async ({ tracker, double }) => {
      double.seed(1);
      for (const url of ["javascript:alert(1)", "ftp://x.example/1", "https://x y", ""]) {
        const linked = await tracker.linkPullRequest(
          "1",
          { url, title: safe("x") },
          NEVER_CANCELLED,
        );
        told(linked, "failed");
      }
      assert.equal(double.requests.length, 0);
    }));

  test("E6: a secret in a text goes to the server as a placeholder", () =>
    withCanonServerBench(async ({ tracker, double }) => {
      const token = `ghp_${"Ab3d".repeat(9)}`;
      await create(tracker, { title: `Use ${token}` as never, labels: [token as never] });
      assert.ok(double.requests.every(({ body }) => !body.includes(token)));
      assert.match(double.tickets()[0]?.title ?? "", /REDACTED/);
    }));

  test("checks access with one look, and says for whom", () =>
    withCanonServerBench(async ({ tracker, double }) => {
      const access = await tracker.checkAccess(NEVER_CANCELLED);
      assert.deepEqual(access, { ok: true, value: `acme at ${new URL(double.origin).host}` });
      double.connected.delete("github");
      assert.equal((await tracker.checkAccess(NEVER_CANCELLED)).ok, false);
    }));
});
