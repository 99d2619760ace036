import assert from "node:assert/strict";
import { readAudit, readVerification } from "../../../src/design-cycle/artifacts.ts";
import { parseCycleConfig } from "../../../src/design-cycle/cycle-config.ts";
import { chooseStatus, outcomeOf } from "../../../src/design-cycle/outcome.ts";
import { reconcilingNote, summaryOf } from "../../../src/design-cycle/summary.ts";

const VERIFIED = `---
verified: 2026-11-20
pass: true
blockers: 0
majors: 1
minors: 2
---

| Category | Baseline | Result |
| --- | --- | --- |
| **Total** | 61/100 | 82/100 |
`;
const AUDITED = "---\naudited: 2026-11-20\ntotal_score: 24/28\n---\n";
const NONE = { verification: null, audit: null, pullRequestUrl: null };
const PULL = "https://github.com/acme/web/pull/4";

suite("the results of a design cycle", () => {
  test("are read from verification and audit", () => {
    const verification = readVerification(VERIFIED, "cycle-7");
    assert.deepEqual(verification, {
      isPassed: true, blockers: 0, majors: 1, minors: 2, cosmetics: null, score: 82,
    }); // prettier-ignore
    assert.deepEqual(readAudit(AUDITED, "cycle-7"), { score: "24/28" });
    assert.deepEqual(readAudit("# Audit\n\n**Overall: 19/24**\n", "cycle-7"), { score: "19/24" });
  });

  test("say nothing where the file does not", () => {
    assert.equal(readVerification(null, "cycle-7"), null);
    assert.equal(readVerification("---\npass: maybe\n---\n", "cycle-7")?.isPassed, null);
    assert.equal(readAudit("no score", "cycle-7"), null);
  });

  test("are read from front matter that is closed, and from the column of the result", () => {
    assert.equal(readVerification("---\npass: true\n\n# Text\n", "c")?.isPassed, null);
    const weighted =
      "---\npass: true\n---\n| **Total** | 61/100 | 82/100 | +21 | 100% | 79/100 |\n";
    assert.equal(readVerification(weighted, "c")?.score, 82);
  });

  test("are left alone where they were archived under another cycle", () => {
    const archived = (cycle: string) =>
      `<!-- archived to .design/archive/${cycle}/ -->\n${VERIFIED}`;
    assert.equal(readVerification(archived("cycle-6"), "cycle-7"), null);
    assert.equal(readVerification(archived("cycle-7"), "cycle-7")?.isPassed, true);
  });

  test("make an outcome: a failure first, then an open pull request, then a pass", () => {
    const passed = readVerification(VERIFIED, "c");
    const failed = readVerification(VERIFIED.replace("true", "false"), "c");
    assert.equal(
      outcomeOf({ ...NONE, verification: failed, pullRequestUrl: PULL }),
      "verify-failed",
    );
    assert.equal(outcomeOf({ ...NONE, verification: passed, pullRequestUrl: PULL }), "shipped");
    assert.equal(outcomeOf({ ...NONE, verification: passed }), "verify-passed");
    assert.equal(outcomeOf(NONE), null);
  });
});

suite("the summary of a design cycle", () => {
  test("is one paragraph with what is known", () => {
    const results = {
      verification: readVerification(VERIFIED, "c"),
      audit: readAudit(AUDITED, "c"),
      pullRequestUrl: PULL,
    };
    assert.equal(
      summaryOf("cycle-7", "shipped", results),
      `GDD cycle cycle-7: verification passed, in review. Gaps: 0 blockers, 1 major, 2 minors. Audit: 24/28. Pull request: ${PULL}`,
    );
  });

  test("names what is missing, and another score by its own name", () => {
    assert.equal(summaryOf("c", null, NONE), "GDD cycle c: no verification is recorded.");
    const verification = readVerification(VERIFIED, "c");
    assert.match(
      summaryOf("c", "verify-passed", { ...NONE, verification }),
      /Verification score: 82\/100\.$/,
    );
  });

  test("is preceded by a note where somebody moved the ticket", () =>
    assert.equal(
      reconcilingNote("In Review", "Blocked\nnow"),
      'GDD observed an external status change; reconciling (recorded "In Review", now "Blocked now").',
    ));
});

suite("the configuration of a design cycle", () => {
  test("switches a system off by a literal false only", () => {
    const disabled = (value: string) => [
      ...parseCycleConfig(`{"ticket_sync":{"linear":{"enabled":${value}}}}`).disabled,
    ];
    assert.deepEqual(disabled("false"), ["linear"]);
    for (const value of ["true", "null", "0", '"false"', "{}"])
      assert.deepEqual(disabled(value), []);
  });

  test("replaces the names of statuses, for both systems or one", () => {
    const config = parseCycleConfig(
      JSON.stringify({
        ticket_sync: {
          transitions: {
            verify_passed: "Shipped",
            ship: ["QA", "Review"],
            verify_failed: null,
            jira: { verify_passed: ["Closed"] },
          },
        },
      }),
    );
    assert.deepEqual(config.transitions.linear, {
      "verify-passed": ["Shipped"], "verify-failed": [], shipped: ["QA", "Review"],
    }); // prettier-ignore
    assert.deepEqual(config.transitions.jira["verify-passed"], ["Closed"]);
    assert.deepEqual(config.problems, []);
  });

  test("keeps the defaults where it is missing, broken or odd, and says so where somebody erred", () => {
    const fallback = parseCycleConfig(null);
    assert.deepEqual(fallback.transitions.jira["verify-passed"], ["Done", "Closed"]);
    assert.deepEqual(fallback.lock, { staleMs: 60_000, waitMs: 5_000, pollMs: 50 });
    const broken = parseCycleConfig("{");
    assert.deepEqual(broken.transitions, fallback.transitions);
    assert.deepEqual(
      broken.problems.map(({ code }) => code),
      ["cycle/malformed-config"],
    );
    const odd = parseCycleConfig('{"ticket_sync":{"transitions":{"verify_passed":7}}}');
    assert.deepEqual(odd.transitions.linear, fallback.transitions.linear);
    assert.equal(odd.problems[0]?.code, "cycle/invalid-transition");
    const list = parseCycleConfig('{"ticket_sync":{"transitions":["Done"]}}');
    assert.deepEqual(list.transitions, fallback.transitions);
    assert.equal(list.problems[0]?.code, "cycle/invalid-transition");
  });

  test("waits longer for the lock where several people write", () =>
    assert.deepEqual(
      parseCycleConfig('{"collab":{"multi_writer_enabled":true,"lock_timeout_ms":9000}}').lock,
      { staleMs: 120_000, waitMs: 9_000, pollMs: 100 },
    ));

  test("chooses a status by its exact name first, then by its words", () => {
    assert.equal(chooseStatus(["Done", "Closed"], ["closed", "Backlog"]), "closed");
    assert.equal(chooseStatus(["In Review"], ["in  review", "In Review"]), "In Review");
    assert.equal(chooseStatus(["In Review"], ["Reviewing"]), null);
  });
});
