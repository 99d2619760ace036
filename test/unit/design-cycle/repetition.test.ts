import assert from "node:assert/strict";
import { MemoryCycle, MemoryTicket } from "../../support/memory-cycle.ts";

const STATE = `---
cycle: cycle-7
---
<ticket_links>
cycle: cycle-7
linear: DSN-204
</ticket_links>
`;
const PULL = "https://github.com/acme/web/pull/4";

function aCycle(state = STATE): { cycle: MemoryCycle; linear: MemoryTicket } {
  const cycle = new MemoryCycle();
  const linear = new MemoryTicket("In Review", ["In Progress", "In Review", "Blocked", "Done"]);
  cycle.tickets.set("linear", linear);
  cycle.files.set("STATE.md", state).set("DESIGN-VERIFICATION.md", "---\npass: true\n---\n");
  return { cycle, linear };
}

const withStatus = (status: string): string =>
  STATE.replace("DSN-204", `DSN-204\nlinear_status: ${status}`);
const texts = ({ comments }: MemoryTicket): string[] => comments.map(({ text }) => text);

suite("completing a design cycle again", () => {
  test("stays quiet after a person moved the ticket and the block was reconciled", async () => {
    const { cycle, linear } = aCycle();
    await cycle.complete();
    linear.status = "In Progress";
    const [moved] = (await cycle.complete()).systems;
    assert.deepEqual([moved?.reconciled, moved?.transition], [true, null]);
    assert.equal(linear.comments.length, 2);
    for (let nth = 0; nth < 3; nth++) {
      const [again] = (await cycle.complete()).systems;
      assert.deepEqual(
        [again?.reconciled, again?.transition, again?.comment?.posted, again?.comment?.already],
        [false, null, false, true],
      );
    }
    assert.equal(linear.status, "In Progress");
    assert.equal(linear.comments.length, 2);
    assert.match(cycle.state(), /^linear_status: In Progress$/m);
  });

  test("forces nothing where the first run could not note what it did", async () => {
    const { cycle, linear } = aCycle();
    cycle.isLocked = true;
    await cycle.complete();
    assert.equal(cycle.state(), STATE);
    cycle.isLocked = false;
    linear.status = "Blocked";
    const [again] = (await cycle.complete()).systems;
    assert.deepEqual([again?.transition, again?.comment?.already], [null, true]);
    assert.equal(linear.status, "Blocked");
    assert.equal(linear.comments.length, 1);
    assert.match(cycle.state(), /^linear_status: Blocked$/m);
  });

  test("takes its own move for its own where the first run could not note it", async () => {
    const { cycle, linear } = aCycle(withStatus("In Review"));
    cycle.isLocked = true;
    await cycle.complete();
    cycle.isLocked = false;
    const [again] = (await cycle.complete()).systems;
    assert.deepEqual([again?.reconciled, again?.comment?.posted], [false, false]);
    assert.equal(linear.comments.length, 1);
    assert.match(cycle.state(), /^linear_status: Done$/m);
  });

  test("tells of a person's move later where that could not be posted", async () => {
    const { cycle, linear } = aCycle(withStatus("In Progress"));
    linear.status = "Blocked";
    linear.fails.add("post");
    const [broken] = (await cycle.complete()).systems;
    assert.deepEqual([broken?.reconciled, cycle.state()], [false, withStatus("In Progress")]);
    linear.fails.clear();
    const [again] = (await cycle.complete()).systems;
    assert.equal(again?.reconciled, true);
    assert.match(texts(linear)[0] ?? "", /^GDD observed an external status change; reconciling/);
    assert.deepEqual([linear.status, linear.comments.length], ["Blocked", 1]);
  });

  test("moves the ticket anew once the outcome is another one", async () => {
    const { cycle, linear } = aCycle();
    for (const [pass, status] of [
      ["false", "In Progress"],
      ["true", "Done"],
      ["false", "In Progress"],
    ] as const) {
      cycle.files.set("DESIGN-VERIFICATION.md", `---\npass: ${pass}\n---\n`);
      await cycle.complete();
      assert.equal(linear.status, status);
    }
    assert.equal(linear.comments.length, 2);
  });

  test("compares a ticket with no status that was recorded for another", async () => {
    const { cycle, linear } = aCycle();
    await cycle.complete();
    cycle.files.set("STATE.md", cycle.state().replace("linear: DSN-204", "linear: DSN-300"));
    linear.comments.length = 0;
    linear.status = "In Review";
    const [other] = (await cycle.complete()).systems;
    assert.deepEqual([other?.reconciled, other?.transition?.to], [false, "Done"]);
    assert.match(cycle.state(), /^linear_done: DSN-300 /m);
  });

  test("notes nothing for a link that was changed meanwhile", async () => {
    const { cycle, linear } = aCycle();
    const theirs = STATE.replace("DSN-204", "DSN-300");
    linear.onMove = () => cycle.files.set("STATE.md", theirs);
    const { problems } = await cycle.complete();
    assert.equal(cycle.state(), theirs);
    assert.equal(problems[0]?.code, "cycle/not-recorded");
  });
});

