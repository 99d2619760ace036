import assert from "node:assert/strict";
import { MemoryCycle, MemoryTicket } from "../../support/memory-cycle.ts";

const PASSED = "---\npass: true\nblockers: 0\n---\n";
const STATE = `---
cycle: cycle-7
---
<ticket_links>
cycle: cycle-7
linear: DSN-204
jira: WEB-3
</ticket_links>
`;

function aCycle(): { cycle: MemoryCycle; linear: MemoryTicket; jira: MemoryTicket } {
  const cycle = new MemoryCycle();
  const linear = new MemoryTicket("In Review", ["Backlog", "In Progress", "In Review", "Done"]);
  const jira = new MemoryTicket("In Progress", ["In Progress", "In Review", "Closed"]);
  cycle.tickets.set("linear", linear).set("jira", jira);
  cycle.files.set("STATE.md", STATE).set("DESIGN-VERIFICATION.md", PASSED);
  return { cycle, linear, jira };
}

suite("completing a design cycle", () => {
  test("moves each ticket to the first wanted status it can go to, and says how it ended", async () => {
    const { cycle, linear, jira } = aCycle();
    const report = await cycle.complete();
    assert.equal(report.outcome, "verify-passed");
    assert.deepEqual(
      report.systems.map(({ system, state, transition, reason }) => [
        system,
        state,
        transition,
        reason,
      ]),
      [
        ["linear", "available", { from: "In Review", to: "Done", done: true }, null],
        ["jira", "available", { from: "In Progress", to: "Closed", done: true }, null],
      ],
    );
    assert.deepEqual([linear.status, jira.status], ["Done", "Closed"]);
    assert.equal(
      linear.comments[0]?.text,
      "GDD cycle cycle-7: verification passed. Gaps: 0 blockers.",
    );
    assert.match(cycle.state(), /^linear_status: Done$/m);
    assert.match(cycle.state(), /^jira_status: Closed$/m);
  });

  test("does nothing a second time", async () => {
    const { cycle, linear, jira } = aCycle();
    await cycle.complete();
    const [state, writes] = [cycle.state(), linear.writes + jira.writes];
    const again = await cycle.complete();
    assert.deepEqual([cycle.state(), linear.writes + jira.writes], [state, writes]);
    assert.deepEqual(
      again.systems.map(({ comment }) => comment?.posted),
      [false, false],
    );
  });

  test("takes a failed verification first, and an open pull request before a passed one", async () => {
    const { cycle, linear } = aCycle();
    cycle.files.set("DESIGN-VERIFICATION.md", PASSED.replace("true", "false"));
    const failed = await cycle.complete({ pullRequestUrl: "https://github.com/acme/web/pull/4" });
    assert.equal(failed.outcome, "verify-failed");
    assert.equal(linear.status, "In Progress");
    cycle.files.set("DESIGN-VERIFICATION.md", PASSED);
    const shipped = await cycle.complete({ pullRequestUrl: "https://github.com/acme/web/pull/4" });
    assert.equal(shipped.outcome, "shipped");
    assert.equal(linear.status, "In Review");
    assert.match(
      linear.comments[0]?.text ?? "",
      /Pull request: https:\/\/github\.com\/acme\/web\/pull\/4$/,
    );
  });

  test("leaves a ticket that somebody moved, notes it once, and forces nothing later", async () => {
    const { cycle, linear } = aCycle();
    cycle.files.set("STATE.md", STATE.replace("jira:", "linear_status: In Progress\njira:"));
    linear.status = "Blocked";
    const report = await cycle.complete();
    const [first] = report.systems;
    assert.equal(first?.reconciled, true);
    assert.equal(first.transition, null);
    assert.equal(linear.status, "Blocked");
    assert.match(
      linear.comments[0]?.text ?? "",
      /^GDD observed an external status change; reconciling/,
    );
    assert.match(cycle.state(), /^linear_status: Blocked$/m);
    const again = await cycle.complete();
    assert.equal(again.systems[0]?.reconciled, false);
    assert.equal(linear.status, "Blocked");
    assert.equal(linear.comments.length, 1);
  });

  test("posts only the comment when that was what failed", async () => {
    const { cycle, linear } = aCycle();
    linear.fails.add("post");
    const broken = await cycle.complete();
    assert.equal(broken.systems[0]?.transition?.done, true);
    assert.equal(broken.systems[0].comment?.posted, false);
    assert.match(broken.systems[0].reason ?? "", /did not answer/);
    linear.fails.clear();
    linear.status = "Done";
    const again = await cycle.complete();
    const [linearAgain] = again.systems;
    assert.deepEqual([linearAgain?.transition, linearAgain?.comment?.posted], [null, true]);
    assert.equal(linear.comments.length, 1);
  });

  test("tries a move again that failed, without a second comment", async () => {
    const { cycle, linear } = aCycle();
    linear.fails.add("move");
    const broken = await cycle.complete();
    assert.deepEqual(broken.systems[0]?.transition, { from: "In Review", to: "Done", done: false });
    linear.fails.clear();
    const again = await cycle.complete();
    assert.equal(again.systems[0]?.transition?.done, true);
    assert.equal(linear.status, "Done");
    assert.equal(linear.comments.length, 1);
  });

  test("goes on with the other tracker when one fails", async () => {
    const { cycle, linear, jira } = aCycle();
    linear.fails.add("read");
    const report = await cycle.complete();
    assert.deepEqual(
      report.systems.map(({ state }) => state),
      ["unavailable", "available"],
    );
    assert.equal(jira.status, "Closed");
  });

  test("says why a tracker was left out: switch, link, set-up, in this order", async () => {
    const { cycle } = aCycle();
    const states = async () => (await cycle.complete()).systems.map(({ state }) => state);
    cycle.tickets.delete("jira");
    assert.deepEqual(await states(), ["available", "not_configured"]);
    cycle.files.set("STATE.md", STATE.replace("jira: WEB-3\n", ""));
    assert.deepEqual(await states(), ["available", "not_linked"]);
    cycle.disabled.add("jira");
    cycle.files.set("config.json", '{"ticket_sync":{"linear":{"enabled":false}}}');
    assert.deepEqual(await states(), ["disabled", "disabled"]);
  });

  test("moves nothing without a verification, and says that none is recorded", async () => {
    const { cycle, linear } = aCycle();
    cycle.files.delete("DESIGN-VERIFICATION.md");
    const report = await cycle.complete();
    assert.equal(report.outcome, null);
    assert.equal(linear.status, "In Review");
    assert.match(linear.comments[0]?.text ?? "", /no verification is recorded/);
  });

  test("tells of a lock that is held, and of no current cycle, and fails at neither", async () => {
    const { cycle, linear } = aCycle();
    cycle.isLocked = true;
    const locked = await cycle.complete();
    assert.equal(linear.status, "Done");
    assert.equal(locked.problems[0]?.code, "cycle/locked");
    assert.equal(cycle.state(), STATE);
    cycle.files.set("STATE.md", "---\ncycle: \n---\n");
    assert.deepEqual(await cycle.complete(), {
      cycle: null,
      outcome: null,
      systems: [],
      problems: [],
    });
  });

  test("shows beforehand exactly what it would post, and does nothing", async () => {
    const { cycle, linear, jira } = aCycle();
    const shown = await cycle.complete({}, { isPreview: true });
    assert.deepEqual([linear.writes, jira.writes, cycle.state()], [0, 0, STATE]);
    const [planned] = shown.systems;
    assert.deepEqual(planned?.transition, { from: "In Review", to: "Done", done: false });
    const [made] = (await cycle.complete()).systems;
    assert.equal(made?.comment?.text, planned.comment?.text);
  });
});

