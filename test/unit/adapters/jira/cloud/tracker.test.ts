import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { NEVER_CANCELLED } from "../../../../../src/core/kernel/cancel.ts";
import { Secret } from "../../../../../src/core/kernel/secret.ts";
import type { DirectAccess } from "../../../../../src/ports/credentials.ts";
import { aMarker, safe } from "../../../../support/builders.ts";
import {
  type JiraCloudBench,
  withJiraCloudBench,
} from "../../../../support/jira-cloud/jira-cloud-bench.ts";
import {
  childOf,
  codeOf,
  create,
  done,
  draftFor,
  markerOf,
  read,
  send,
  update,
  uuid,
  value,
} from "../../../../contract/tracker/steps.ts";

const check = (title: string, task: (bench: JiraCloudBench) => Promise<void>): void => {
  test(title, () => withJiraCloudBench(task));
};

/** How many requests of a kind were sent since `from`. */
function sent({ double }: JiraCloudBench, from: number, path: RegExp, method = "POST"): number {
  const seen = double.requests.slice(from);
  return seen.filter((one) => one.method === method && path.test(one.url)).length;
}

function stranger({ double }: JiraCloudBench): DirectAccess {
  return { ...double.access, secret: new Secret("not-the-token") };
}

function messageOf(outcome: unknown): string {
  const { error } = outcome as { readonly error?: { readonly message: string } };
  return error?.message ?? JSON.stringify(outcome);
}

suite("Jira Cloud: reading", () => {
  check("reads a thousand tickets in ten requests", async (bench) => {
    const keys = bench.double.seed(1000);
    const readings = await bench.tracker.readTickets(keys, NEVER_CANCELLED);
    assert.equal([...readings.values()].filter(({ kind }) => kind === "found").length, 1000);
    assert.equal(bench.double.requests.length, 10);
  });

  check("reads a thousand tickets of which some are gone in twelve requests", async (bench) => {
    const keys = bench.double.seed(1000);
    for (const key of keys.slice(500, 520)) bench.double.state.remove(key);
    const readings = await bench.tracker.readTickets(keys, NEVER_CANCELLED);
    assert.equal([...readings.values()].filter(({ kind }) => kind === "missing").length, 20);
    assert.equal(bench.double.requests.length, 12);
  });

  check("reads a moved ticket under the key that the spec knows", async (bench) => {
    const { tracker, double } = bench;
    const keys = double.seed(5);
    double.state.moveTo("PAY-2", "OPS-7");
    double.state.moveTo("PAY-4", "OPS-8");
    double.state.remove("PAY-5");
    const readings = await tracker.readTickets([...keys, "OPS-7", "pay-1"], NEVER_CANCELLED);
    const seen = [...readings].map(([key, reading]) =>
      reading.kind === "found"
        ? [key, reading.ticket.ref.key, reading.ticket.title]
        : [key, reading.kind],
    );
    assert.deepEqual(seen, [
      ["PAY-1", "PAY-1", "Part 1"],
      ["PAY-2", "PAY-2", "Part 2"],
      ["PAY-3", "PAY-3", "Part 3"],
      ["PAY-4", "PAY-4", "Part 4"],
      ["PAY-5", "missing"],
      ["OPS-7", "OPS-7", "Part 2"],
      ["pay-1", "pay-1", "Part 1"],
    ]);
    const { url } = await read(tracker, "PAY-2");
    assert.equal(url, `${double.origin}/browse/OPS-7`);
    const moved = await read(tracker, "PAY-4");
    assert.equal((await update(tracker, moved, { title: safe("Anew") })).ref.key, "PAY-4");
  });

  check("believes no answer that is about another ticket of the same project", async (bench) => {
    const { tracker, double } = bench;
    const [key = "", other = ""] = double.seed(2);
    double.state.moved.set(other, key);
    const readings = await tracker.readTickets([other], NEVER_CANCELLED);
    const reading = readings.get(other);
    assert.equal(reading?.kind === "unreadable" && reading.error.code, "tracker/unreadable-answer");
  });

  check("E2: a visitor, to whom Jira shows nothing, finds no ticket missing", async (bench) => {
    const [key = ""] = bench.double.seed(1);
    const visitor = bench.open({}, stranger(bench));
    const readings = await visitor.readTickets([key, "PAY-99"], NEVER_CANCELLED);
    for (const reading of readings.values()) {
      assert.equal(reading.kind === "unreadable" && reading.error.code, "tracker/unauthorized");
    }
    const found = await visitor.findByMarker(markerOf(bench, uuid(1)), NEVER_CANCELLED);
    assert.equal(codeOf(found), "tracker/unauthorized");
  });

  check(
    "E2: what Jira could not read just now is unreadable, as are its neighbours without an answer",
    async (bench) => {
      const [first = "", second = ""] = bench.double.seed(2);
      await bench.spoil(first);
      const readings = await bench.tracker.readTickets([first, second, "PAY-99"], NEVER_CANCELLED);
      assert.equal(readings.get(first)?.kind, "unreadable");
      assert.equal(readings.get(second)?.kind, "found");
      // Jira does not say by which key it was asked for what it could not read.
      assert.equal(readings.get("PAY-99")?.kind, "unreadable");
    },
  );

  check("E2: one odd ticket does not hide the others", async (bench) => {
    const [first = "", second = ""] = bench.double.seed(2);
    bench.double.state.issue(first).description = { type: "poem" };
    const readings = await bench.tracker.readTickets([first, second], NEVER_CANCELLED);
    const odd = readings.get(first);
    assert.equal(odd?.kind === "unreadable" && odd.error.code, "tracker/unreadable-answer");
    assert.equal(readings.get(second)?.kind, "found");
  });

  check("says that work was given up by the resolution", async (bench) => {
    const { ref } = await create(bench);
    bench.double.move(ref.key, "Done");
    assert.equal((await read(bench.tracker, ref.key)).status.category, "completed");
    bench.double.state.issue(ref.key).resolution = "Duplicate";
    assert.deepEqual((await read(bench.tracker, ref.key)).status, {
      name: "Done",
      category: "canceled",
    });
  });
});