suite("a completion that a person has reviewed", () => {
  test("does what was shown", async () => {
    const { cycle, linear } = aCycle();
    const { systems } = await cycle.complete({}, { isPreview: true });
    await cycle.complete({}, { reviewed: systems });
    assert.deepEqual([linear.status, linear.comments.length], ["Done", 1]);
  });

  test("does nothing where the ticket or the files have changed since", async () => {
    const { cycle, linear } = aCycle();
    const { systems } = await cycle.complete({}, { isPreview: true });
    linear.status = "In Progress";
    const [moved] = (await cycle.complete({}, { reviewed: systems })).systems;
    assert.match(moved?.reason ?? "", /changed since they were shown/);
    linear.status = "In Review";
    cycle.files.set("DESIGN-VERIFICATION.md", "---\npass: false\n---\n");
    const [failed] = (await cycle.complete({}, { reviewed: systems })).systems;
    assert.match(failed?.reason ?? "", /changed since they were shown/);
    assert.deepEqual([linear.writes, cycle.state()], [0, STATE]);
  });

  test("leaves alone what was left out", async () => {
    const { cycle, linear } = aCycle();
    assert.deepEqual((await cycle.complete({}, { reviewed: [] })).systems, []);
    assert.deepEqual([linear.writes, cycle.state()], [0, STATE]);
  });
});

suite("the pull request of a cycle", () => {
  test("is the open one of the cycle's branch, else of the branch that the workspace is on", async () => {
    const { cycle, linear } = aCycle();
    const open = new Map([["feature", PULL]]);
    cycle.pulls = { branch: "feature", open };
    assert.equal((await cycle.complete()).outcome, "shipped");
    assert.match(
      texts(linear)[0] ?? "",
      /Pull request: https:\/\/github\.com\/acme\/web\/pull\/4$/,
    );
    const own = `${PULL}2`;
    open.set("pr/cycle-7-clean", own);
    const [shown] = (await cycle.complete({}, { isPreview: true })).systems;
    assert.ok(shown?.comment?.text.endsWith(own));
    open.clear();
    assert.equal((await cycle.complete()).outcome, "verify-passed");
  });

  test("gives way to the one that was given", async () => {
    const { cycle, linear } = aCycle();
    cycle.pulls = { branch: "feature", open: new Map([["feature", PULL]]) };
    await cycle.complete({ pullRequestUrl: `${PULL}9` });
    assert.ok(texts(linear)[0]?.endsWith(`${PULL}9`));
  });

  test("counts as none where nobody says, which is told", async () => {
    const { cycle } = aCycle();
    cycle.pulls = { branch: null, open: null };
    const { outcome, problems } = await cycle.complete();
    assert.equal(outcome, "verify-passed");
    assert.equal(problems[0]?.code, "cycle/pull-request-unknown");
  });

  test("is not asked for where no ticket would hear of it", async () => {
    const { cycle } = aCycle(STATE.replace("linear: DSN-204\n", ""));
    cycle.pulls = { branch: null, open: null };
    assert.deepEqual((await cycle.complete()).problems, []);
  });
});

suite("an outcome that was given", () => {
  test("counts against the verification, and both are named", async () => {
    const { cycle, linear } = aCycle();
    cycle.files.set("DESIGN-VERIFICATION.md", "---\npass: false\n---\n");
    const { problems } = await cycle.complete({ outcome: "verify-passed" });
    assert.deepEqual(
      problems.map(({ code }) => code),
      ["cycle/outcome-differs"],
    );
    assert.equal(linear.status, "Done");
    assert.deepEqual(texts(linear), [
      "GDD cycle cycle-7: verification failed, completed as passed.",
    ]);
  });
});
