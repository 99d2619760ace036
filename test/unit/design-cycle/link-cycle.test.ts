import assert from "node:assert/strict";
import { MemoryCycle, MemoryTicket } from "../../support/memory-cycle.ts";
import { parseCycleKey } from "../../../src/design-cycle/link-cycle.ts";

const STATE = `---\r
cycle: cycle-7\r
---\r
<ticket_links>\r
cycle: cycle-6\r
linear: DSN-1\r
cycle: cycle-7\r
linear:DSN-204\r
linear_status: In Review\r
linear_done: DSN-204 verify-passed moved posted\r
</ticket_links>`;

function aCycle(): { cycle: MemoryCycle; linear: MemoryTicket } {
  const cycle = new MemoryCycle();
  const linear = new MemoryTicket("Todo", ["Todo", "Done"]);
  cycle.tickets.set("linear", linear);
  cycle.files.set("STATE.md", STATE);
  return { cycle, linear };
}

suite("linking a ticket to a design cycle", () => {
  test("takes a key alone, in the case of the trackers", () => {
    assert.equal(parseCycleKey(" dsn-300 "), "DSN-300");
    for (const text of ["", "DSN", "300", "https://linear.app/x/DSN-1", "DSN-1 DSN-2", "<key>"]) {
      assert.equal(parseCycleKey(text), undefined, text);
    }
  });

  test("shows the ticket and what it replaces, and writes nothing yet", async () => {
    const { cycle } = aCycle();
    const proposed = await cycle.proposeLink("linear", "DSN-300");
    assert.ok(proposed.ok);
    assert.deepEqual(proposed.value, {
      cycle: "cycle-7", system: "linear", key: "DSN-300", former: "DSN-204",
      ticket: { title: "Checkout", status: "Todo" }, unchecked: null,
    }); // prettier-ignore
    assert.equal(cycle.state(), STATE);
  });

  test("replaces the key, forgets what was noted for the former ticket, and touches nothing else", async () => {
    const { cycle, linear } = aCycle();
    const proposed = await cycle.proposeLink("linear", "DSN-300");
    assert.ok(proposed.ok);
    const written = await cycle.writeLink(proposed.value);
    assert.ok(written.ok);
    const expected = STATE.replace("linear:DSN-204", "linear: DSN-300").replace(
      /linear_status.*\r\nlinear_done.*\r\n/,
      "",
    );
    assert.equal(cycle.state(), expected);
    assert.equal(written.value.line, 8);
    assert.equal(linear.writes, 0);
    assert.ok((await cycle.unwriteLink(written.value)).ok);
    assert.equal(cycle.state(), STATE);
  });

  test("is taken back only while nobody changed the file again", async () => {
    const { cycle } = aCycle();
    const proposed = await cycle.proposeLink("jira", "WEB-3");
    assert.ok(proposed.ok);
    assert.match(proposed.value.unchecked ?? "", /No connection to Jira/);
    const written = await cycle.writeLink(proposed.value);
    assert.ok(written.ok);
    const theirs = `${cycle.state()}\r\nmore`;
    cycle.files.set("STATE.md", theirs);
    assert.ok(!(await cycle.unwriteLink(written.value)).ok);
    assert.equal(cycle.state(), theirs);
  });

  test("is refused where the cycle or its link became another one meanwhile", async () => {
    const { cycle } = aCycle();
    const proposed = await cycle.proposeLink("linear", "DSN-300");
    assert.ok(proposed.ok);
    for (const theirs of [
      STATE.replace("cycle: cycle-7", "cycle: cycle-8"),
      STATE.replace("linear:DSN-204", "linear: DSN-205"),
    ]) {
      cycle.files.set("STATE.md", theirs);
      const written = await cycle.writeLink(proposed.value);
      assert.equal(written.ok ? null : written.error.code, "cycle/changed-meanwhile");
      assert.equal(cycle.state(), theirs);
    }
  });

  test("is refused for a ticket that surely is not there, and without a cycle", async () => {
    const { cycle, linear } = aCycle();
    linear.isMissing = true;
    const missing = await cycle.proposeLink("linear", "DSN-999");
    assert.equal(missing.ok ? null : missing.error.code, "cycle/no-such-ticket");
    cycle.files.set("STATE.md", "---\ncycle: \n---\n");
    const none = await cycle.proposeLink("linear", "DSN-1");
    assert.equal(none.ok ? null : none.error.code, "cycle/none-current");
  });

  test("asks nobody where the tracker is switched off or does not answer, and says so", async () => {
    const { cycle, linear } = aCycle();
    linear.fails.add("read");
    const unread = await cycle.proposeLink("linear", "DSN-300");
    assert.match(unread.ok ? (unread.value.unchecked ?? "") : "", /did not answer/);
    cycle.disabled.add("linear");
    const off = await cycle.proposeLink("linear", "DSN-300");
    assert.match(off.ok ? (off.value.unchecked ?? "") : "", /GDD_DISABLE_LINEAR/);
  });
});