suite("Jira Cloud: making tickets", () => {
  check("makes fifty in one request, and reads them in one more", async (bench) => {
    const drafts = Array.from({ length: 50 }, (_, n) => draftFor(bench, { marker: uuid(n) }));
    const made = (await bench.tracker.createTickets(drafts, NEVER_CANCELLED)).map(done);
    assert.equal(new Set(made.map(({ ref }) => ref.key)).size, 50);
    assert.equal(sent(bench, 0, /issue\/bulk$/), 1);
    assert.equal(bench.double.requests.length, 3, "types, create, read");
  });

  check("tells apart what Jira made and what it refused", async (bench) => {
    const long = safe("x".repeat(300));
    const drafts = [long, safe("b"), long, safe("d")].map((title, n) =>
      draftFor(bench, { marker: uuid(n), title }),
    );
    const outcomes = await bench.tracker.createTickets(drafts, NEVER_CANCELLED);
    assert.deepEqual(
      outcomes.map((one) => (one.kind === "done" ? one.ticket.title : one.kind)),
      ["failed", "b", "failed", "d"],
    );
    assert.match(messageOf(outcomes[0]), /"summary" is too long/);
    const [alone] = await bench.tracker.createTickets(drafts.slice(0, 1), NEVER_CANCELLED);
    assert.match(messageOf(alone), /"summary" is too long/);
  });

  check(
    "is not sure where the answer does not add up, and finds the tickets by their marks",
    async (bench) => {
      const { tracker, double } = bench;
      const after = value(await tracker.newestKey(NEVER_CANCELLED));
      double.faultFor = ({ url }) => (url.endsWith("/issue/bulk") ? { kind: "cut" } : undefined);
      const drafts = [1, 2].map((n) => draftFor(bench, { marker: uuid(n) }));
      const outcomes = await tracker.createTickets(drafts, NEVER_CANCELLED);
      assert.deepEqual(
        outcomes.map(({ kind }) => kind),
        ["unsure", "unsure"],
      );
      double.faultFor = () => undefined;
      const found = await tracker.findByMarker(markerOf(bench, uuid(2), after), NEVER_CANCELLED);
      assert.equal(found.ok && found.value?.ref.key, "PAY-2");
      assert.equal(double.tickets().length, 2);
    },
  );

  check("waits for a copy of the data that lags behind", async (bench) => {
    bench.double.state.staleReads = 4;
    assert.equal((await create(bench)).title, "Key generation");
    assert.equal(Date.parse(bench.clock.now()) - Date.parse("2026-01-05T10:00:00.000Z"), 2000);
    bench.double.state.staleReads = 2;
    const found = await bench.tracker.findByMarker(markerOf(bench, uuid(1)), NEVER_CANCELLED);
    assert.equal(found.ok && found.value?.ref.key, "PAY-1");
  });

  check("does not know the ticket where it cannot be read after all", async (bench) => {
    bench.double.faultFor = ({ url }) =>
      url.endsWith("/issue/bulkfetch") ? { kind: "status", status: 403 } : undefined;
    const [outcome] = await bench.tracker.createTickets([draftFor(bench)], NEVER_CANCELLED);
    assert.equal(outcome?.kind, "unsure");
    assert.match(messageOf(outcome), /PAY-1/);
    assert.equal(bench.double.tickets().length, 1);
  });

  check("names the types that there are", async (bench) => {
    const [outcome] = await bench.tracker.createTickets(
      [draftFor(bench, { type: "Saga" })],
      NEVER_CANCELLED,
    );
    assert.equal(codeOf(outcome), "tracker/rejected");
    assert.match(messageOf(outcome), /"Saga".*"Epic", "Story", "Task", "Bug", "Sub-task"/);
    const made = await create(bench, { type: "sTORY", marker: uuid(2) });
    assert.equal(made.type, "Story");
  });

  check("chooses a task where no type is named, and a sub-task below a task", async (bench) => {
    const epic = await create(bench, { marker: uuid(1) });
    const task = await create(bench, { marker: uuid(2), type: null, parentKey: epic.ref.key });
    assert.equal(task.type, "Task");
    const below = await create(bench, { marker: uuid(3), type: null, parentKey: task.ref.key });
    assert.equal(below.type, "Sub-task");
    assert.equal(below.parentKey, task.ref.key);
  });

  check("says which field Jira minds where the hierarchy does not fit", async (bench) => {
    const epic = await create(bench, { marker: uuid(1) });
    const draft = draftFor(bench, { marker: uuid(2), type: "Epic", parentKey: epic.ref.key });
    const [outcome] = await bench.tracker.createTickets([draft], NEVER_CANCELLED);
    assert.match(messageOf(outcome), /"parentId" was refused/);
  });

  check("makes a label one word, as Jira has them", async (bench) => {
    assert.deepEqual((await create(bench, { labels: [safe(" two words ")] })).labels, [
      "two-words",
    ]);
  });

  check(
    "moves a new ticket through a screen, and keeps one that cannot be moved",
    async (bench) => {
      const finished = await create(bench, { marker: uuid(1), status: "done" });
      assert.deepEqual(finished.status, { name: "Done", category: "completed" });
      const kept = await create(bench, { marker: uuid(2), status: "Audited" });
      assert.equal(kept.status.name, "To Do");
      assert.deepEqual(await read(bench.other, kept.ref.key), kept);
    },
  );

  check("sees a type or state that the project got since it was first read", async (bench) => {
    const [outcome] = await bench.tracker.createTickets(
      [draftFor(bench, { status: "shipped" })],
      NEVER_CANCELLED,
    );
    assert.match(messageOf(outcome), /"shipped".*"To Do", "Backlog"/);
    assert.equal(sent(bench, 0, /statuses$/, "GET"), 2);
  });

  check("E6: no secret reaches Jira, wherever it stands in a draft", async (bench) => {
    const token = ["ghp", "x".repeat(36)].join("_");
    await create(bench, {
      managedText: safe(`a ${token}\n\n- [ ] b ${token}`),
      labels: [safe(token)],
    });
    for (const { body } of bench.double.requests) assert.ok(!body.includes(token));
  });
});

