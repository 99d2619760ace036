import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { createLiveRedactor } from "../../../src/adapters/http/live-redactor.ts";
import { ok } from "../../../src/core/kernel/result.ts";
import { Secret } from "../../../src/core/kernel/secret.ts";
import { LINKS_FILE } from "../../../src/core/plan/links-file.ts";
import { createTicket, safe } from "../../support/builders.ts";
import {
  createMemoryTicketTracker,
  JIRA_STATES,
  type MemoryTicketTracker,
  type MemoryTrackerOptions,
} from "../../support/memory-ticket-tracker.ts";
import { configFor, onTracker, SPEC, type Workspace } from "../../support/workspace.ts";

const SPEC_TEXT = `# Payments

## 1. Retry
<!-- canon:system:retry status:todo -->

Try _three_ times, see https://example.com/retry_policy and \`a_b\`:

* at once
* after a second
  with some noise

| Attempt | Pause |
|-|-|
| 1 | 0 s |

\`\`\`ts
const pause = 2 ** attempt;
\`\`\`

### Acceptance Criteria

- [ ] gives up after *three* attempts
- [x] waits \`longer_each\` time
`;

const CONFIG = configFor("jira", "PAY");

function jira(options: MemoryTrackerOptions = {}): MemoryTicketTracker {
  return createMemoryTicketTracker({
    system: "jira",
    prefix: "PAY",
    states: JIRA_STATES,
    ...options,
  });
}

async function checkAtRest(workspace: Workspace): Promise<void> {
  const plan = await workspace.plan();
  assert.deepEqual([plan.items, plan.held, plan.agreements], [[], [], []]);
}

function writesOf(tracker: MemoryTicketTracker): string[] {
  return tracker.calls
    .map(({ method }) => method)
    .filter(
      (method) =>
        !["readTickets", "reachableStatuses", "newestKey", "describeWorkflow"].includes(method),
    );
}

suite("a workflow that does not allow every move", () => {
  test("holds a move that it does not have, and names those that it has", async () => {
    const tracker = jira();
    const workspace = onTracker(tracker, SPEC_TEXT, CONFIG);
    await workspace.sync();
    tracker.movesFrom = (status) => (status === "To Do" ? ["Backlog", "In Progress"] : []);
    workspace.edit(SPEC, "status:todo", "status:done");
    const report = await workspace.sync();
    assert.deepEqual(report.results, []);
    const [held, ...more] = report.held;
    assert.deepEqual(more, []);
    assert.deepEqual(
      [held?.reason, held?.ticket, held?.spec, held?.tracker, held?.base],
      ["workflow/no-transition", "jira:PAY-1", "done", "To Do", "todo"],
    );
    assert.match(held?.message ?? "", /to "Done"\. .* "Backlog", "In Progress"/);
    assert.equal(tracker.tickets.get("PAY-1")?.status, "To Do");
    assert.match(workspace.text(), /status:done/);

    tracker.movesFrom = undefined;
    await workspace.sync();
    assert.equal(tracker.tickets.get("PAY-1")?.status, "Done");
    await checkAtRest(workspace);
  });

  test("is asked once for all moves of a run, and not at all without one", async () => {
    const tracker = jira({ capabilities: { createBatch: 50 } });
    const second = SPEC_TEXT.replace("# Payments", "").replace(/retry|1\. Retry/g, "second");
    const workspace = onTracker(tracker, SPEC_TEXT + second, CONFIG);
    await workspace.sync();
    await workspace.sync();
    const asked = () => tracker.calls.filter(({ method }) => method === "reachableStatuses");
    assert.deepEqual(asked(), []);
    tracker.movesFrom = () => ["in progress"];
    workspace.edit(SPEC, "retry status:todo", "retry status:in_progress");
    workspace.edit(SPEC, "second status:todo", "second status:in_progress");
    await workspace.sync();
    assert.deepEqual(
      asked().map(({ keys }) => keys),
      [["PAY-1", "PAY-2"]],
    );
    assert.equal(tracker.tickets.get("PAY-2")?.status, "In Progress");
  });
});

