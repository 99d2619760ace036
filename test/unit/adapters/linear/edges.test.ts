import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { createHttp } from "../../../../src/adapters/http/create-http.ts";
import { createLinearTracker } from "../../../../src/adapters/linear/tracker.ts";
import { createRequestMeter } from "../../../../src/adapters/request-meter.ts";
import { NEVER_CANCELLED } from "../../../../src/core/kernel/cancel.ts";
import { Secret } from "../../../../src/core/kernel/secret.ts";
import { redact } from "../../../../src/core/redact/redact.ts";
import { aDraft, aTarget, safe } from "../../../support/builders.ts";
import { createFixedClock } from "../../../support/fixed-clock.ts";
import { type LinearBench, withLinearBench } from "../../../support/linear/linear-bench.ts";

const MARKER = "0d1f6c1e-7c4e-4f7b-9a30-1f0a4be0a9d2";
const OTHER = "0d1f6c1e-7c4e-4f7b-9a30-1f0a4be0a9d3";

suite("Linear: opening", () => {
  for (const [title, project, baseUrl, code] of [
    ["needs a project", null, "https://api.linear.app/graphql", "config/missing-project"],
    [
      "needs a project with letters",
      " ",
      "https://api.linear.app/graphql",
      "config/missing-project",
    ],
    ["needs a protected address", "ENG", "http://api.linear.app/graphql", "config/bad-address"],
    ["needs an address without a user", "ENG", "https://a@evil.example/", "config/bad-address"],
  ] as const) {
    test(title, () => {
      const opened = open(project, baseUrl);
      assert.equal(!opened.ok && opened.error.code, code);
    });
  }

  test("asks nothing before it is used", () => {
    assert.ok(open("ENG", "https://api.linear.app/graphql").ok);
  });
});

suite("Linear: what it says when it refuses", () => {
  for (const [type, code, kind] of [
    ["authentication error", "tracker/unauthorized", "failed"],
    ["forbidden", "tracker/forbidden", "failed"],
    ["feature not accessible", "tracker/forbidden", "failed"],
    ["ratelimited", "tracker/rate-limited", "failed"],
    ["invalid input", "tracker/rejected", "failed"],
    ["user error", "tracker/rejected", "failed"],
    ["graphql error", "tracker/rejected", "failed"],
    ["usage limit exceeded", "tracker/rejected", "failed"],
    ["lock timeout", "tracker/unreachable", "unsure"],
    ["internal error", "tracker/unreachable", "unsure"],
    ["a new word", "tracker/unreachable", "unsure"],
  ] as const) {
    check(`${type}: ${code}, and a write is ${kind}`, async (bench) => {
      await bench.tracker.describeWorkflow(NEVER_CANCELLED);
      bench.double.rewrite = () => ({ errors: [{ message: "No", extensions: { type } }] });
      const comment = { marker: MARKER, text: safe("x") };
      const outcome = await bench.tracker.postComment("ENG-1", comment, NEVER_CANCELLED);
      assert.equal(outcome.kind, kind);
      assert.equal("error" in outcome && outcome.error.code, code);
      const access = await bench.tracker.checkAccess(NEVER_CANCELLED);
      assert.equal(!access.ok && access.error.code, code);
    });
  }

  check("asks for a key where several teams have the wanted name", async (bench) => {
    const { teams } = bench.double.workspace;
    teams.push({ id: OTHER, key: "DS2", name: "design", lastNumber: 0 });
    const workflow = await bench.open({ project: "Design" }).describeWorkflow(NEVER_CANCELLED);
    assert.match(workflow.ok ? "" : workflow.error.message, /Several teams.*DES, DS2|DS2, DES/);
  });

  check("shows no odd names, and not too many", async (bench) => {
    const { workspace } = bench.double;
    const [team] = workspace.teams;
    assert.ok(team);
    for (const name of ["<b>x</b>", "a\nb", ...Array.from({ length: 20 }, (_, i) => `S${i}`)]) {
      workspace.states.push({ id: `${MARKER}${name}`, name, type: "started", position: 9, team });
    }
    const draft = aDraft({ marker: MARKER, status: "Sh\u202eipped" });
    const [outcome] = await bench.tracker.createTickets([draft], NEVER_CANCELLED);
    const message = outcome?.kind === "failed" ? outcome.error.message : "";
    assert.match(message, /"Sh\?ipped"/);
    assert.match(message, / and others\. /);
    assert.doesNotMatch(message, /[<\n]/);
  });

  check(
    "refuses ids that Linear would take for something else, and sends nothing",
    async (bench) => {
      const { tracker, double } = bench;
      const [key = ""] = double.seed(1);
      await tracker.describeWorkflow(NEVER_CANCELLED);
      const before = double.requests.length;
      const comment = { marker: key, text: safe("x") };
      const [made] = await tracker.createTickets(
        [aDraft({ marker: key, status: "Todo" })],
        NEVER_CANCELLED,
      );
      const posted = await tracker.postComment(key, comment, NEVER_CANCELLED);
      const closing = { status: "Done", comment, pullRequest: null };
      const closed = await tracker.closeTicket(key, closing, "", NEVER_CANCELLED);
      assert.deepEqual([made?.kind, posted.kind, closed.kind], ["failed", "failed", "failed"]);
      assert.equal(double.requests.length, before);
    },
  );
});