suite("Jira Cloud: changing tickets", () => {
  check("writes fields, text and mark in one request", async (bench) => {
    const before = await create(bench);
    const from = bench.double.requests.length;
    const change = { title: safe("Anew"), managedText: safe("New.\n\nSpec: a") };
    const after = await update(bench.tracker, before, change);
    assert.equal(after.managedText, "New.\n\nSpec: a");
    assert.equal(bench.double.requests.length - from, 3, "read, write, read");
    assert.equal(sent(bench, from, /\/issue\/PAY-1$/, "PUT"), 1);
    const found = await bench.tracker.findByMarker(markerOf(bench, uuid(1)), NEVER_CANCELLED);
    assert.equal(found.ok && found.value?.ref.key, after.ref.key);
  });

  check("keeps what people did to other parts of the description", async (bench) => {
    const before = await create(bench);
    const issue = bench.double.state.issue(before.ref.key);
    const panel = {
      type: "panel",
      attrs: { panelType: "info" },
      content: [
        { type: "paragraph", content: [{ type: "mention", attrs: { id: "1", text: "@Ada" } }] },
      ],
    };
    issue.description = {
      ...issue.description,
      content: [panel, ...((issue.description?.["content"] ?? []) as [])],
    };
    bench.double.state.touch(issue);
    const seen = await read(bench.tracker, before.ref.key);
    await update(bench.tracker, seen, { managedText: safe("New.\n\nSpec: a") });
    assert.deepEqual((issue.description["content"] as unknown[])[0], panel);
  });

  check("says where a ticket can be moved to, and what a move asks for", async (bench) => {
    const before = await create(bench);
    const unreachable = await send(bench.tracker, before, {
      title: safe("x"),
      status: "In Review",
    });
    assert.equal(codeOf(unreachable), "tracker/no-transition");
    assert.match(messageOf(unreachable), /"Backlog", "In Progress", "Blocked", "Done"/);
    const finished = await update(bench.tracker, before, { status: "Done" });
    const blocked = await send(bench.tracker, finished, { title: safe("x"), status: "Audited" });
    assert.match(messageOf(blocked), /asks for "Auditor"/);
    assert.deepEqual(await read(bench.tracker, before.ref.key), finished);
    const reachable = await bench.tracker.reachableStatuses([before.ref.key], NEVER_CANCELLED);
    assert.ok(reachable.get(before.ref.key)?.includes("Audited"));
    assert.ok(!reachable.get(before.ref.key)?.includes("In Review"));
  });

  check(
    "opens a ticket before it changes it, and changes it before it closes it",
    async (bench) => {
      const order = (from: number) =>
        bench.double.requests
          .slice(from)
          .filter((one) => one.isWrite)
          .map((one) => one.method);
      const before = await create(bench);
      let from = bench.double.requests.length;
      const closed = await update(bench.tracker, before, { title: safe("x"), status: "Won't Do" });
      assert.deepEqual(closed.status, { name: "Won't Do", category: "canceled" });
      assert.deepEqual(order(from), ["PUT", "POST"]);
      from = bench.double.requests.length;
      await update(bench.tracker, closed, { title: safe("y"), status: "To Do" });
      assert.deepEqual(order(from), ["POST", "PUT"]);
    },
  );

  check("asks for the states of many tickets in one request", async (bench) => {
    const keys = bench.double.seed(100);
    const reachable = await bench.tracker.reachableStatuses(keys, NEVER_CANCELLED);
    assert.equal(reachable.size, 100);
    assert.equal(bench.double.requests.length, 1);
  });

  check("E3: a change whose answer was lost is not sure, and is not repeated", async (bench) => {
    const before = await create(bench);
    bench.double.faultFor = ({ method }) => (method === "PUT" ? { kind: "cut" } : undefined);
    const from = bench.double.requests.length;
    assert.equal((await send(bench.tracker, before, { title: safe("x") })).kind, "unsure");
    assert.equal(sent(bench, from, /issue/, "PUT"), 1);
  });

  check("names a child's missing parent, and takes one that fits", async (bench) => {
    const epic = await create(bench, { marker: uuid(1) });
    const child = await create(bench, { ...childOf(bench, epic), marker: uuid(2) });
    const refused = await send(bench.tracker, child, { parentKey: "PAY-77" });
    assert.equal(codeOf(refused), "tracker/not-found");
    const cleared = await update(bench.tracker, child, { parentKey: null });
    assert.equal(cleared.parentKey, null);
    const again = await update(bench.tracker, cleared, { parentKey: "pay-1" });
    assert.equal(again.parentKey, "PAY-1");
  });
});