suite("a tracker that shows no texts", () => {
  const capabilities = { texts: false, comments: false, parents: false, removal: false };

  /** It gives back neither titles nor bodies, as a server that only knows states. */
  function blind(): MemoryTicketTracker {
    const tracker = jira({ capabilities });
    const original = { ...tracker };
    tracker.readTickets = async (keys, signal) => {
      const readings = await original.readTickets(keys, signal);
      return new Map(
        [...readings].map(([key, reading]) => [
          key,
          reading.kind === "found"
            ? { ...reading, ticket: { ...reading.ticket, title: "", managedText: null } }
            : reading,
        ]),
      );
    };
    return tracker;
  }

  test("gets text and title once, and is compared by status alone", async () => {
    const tracker = blind();
    const workspace = onTracker(tracker, SPEC_TEXT, CONFIG);
    await workspace.sync();
    assert.match(tracker.tickets.get("PAY-1")?.description ?? "", /at once/);
    await checkAtRest(workspace);
    workspace.edit(SPEC, "at once", "right now");
    workspace.edit(SPEC, "- [ ] gives up", "- [x] gives up");
    workspace.edit(SPEC, "## 1. Retry", "## 1. Try again");
    await checkAtRest(workspace);
    tracker.edit("PAY-1", (ticket) => {
      ticket.status = "Done";
    });
    await workspace.sync();
    assert.match(workspace.text(), /status:done/);
    assert.deepEqual(writesOf(tracker), ["createTickets"]);
    await checkAtRest(workspace);
  });

  test("leaves no agreement on what it never showed", async () => {
    const workspace = onTracker(blind(), SPEC_TEXT, CONFIG);
    await workspace.sync();
    const links = JSON.parse(workspace.text(LINKS_FILE)) as { links: Record<string, unknown> };
    const { status, title, text, bytes, criteria } = links.links["jira:PAY-1"] as Record<
      string,
      unknown
    >;
    assert.deepEqual([status, title, text, bytes, criteria], ["todo", null, null, null, []]);
  });

  test("plans no text for a ticket that a person linked", async () => {
    const tracker = blind();
    await createTicket(tracker, { status: "To Do", title: safe("By hand") });
    const linked = SPEC_TEXT.replace(
      "## 1. Retry",
      "## 1. Retry\n<!-- canon:ticket:jira:PAY-1 -->",
    );
    const workspace = onTracker(tracker, linked, CONFIG);
    await workspace.sync();
    assert.equal(tracker.tickets.get("PAY-1")?.title, "By hand");
    await checkAtRest(workspace);
  });
});