suite("Linear: answers that say too little", () => {
  check(
    "a ticket that is left out of the answer to a create is unsure, the others are done",
    async (bench) => {
      bench.double.rewrite = ({ data }) => {
        const made = data?.["issueBatchCreate"] as { issues: unknown[] } | undefined;
        return {
          data: made === undefined ? data : { issueBatchCreate: { issues: made.issues.slice(1) } },
        };
      };
      const drafts = [MARKER, OTHER].map((marker) => aDraft({ marker, status: "Todo" }));
      const outcomes = await bench.tracker.createTickets(drafts, NEVER_CANCELLED);
      assert.deepEqual(
        outcomes.map(({ kind }) => kind),
        ["unsure", "done"],
      );
    },
  );

  check(
    "an answer about another issue is believed neither for a create nor for a change",
    async (bench) => {
      const { double, tracker } = bench;
      const [key = ""] = double.seed(1);
      const drafts = [MARKER, OTHER].map((marker) => aDraft({ marker, status: "Todo" }));
      const [made] = await tracker.createTickets(drafts, NEVER_CANCELLED);
      assert.equal(made?.kind, "done");
      const sought = { id: MARKER, since: "2025-01-01T00:00:00.000Z", after: null };
      await tracker.findByMarker(sought, NEVER_CANCELLED);
      const from = double.requests.length;
      double.faultFor = () => ({ kind: "other" });
      const found = await tracker.findByMarker({ ...sought, id: OTHER }, NEVER_CANCELLED);
      assert.equal(!found.ok && found.error.code, "tracker/unreadable-answer");
      const pullRequest = { url: "https://github.com/acme/payments/pull/7", title: safe("Keys") };
      const linked = await tracker.linkPullRequest(key, pullRequest, NEVER_CANCELLED);
      assert.equal(linked.kind, "failed");
      assert.ok(double.requests.slice(from).every(({ isWrite }) => !isWrite));
    },
  );

  check("a page that never ends is given up, and said to be incomplete", async (bench) => {
    bench.double.seed(1);
    const page = { hasNextPage: true, endCursor: "again" };
    bench.double.rewrite = ({ data }) => {
      const issues = data?.["issues"] as object | undefined;
      return { data: issues === undefined ? data : { issues: { ...issues, pageInfo: page } } };
    };
    const changed = await bench.tracker.changedSince("2026-01-01T00:00:00.000Z", NEVER_CANCELLED);
    assert.equal(changed.ok && changed.value.isComplete, false);
    assert.ok(bench.double.requests.length <= 10);
  });

  check("does not give some comments for all of them", async (bench) => {
    const [key = ""] = bench.double.seed(1);
    for (let count = 0; count < 2_001; count++) {
      bench.double.workspace.comment({ issueId: key, body: "x" });
    }
    const comments = await bench.tracker.readComments(key, NEVER_CANCELLED);
    assert.equal(!comments.ok && comments.error.code, "tracker/unreadable-answer");
  });

  check("a closing whose answer shows no ticket is unsure", async (bench) => {
    const [key = ""] = bench.double.seed(1);
    const reading = (await bench.tracker.readTickets([key], NEVER_CANCELLED)).get(key);
    assert.ok(reading?.kind === "found");
    bench.double.rewrite = ({ data }) => ({ data: data?.["issueUpdate"] ? {} : data });
    const comment = { marker: MARKER, text: safe("x") };
    const closing = { status: "Done", comment, pullRequest: null };
    const { revision } = reading.ticket;
    const outcome = await bench.tracker.closeTicket(key, closing, revision, NEVER_CANCELLED);
    assert.equal(outcome.kind, "unsure");
  });
});

function check(title: string, task: (bench: LinearBench) => Promise<void>): void {
  test(title, () => withLinearBench(task));
}

function open(project: string | null, baseUrl: string) {
  const clock = createFixedClock();
  const meter = createRequestMeter();
  return createLinearTracker({
    target: aTarget({ system: "linear", project }),
    access: {
      kind: "direct",
      baseUrl,
      graphqlUrl: null,
      scheme: { kind: "plain" },
      secret: new Secret("x"),
    },
    http: createHttp({ clock, meter, redact, isOffline: () => false }),
    clock,
    redact,
  });
}