suite("Jira Cloud: finding what was made", () => {
  check("does without a search index that never catches up", async (bench) => {
    const { double } = bench;
    await create(bench, { marker: uuid(1) });
    double.state.search = "frozen";
    const after = value(await bench.open().newestKey(NEVER_CANCELLED));
    assert.equal(after, "PAY-1");
    for (let n = 2; n < 5; n++) await create(bench, { marker: uuid(n) });
    assert.equal(value(await bench.open().newestKey(NEVER_CANCELLED)), "PAY-1");
    assert.equal(value(await bench.tracker.newestKey(NEVER_CANCELLED)), "PAY-4");
    const found = await bench.open().findByMarker(markerOf(bench, uuid(4), after), NEVER_CANCELLED);
    assert.equal(found.ok && found.value?.ref.key, "PAY-4");
  });

  check("gives no key of an empty project", async (bench) => {
    assert.equal(value(await bench.tracker.newestKey(NEVER_CANCELLED)), null);
  });

  check(
    "goes over keys that were deleted, and over more than one page of tickets",
    async (bench) => {
      const { double, tracker } = bench;
      for (const key of double.seed(250).slice(20, 90)) double.state.remove(key);
      const { ref } = await create(bench, { marker: uuid(1) });
      const found = await tracker.findByMarker(markerOf(bench, uuid(1)), NEVER_CANCELLED);
      assert.equal(found.ok && found.value?.ref.key, ref.key);
    },
  );

  check("looks again for ten seconds at most before it says that there is none", async (bench) => {
    const { clock, tracker } = bench;
    const before = Date.parse(clock.now());
    const none = await tracker.findByMarker(markerOf(bench, uuid(1)), NEVER_CANCELLED);
    assert.deepEqual(none, { ok: true, value: undefined });
    assert.equal(Date.parse(clock.now()) - before, 10_000);
    assert.equal(sent(bench, 0, /bulkfetch$/), 6);
    const old = aMarker(uuid(1), { since: "2025-01-01T00:00:00.000Z" });
    const from = bench.double.requests.length;
    assert.deepEqual(await tracker.findByMarker(old, NEVER_CANCELLED), {
      ok: true,
      value: undefined,
    });
    assert.equal(sent(bench, from, /bulkfetch$/), 2);
  });

  check(
    "does not believe one look at tickets without it: it may be of another question",
    async (bench) => {
      const { double, tracker } = bench;
      const old = aMarker(uuid(1), { since: "2025-01-01T00:00:00.000Z" });
      const { ref } = await create(bench, { marker: uuid(1) });
      await tracker.readTickets(double.seed(1), NEVER_CANCELLED);
      const from = double.requests.length;
      double.faultFor = (_, index) => (index === from ? { kind: "other" } : undefined);
      const found = await tracker.findByMarker(old, NEVER_CANCELLED);
      assert.equal(found.ok && found.value?.ref.key, ref.key);
    },
  );

  check("E3: says that it is not sure where a ticket in question cannot be read", async (bench) => {
    const { ref } = await create(bench, { marker: uuid(1) });
    await bench.spoil(ref.key);
    const found = await bench.tracker.findByMarker(markerOf(bench, uuid(2)), NEVER_CANCELLED);
    assert.equal(codeOf(found), "tracker/unreachable");
  });

  check("E1: refuses a hint that is no key", async (bench) => {
    const marker = markerOf(bench, uuid(1), 'PAY-1" OR project = "X');
    assert.equal(
      codeOf(await bench.tracker.findByMarker(marker, NEVER_CANCELLED)),
      "tracker/rejected",
    );
    assert.equal(bench.double.requests.length, 0);
  });
});