suite("a tracker that writes Markdown in its own way", () => {
  /** What an editor makes of Markdown that it has taken apart. */
  function respelled(text: string): string {
    let isCode = false;
    return text
      .split("\n")
      .map((line) => {
        if (line.startsWith("```")) isCode = !isCode;
        if (isCode || line.startsWith("```")) return line;
        return line
          .replace(/^- /, "* ")
          .replace(/ {2}with/, "with")
          .replace("_three_", "*three*")
          .replace("https://example.com/retry_policy", (url) =>
            `[${url}](<${url}>)`.replace(/[<>]/g, ""),
          )
          .replace(/^\|-\|-\|$/, "| --- | ----- |")
          .replace("1. ", "1\\. ");
      })
      .join("\n")
      .replace("* at once\n", "* at once\n\n");
  }

  test("is at rest after one sync", async () => {
    const tracker = jira({ spells: respelled });
    const workspace = onTracker(tracker, SPEC_TEXT, CONFIG);
    await workspace.sync();
    const read = await workspace.engine.readTickets([{ system: "jira", key: "PAY-1" }], {
      signal: new AbortController().signal,
      progress: { report: () => undefined },
    });
    const reading = read.get("jira:PAY-1");
    assert.ok(reading?.kind === "found" && reading.ticket.managedText?.includes("* at once\n\n"));
    await checkAtRest(workspace);
    assert.deepEqual(writesOf(tracker), ["createTickets"]);
  });

  test("still gets what was changed in the spec, once", async () => {
    const tracker = jira({ spells: respelled });
    const workspace = onTracker(tracker, SPEC_TEXT, CONFIG);
    await workspace.sync();
    for (const [from, to] of [
      ["at once", "right now"],
      ["* after a second", "  * after a second"],
      ["gives up after *three*", "gives up after *four*"],
    ] as const) {
      workspace.edit(SPEC, from, to);
      await workspace.sync();
      assert.ok(tracker.tickets.get("PAY-1")?.description.includes(to.trim()), to);
      await checkAtRest(workspace);
    }
    assert.deepEqual(writesOf(tracker), [
      "createTickets",
      "updateTicket",
      "updateTicket",
      "updateTicket",
    ]);
  });

  test("is not written to again and again while an edit of its text is held", async () => {
    const tracker = jira({ spells: respelled });
    const workspace = onTracker(tracker, SPEC_TEXT, CONFIG);
    await workspace.sync();
    tracker.edit("PAY-1", (ticket) => {
      ticket.description = ticket.description.replace("at once", "when asked");
    });
    workspace.edit(SPEC, "at once", "right now");
    await workspace.sync({ onConflict: "hold" });
    const plan = await workspace.plan({ onConflict: "hold" });
    assert.deepEqual(
      plan.held.map(({ reason }) => reason),
      ["conflict/text"],
    );
    assert.deepEqual(plan.items, []);
    assert.deepEqual(writesOf(tracker), ["createTickets"]);
  });

  test("still gives ticks back, and takes them", async () => {
    const tracker = jira({ spells: respelled });
    const workspace = onTracker(tracker, SPEC_TEXT, CONFIG);
    await workspace.sync();
    tracker.edit("PAY-1", (ticket) => {
      ticket.description = ticket.description.replace("- [ ] gives", "- [x] gives");
    });
    await workspace.sync();
    assert.match(workspace.text(), /- \[x\] gives up/);
    await checkAtRest(workspace);
    workspace.edit(SPEC, "- [x] waits", "- [ ] waits");
    await workspace.sync();
    assert.match(tracker.tickets.get("PAY-1")?.description ?? "", /- \[ \] waits/);
    await checkAtRest(workspace);
  });

  test("still holds what somebody wrote into Canon's part", async () => {
    const tracker = jira({ spells: respelled });
    const workspace = onTracker(tracker, SPEC_TEXT, CONFIG);
    await workspace.sync();
    tracker.edit("PAY-1", (ticket) => {
      ticket.description = ticket.description.replace("at once", "never");
    });
    const plan = await workspace.plan();
    assert.deepEqual([plan.items, plan.held.map(({ reason }) => reason)], [[], ["conflict/text"]]);
  });
});

suite("a credential in use", () => {
  const token = ["live", "credential", "0123456789"].join("-");

  test("is sent nowhere and written nowhere, from the moment it is held", async () => {
    const tracker = jira();
    const live = createLiveRedactor();
    const text = SPEC_TEXT.replace("at once", `with ${token}`).replace("1. Retry", `1. ${token}`);
    const workspace = onTracker(tracker, text, CONFIG, {
      redact: live.redact,
      openTracker: () => {
        live.hold(new Secret(token));
        return Promise.resolve(ok(tracker));
      },
    });
    const specs = await workspace.engine.snapshot(
      { paths: null, section: null },
      { signal: new AbortController().signal, progress: { report: () => undefined } },
      { offline: true },
    );
    assert.ok(specs.ok);
    await workspace.sync();
    const ticket = tracker.tickets.get("PAY-1");
    assert.equal(ticket?.title, "[REDACTED:credential]");
    assert.match(ticket.description, /with \[REDACTED:credential\]/);
    const written = [...workspace.store.files].filter(([path]) => path.startsWith(".canon/"));
    assert.ok(written.length > 2);
    for (const [path, content] of written) assert.ok(!content.includes(token), path);
    await checkAtRest(workspace);
  });

  test("is masked in a plan that was made before it was held", async () => {
    const tracker = jira();
    const live = createLiveRedactor();
    const text = SPEC_TEXT.replace("at once", `with ${token}`);
    const workspace = onTracker(tracker, text, CONFIG, { redact: live.redact });
    const plan = await workspace.plan();
    assert.ok(JSON.stringify(plan).includes(token));
    live.hold(new Secret(token));
    await workspace.apply(plan);
    assert.doesNotMatch(tracker.tickets.get("PAY-1")?.description ?? "", new RegExp(token));
    await checkAtRest(workspace);
  });
});