suite("the digest of a design cycle", () => {
  test("shows the newest comments of both tickets, redacted, without Canon's own", async () => {
    const { cycle, linear } = aCycle();
    for (let nth = 1; nth <= 7; nth++) linear.say(`comment ${nth}`);
    linear.say("GDD cycle cycle-7: verification passed.");
    linear.say(["the password is ", "hunter2!"].join(""), "Eve");
    const [digest] = (await cycle.digest()).systems;
    assert.deepEqual(
      digest?.comments.map(({ author, text }) => [author, text]),
      [
        ["Eve", "the password is [REDACTED:password]"],
        ["Ada", "comment 7"],
        ["Ada", "comment 6"],
        ["Ada", "comment 5"],
        ["Ada", "comment 4"],
      ],
    );
    assert.deepEqual(digest.redacted, [{ kind: "password", count: 1 }]);
    assert.deepEqual(
      [digest.title, digest.status, digest.state],
      ["Checkout", "In Review", "available"],
    );
  });

  test("writes nothing, whatever it finds", async () => {
    const { cycle, linear, jira } = aCycle();
    linear.status = "Blocked";
    await cycle.digest();
    jira.fails.add("read");
    const [, second] = (await cycle.digest()).systems;
    assert.deepEqual(
      [second?.state, second?.reason],
      ["unavailable", "The tracker did not answer."],
    );
    assert.deepEqual([linear.writes, jira.writes, cycle.state()], [0, 0, STATE]);
  });
});