suite("Jira Cloud: talking and closing", () => {
  check("reads more comments than fit on a page, each once", async (bench) => {
    const { ref } = await create(bench);
    const { state } = bench.double;
    for (let n = 1; n <= 230; n++) {
      const body = {
        type: "doc",
        version: 1,
        content: [{ type: "paragraph", content: [{ type: "text", text: `No ${n}` }] }],
      };
      state
        .issue(ref.key)
        .comments.push({ id: state.nextId(), body, created: state.tick(), properties: [] });
    }
    const comments = value(await bench.tracker.readComments(ref.key, NEVER_CANCELLED));
    assert.deepEqual(
      comments.map(({ text }) => text),
      Array.from({ length: 230 }, (_, n) => `No ${n + 1}`),
    );
    const comment = { marker: uuid(1), text: safe("<!-- nothing to see -->") };
    assert.deepEqual(await bench.tracker.postComment(ref.key, comment, NEVER_CANCELLED), {
      kind: "posted",
    });
    assert.deepEqual(await bench.other.postComment(ref.key, comment, NEVER_CANCELLED), {
      kind: "already",
    });
  });

  check("E4: gives up a list of comments that has no end", async (bench) => {
    const { ref } = await create(bench);
    const { comments } = bench.double.state.issue(ref.key);
    const body = { type: "doc", version: 1, content: [] };
    for (let n = 0; n < 5001; n++)
      comments.push({ id: String(n), body, created: 0, properties: [] });
    const read = await bench.tracker.readComments(ref.key, NEVER_CANCELLED);
    assert.match(messageOf(read), /more comments than Canon reads/);
  });

  check(
    "closes again after an answer was lost, and says and links nothing twice",
    async (bench) => {
      const { tracker, double } = bench;
      const pullRequest = {
        url: `https://github.com/acme/pay/pull/${"1".repeat(260)}`,
        title: safe("Keys"),
      };
      const closing = {
        status: "Done",
        comment: { marker: uuid(5), text: safe("Done.") },
        pullRequest,
      };
      for (const path of [/remotelink$/, /comment$/, /transitions$/]) {
        const before = await create(bench, { marker: uuid(9) });
        const { key } = before.ref;
        double.faultFor = ({ url, isWrite }) =>
          isWrite && path.test(url) ? { kind: "cut" } : undefined;
        const lost = await tracker.closeTicket(key, closing, before.revision, NEVER_CANCELLED);
        assert.equal(lost.kind, "unsure");
        double.faultFor = () => undefined;
        const { revision } = await read(tracker, key);
        const closed = done(await tracker.closeTicket(key, closing, revision, NEVER_CANCELLED));
        assert.equal(closed.status.name, "Done");
        assert.equal(double.state.issue(key).links.length, 1);
        assert.equal(double.state.issue(key).comments.length, 1);
      }
    },
  );

  check("says which fields of a type only a person can fill", async (bench) => {
    const { types } = value(await bench.tracker.describeWorkflow(NEVER_CANCELLED));
    const required = types.map(({ name, requiredFields }) => [name, requiredFields]);
    assert.deepEqual(required, [
      ["Epic", []],
      ["Story", []],
      ["Task", []],
      ["Bug", ["Auditor"]],
      ["Sub-task", []],
    ]);
  });

  check("asks for changes by minutes back from now, two more than needed", async (bench) => {
    bench.clock.advance(90_000);
    await bench.tracker.changedSince("2026-01-05T10:00:00.000Z", NEVER_CANCELLED);
    const [{ body } = { body: "" }] = bench.double.requests.slice(-1);
    assert.equal(
      (JSON.parse(body) as { jql: string }).jql,
      'project = "PAY" AND updated >= "-4m" ORDER BY updated ASC',
    );
  });

  check("reads all pages of what changed", async (bench) => {
    const keys = bench.double.seed(250);
    const changed = value(
      await bench.tracker.changedSince("2026-01-05T10:00:00.000Z", NEVER_CANCELLED),
    );
    assert.deepEqual([...changed.keys].sort(), [...keys].sort());
    assert.equal(changed.isComplete, true);
  });
});

suite("Jira Cloud: limits", () => {
  for (const [way, retryAfter, waitMs] of [
    ["in Retry-After", { retryAfter: "7" }, 7000],
    ["by the time at which its limit ends", {}, 9000],
  ] as const) {
    check(`E5: waits as long as Jira says ${way}`, async ({ clock, double, tracker }) => {
      const [key = ""] = double.seed(1);
      double.faultFor = (_request, index) =>
        index === 0 ? { kind: "status", status: 429, ...retryAfter } : undefined;
      const before = double.state.now();
      assert.equal((await read(tracker, key)).title, "Part 1");
      assert.equal(Date.parse(clock.now()) - before, waitMs);
    });
  }
});
