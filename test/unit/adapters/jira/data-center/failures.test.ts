import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { createHttp } from "../../../../../src/adapters/http/create-http.ts";
import { createJiraDataCenterTracker } from "../../../../../src/adapters/jira/data-center/tracker.ts";
import { createRequestMeter } from "../../../../../src/adapters/request-meter.ts";
import { NEVER_CANCELLED } from "../../../../../src/core/kernel/cancel.ts";
import { Secret } from "../../../../../src/core/kernel/secret.ts";
import type { TrackerError } from "../../../../../src/core/model/ticket.ts";
import { redact } from "../../../../../src/core/redact/redact.ts";
import { aTarget, createTicket, safe } from "../../../../support/builders.ts";
import { createFixedClock } from "../../../../support/fixed-clock.ts";
import { withJiraDataCenterBench } from "../../../../support/jira-data-center/jira-data-center-bench.ts";
import type { Fault } from "../../../../support/remote/double.ts";

/** What a server or network may do, what each operation then says, and what a write is. */
const FAULTS: readonly (readonly [Fault, TrackerError["code"], "failed" | "unsure"])[] = [
  [{ kind: "status", status: 401 }, "tracker/unauthorized", "failed"],
  [{ kind: "status", status: 403 }, "tracker/forbidden", "failed"],
  [{ kind: "status", status: 404 }, "tracker/not-found", "failed"],
  [{ kind: "status", status: 409 }, "tracker/rejected", "failed"],
  [{ kind: "status", status: 429, retryAfter: "900" }, "tracker/rate-limited", "failed"],
  [{ kind: "status", status: 500 }, "tracker/unreachable", "unsure"],
  [{ kind: "status", status: 503 }, "tracker/unreachable", "unsure"],
  [{ kind: "html" }, "tracker/unreadable-answer", "unsure"],
  [{ kind: "truncate" }, "tracker/unreadable-answer", "unsure"],
  [{ kind: "empty" }, "tracker/unreadable-answer", "unsure"],
  [{ kind: "cut" }, "tracker/unreachable", "unsure"],
  [{ kind: "drop" }, "tracker/unreachable", "unsure"],
  [
    { kind: "redirect", to: "https://elsewhere.example/jira" },
    "tracker/unreadable-answer",
    "unsure",
  ],
];

suite("Jira Data Center that does not do as it is asked", () => {
  test("does not climb for ever where every key shows the same ticket", () =>
    withJiraDataCenterBench(async ({ double, open }) => {
      double.seed(1);
      const [issue] = double.store.issues;
      double.store.find = () => issue;
      const newest = await open().newestKey(NEVER_CANCELLED);
      assert.ok(!newest.ok);
      assert.ok(double.requests.length < 60, String(double.requests.length));
    }));

  for (const [fault, code, kind] of FAULTS) {
    const name = "status" in fault ? String(fault.status) : fault.kind;

    test(`calls no ticket missing on ${name}, and says what to do`, () =>
      withJiraDataCenterBench(async ({ double, open }) => {
        const keys = double.seed(3);
        double.faultFor = () => fault;
        for (const asked of [keys, keys.slice(0, 1)]) {
          for (const reading of (await open().readTickets(asked, NEVER_CANCELLED)).values()) {
            assert.ok(reading.kind === "unreadable");
            assert.equal(reading.error.code, code);
            assert.match(reading.error.message, /^[A-Z].*[.]$/);
          }
        }
        const marker = { id: "x", since: "2026-01-05T09:00:00.000Z", after: keys[0] ?? null };
        assert.equal((await open().findByMarker(marker, NEVER_CANCELLED)).ok, false);
        assert.equal((await open().newestKey(NEVER_CANCELLED)).ok, false);
      }));

    test(`takes no write for done on ${name}, and sends it once`, () =>
      withJiraDataCenterBench(async ({ double, tracker }) => {
        const made = await createTicket(tracker, { status: "To Do" });
        assert.ok(made.kind === "done");
        const { ref, revision } = made.ticket;
        const from = double.requests.length;
        // An answer without a body cannot be cut short.
        const spoils = fault.kind === "truncate" ? { kind: "empty" as const } : fault;
        double.faultFor = ({ isWrite, method }) =>
          isWrite ? (method === "PUT" ? spoils : fault) : undefined;
        const outcomes = [
          await createTicket(tracker, { status: "To Do", marker: "another" }),
          await tracker.updateTicket(ref.key, { title: safe("x") }, revision, NEVER_CANCELLED),
          await tracker.postComment(ref.key, { marker: "c", text: safe("x") }, NEVER_CANCELLED),
          await tracker.linkPullRequest(
            ref.key,
            { url: "https://a.b/c", title: safe("x") },
            NEVER_CANCELLED,
          ),
        ];
        for (const outcome of outcomes) {
          assert.ok("error" in outcome, JSON.stringify(outcome));
          assert.equal(outcome.error.code, code);
          assert.equal(outcome.kind, kind);
        }
        // A server that asks for a long pause is not asked again at all.
        const writes = double.requests.slice(from).filter(({ isWrite }) => isWrite);
        assert.equal(writes.length, code === "tracker/rate-limited" ? 1 : outcomes.length);
      }));
  }

  test("says that a token which made it a visitor has to be renewed", () =>
    withJiraDataCenterBench(async ({ double, open }) => {
      const [key = ""] = double.seed(1);
      for (const isLenient of [true, false]) {
        double.habits.isLenient = isLenient;
        const visitor = open({ secret: new Secret("no longer good") });
        const outcome = await createTicket(visitor, { status: "To Do" });
        assert.equal(outcome.kind === "failed" && outcome.error.code, "tracker/unauthorized");
        const readings = await visitor.readTickets([key], NEVER_CANCELLED);
        assert.equal(readings.get(key)?.kind, "unreadable");
      }
    }));
});

suite("opening Jira Data Center", () => {
  const openWith = (baseUrl: string, project: string | null) => {
    const clock = createFixedClock();
    const meter = createRequestMeter();
    return createJiraDataCenterTracker({
      target: aTarget({ system: "jira", project }),
      access: {
        kind: "direct",
        baseUrl,
        graphqlUrl: null,
        scheme: { kind: "bearer" },
        secret: new Secret("x"),
      },
      http: createHttp({ clock, meter, redact, isOffline: () => false }),
      clock,
      redact,
    });
  };

  for (const [baseUrl, project, code] of [
    ["https://jira.example.com/jira", null, "config/missing-project"],
    ["https://jira.example.com/jira", 'PAY" OR project = "X', "config/tracker-unavailable"],
    ["https://jira.example.com/jira", "../x", "config/tracker-unavailable"],
    ["http://jira.example.com/jira", "PAY", "config/bad-address"],
    ["https://ada@jira.example.com", "PAY", "config/bad-address"],
  ] as const) {
    test(`refuses ${baseUrl} with the project ${String(project)}`, () => {
      const opened = openWith(baseUrl, project);
      assert.equal(!opened.ok && opened.error.code, code);
    });
  }
});
