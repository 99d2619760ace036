import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { NEVER_CANCELLED } from "../../../../src/core/kernel/cancel.ts";
import type {
  Ticket,
  TicketDraft,
  TicketReading,
  WriteOutcome,
} from "../../../../src/core/model/ticket.ts";
import type { TicketTracker } from "../../../../src/ports/ticket-tracker.ts";
import { aDraft, safe } from "../../../support/builders.ts";
import { type LinearBench, withLinearBench } from "../../../support/linear/linear-bench.ts";

const check = (title: string, task: (bench: LinearBench) => Promise<void>): void => {
  test(title, () => withLinearBench(task));
};

suite("Linear: reading", () => {
  check("reads 1,000 tickets in at most 12 requests, each well below the limit", async (bench) => {
    const keys = bench.double.seed(1000);
    const readings = await bench.tracker.readTickets(keys, NEVER_CANCELLED);
    assert.equal(readings.size, 1000);
    assert.ok([...readings.values()].every(({ kind }) => kind === "found"));
    assert.equal(bench.double.requests.length, 4);
    assert.ok(Math.max(...bench.double.costs) < 8_000, String(bench.double.costs));
    const again = await bench.tracker.readTickets(keys, NEVER_CANCELLED);
    assert.deepEqual(again, readings);
  });

  check("reads tickets of several teams in one request", async ({ tracker, double }) => {
    const [first = "", second = ""] = double.seed(2);
    const moved = double.workspace.moveToTeam(second, "DES");
    const readings = await tracker.readTickets([first, moved], NEVER_CANCELLED);
    assert.deepEqual(kinds(readings), { [first]: "found", [moved]: "found" });
    assert.equal(double.requests.length, 1);
  });

  check("reads a key in any case and with leading zeros", async ({ tracker, double }) => {
    double.seed(7);
    const readings = await tracker.readTickets(["eng-007"], NEVER_CANCELLED);
    assert.equal(found(readings, "eng-007").ref.key, "ENG-7");
  });

  check("follows an issue that moved to another team", async ({ tracker, double }) => {
    const [key = ""] = double.seed(1);
    const moved = double.workspace.moveToTeam(key, "DES");
    const readings = await tracker.readTickets([key, "ENG-77"], NEVER_CANCELLED);
    assert.equal(found(readings, key).ref.key, moved);
    assert.deepEqual(readings.get("ENG-77"), { kind: "missing" });
  });

  check(
    "takes an issue in the trash for missing, and an archived one for a ticket",
    async (bench) => {
      const [trashed = "", archived = ""] = bench.double.seed(2);
      bench.double.workspace.archive(trashed, { isTrash: true });
      bench.double.workspace.archive(archived, { isTrash: false });
      const readings = await bench.tracker.readTickets([trashed, archived], NEVER_CANCELLED);
      assert.deepEqual(kinds(readings), { [trashed]: "missing", [archived]: "found" });
    },
  );

  check(
    "looks up a limited number of absent keys one by one, and calls no other missing",
    async (bench) => {
      const keys = Array.from({ length: 60 }, (_, index) => `ENG-${index + 1}`);
      const readings = await bench.tracker.readTickets(keys, NEVER_CANCELLED);
      const missing = [...readings.values()].filter(({ kind }) => kind === "missing");
      const unreadable = [...readings.values()].filter(({ kind }) => kind === "unreadable");
      assert.deepEqual([missing.length, unreadable.length], [50, 10]);
      assert.equal(bench.double.requests.length, 51);
    },
  );

  check("reads a ticket with many labels and pull requests as a whole", async (bench) => {
    const { workspace } = bench.double;
    const [key = ""] = bench.double.seed(1);
    for (let number = 1; number <= 20; number++) {
      const url = `https://github.com/acme/shop/pull/${number}`;
      workspace.attach({ issueId: key, url, title: `#${number}` });
    }
    workspace.attach({ issueId: key, url: "https://figma.com/file/7", title: "Drawing" });
    const readings = await bench.tracker.readTickets([key], NEVER_CANCELLED);
    assert.equal(found(readings, key).pullRequests.length, 20);
  });

  check("leaves the other tickets of a page alone when one has an unknown form", async (bench) => {
    const [odd = "", plain = ""] = bench.double.seed(2);
    await bench.spoil(odd);
    const readings = await bench.tracker.readTickets([odd, plain], NEVER_CANCELLED);
    assert.deepEqual(kinds(readings), { [odd]: "unreadable", [plain]: "found" });
  });

  check("takes data with errors beside it for unreadable", async (bench) => {
    const keys = bench.double.seed(2);
    bench.double.rewrite = ({ data }) => ({ data, errors: [{ message: "Something broke" }] });
    const readings = await bench.tracker.readTickets(keys, NEVER_CANCELLED);
    for (const reading of readings.values()) {
      assert.equal(
        reading.kind === "unreadable" && reading.error.code,
        "tracker/unreadable-answer",
      );
    }
  });

  for (const body of [
    {},
    { data: null },
    { data: {} },
    { data: { issues: null } },
    [],
    "x",
    null,
  ]) {
    check(`takes ${JSON.stringify(body)} for unreadable, never for missing`, async (bench) => {
      const [key = ""] = bench.double.seed(1);
      bench.double.rewrite = () => body;
      const readings = await bench.tracker.readTickets([key], NEVER_CANCELLED);
      assert.deepEqual(kinds(readings), { [key]: "unreadable" });
    });
  }

  check("asks for smaller pages when Linear says that they are dear", async (bench) => {
    bench.double.pointPrice = 1.3;
    const keys = bench.double.seed(1000);
    const readings = await bench.tracker.readTickets(keys, NEVER_CANCELLED);
    assert.ok([...readings.values()].every(({ kind }) => kind === "found"));
    const [first = 0, ...others] = bench.double.costs;
    assert.ok(first > 8_000 && others.every((cost) => cost <= 8_000), String(bench.double.costs));
    assert.ok(bench.double.requests.length <= 12);
  });

  check("asks for less when Linear refuses a page as too dear", async ({ tracker, double }) => {
    const keys = double.seed(30);
    double.highestCost = 200;
    const readings = await tracker.readTickets(keys, NEVER_CANCELLED);
    assert.equal(readings.size, 30);
    assert.ok([...readings.values()].every(({ kind }) => kind === "found"));
  });
});

suite("Linear: creating", () => {
  check(
    "creates many tickets in one transaction, under the ids of their markers",
    async (bench) => {
      const drafts = Array.from({ length: 50 }, (_, index) => draft({ title: safe(`T${index}`) }));
      const outcomes = await bench.tracker.createTickets(drafts, NEVER_CANCELLED);
      assert.ok(outcomes.every(({ kind }) => kind === "done"));
      assert.equal(bench.double.requests.filter(({ isWrite }) => isWrite).length, 1);
      const { issues } = bench.double.workspace;
      assert.deepEqual(
        issues.map(({ id }) => id),
        drafts.map(({ marker }) => marker),
      );
      assert.deepEqual(
        outcomes.map((outcome) => done(outcome).title),
        drafts.map(({ title }) => title),
      );
    },
  );

  check("tells which one of many Linear refused, and creates the others", async (bench) => {
    const drafts = [
      draft({ title: safe("One") }),
      draft({ title: safe("x".repeat(600)) }),
      draft({ title: safe("Three"), parentKey: "ENG-99" }),
      draft({ title: safe("Four") }),
    ];
    const outcomes = await bench.tracker.createTickets(drafts, NEVER_CANCELLED);
    assert.deepEqual(outcomes.map(summary), [
      "done",
      "tracker/rejected",
      "tracker/not-found",
      "done",
    ]);
    assert.equal(bench.double.tickets().length, 2);
  });

  for (const status of [200, 400] as const) {
    check(
      `gives back the ticket that a lost create made, told so with status ${status}`,
      async (bench) => {
        bench.double.refusalStatus = status;
        const one = draft();
        bench.double.faultFor = (request) => (request.isWrite ? { kind: "cut" } : undefined);
        const [lost] = await bench.tracker.createTickets([one], NEVER_CANCELLED);
        assert.equal(lost?.kind, "unsure");
        bench.double.faultFor = () => undefined;
        const [again] = await bench.other.createTickets([one], NEVER_CANCELLED);
        const ticket = done(again);
        assert.equal(bench.double.tickets().length, 1);
        const marker = { id: one.marker, since: bench.clock.now(), after: null };
        assert.deepEqual(await bench.other.findByMarker(marker, NEVER_CANCELLED), {
          ok: true,
          value: ticket,
        });
      },
    );
  }

  check("finds a ticket that a person has thrown away since, rather than none", async (bench) => {
    const one = draft();
    const ticket = await create(bench.tracker, one);
    bench.double.workspace.archive(ticket.ref.key, { isTrash: true });
    const marker = { id: one.marker, since: bench.clock.now(), after: null };
    const found = await bench.tracker.findByMarker(marker, NEVER_CANCELLED);
    assert.equal(found.ok && found.value?.ref.key, ticket.ref.key);
  });

  check("never takes the key of an issue for a marker", async (bench) => {
    const [key = ""] = bench.double.seed(1);
    const marker = { id: key, since: bench.clock.now(), after: null };
    const found = await bench.tracker.findByMarker(marker, NEVER_CANCELLED);
    assert.deepEqual(found, { ok: true, value: undefined });
    assert.equal(bench.double.requests.length, 0);
  });

  check("gives labels that exist, and leaves out the others", async (bench) => {
    const labels = [safe("canon"), safe("no such label")];
    const ticket = await create(bench.tracker, draft({ labels }));
    assert.deepEqual(ticket.labels, ["canon"]);
  });

  check("finds the team by key in any case, else by name", async (bench) => {
    for (const [project, key] of [
      ["des", "DES-1"],
      ["design", "DES-2"],
      ["eNg", "ENG-1"],
    ] as const) {
      const ticket = await create(bench.open({ project }), draft());
      assert.equal(ticket.ref.key, key);
    }
  });

  check("names the teams that there are when the wanted one is not among them", async (bench) => {
    const [outcome] = await bench
      .open({ project: "Ops" })
      .createTickets([draft()], NEVER_CANCELLED);
    assert.match(outcome?.kind === "failed" ? outcome.error.message : "", /"Ops".*ENG, DES\. /);
  });

  check("names the states of the team when the wanted one is not among them", async (bench) => {
    const [outcome] = await bench.tracker.createTickets(
      [draft({ status: "Shipped" })],
      NEVER_CANCELLED,
    );
    assert.equal(outcome && summary(outcome), "tracker/no-transition");
    assert.match(
      outcome?.kind === "failed" ? outcome.error.message : "",
      /"Shipped".*Backlog, Todo, In Progress, In Review, Done, Canceled, Duplicate\. /,
    );
    assert.equal(bench.double.tickets().length, 0);
  });

  check("asks for the team and its states once", async (bench) => {
    for (let count = 0; count < 3; count++) await create(bench.tracker, draft());
    assert.equal(bench.double.requests.length, 5);
  });
});

suite("Linear: changing", () => {
  check("sends all changed fields in one request", async (bench) => {
    const parent = await create(bench.tracker, draft());
    const managedText = safe("Old text.\n\nSpec: docs/specs/a.md");
    const ticket = await create(bench.tracker, draft({ managedText }));
    const before = bench.double.requests.length;
    const outcome = await bench.tracker.updateTicket(
      ticket.ref.key,
      {
        title: safe("New"),
        managedText: safe("New text.\n\nSpec: docs/specs/a.md"),
        status: "done",
        parentKey: parent.ref.key.toLowerCase(),
      },
      ticket.revision,
      NEVER_CANCELLED,
    );
    const after = done(outcome);
    assert.equal(bench.double.requests.length - before, 2);
    assert.equal(after.title, "New");
    assert.equal(after.managedText, "New text.\n\nSpec: docs/specs/a.md");
    assert.deepEqual(after.status, { name: "Done", category: "completed" });
    assert.equal(after.parentKey, parent.ref.key);
    assert.deepEqual(await read(bench.other, ticket.ref.key), after);
  });

  check(
    "gives a text that Linear has rewritten as Linear shows it, the same each time",
    async (bench) => {
      const text = [
        "<!-- gone -->",
        "A snake_case word.  ",
        "- [ ] one",
        "- [x] two",
        "",
        "Spec: docs/specs/my_file.md",
      ].join("\n");
      const ticket = await create(bench.tracker, draft({ managedText: safe(text) }));
      assert.match(
        ticket.managedText ?? "",
        /snake\\_case word\.\n\n\* \[ \] one\n\* \[x\] two\n\nSpec: /,
      );
      const same = { managedText: safe(ticket.managedText ?? "") };
      const outcome = await bench.tracker.updateTicket(
        ticket.ref.key,
        same,
        ticket.revision,
        NEVER_CANCELLED,
      );
      assert.deepEqual(done(outcome), ticket);
    },
  );

  check("looks for a state again that was added after the first look", async (bench) => {
    const ticket = await create(bench.tracker, draft());
    const { workspace } = bench.double;
    const team = workspace.teams[0];
    assert.ok(team);
    const id = "6f1c1e2a-0000-4000-8000-000000000001";
    workspace.states.push({ id, name: "Shipped", type: "completed", position: 9, team });
    const outcome = await bench.tracker.updateTicket(
      ticket.ref.key,
      { status: "Shipped" },
      ticket.revision,
      NEVER_CANCELLED,
    );
    assert.equal(done(outcome).status.name, "Shipped");
  });

  check("refuses a parent that is not there", async (bench) => {
    const ticket = await create(bench.tracker, draft());
    const outcome = await bench.tracker.updateTicket(
      ticket.ref.key,
      { parentKey: "ENG-99" },
      ticket.revision,
      NEVER_CANCELLED,
    );
    assert.equal(summary(outcome), "tracker/not-found");
    assert.match(outcome.kind === "failed" ? outcome.error.message : "", /parent "ENG-99"/);
  });

  check("says what can be reached by an issue that moved to another team", async (bench) => {
    const { workspace } = bench.double;
    const [key = ""] = bench.double.seed(1);
    workspace.moveToTeam(key, "DES");
    workspace.states.splice(0, 3);
    await bench.tracker.readTickets([key], NEVER_CANCELLED);
    const reachable = await bench.tracker.reachableStatuses([key], NEVER_CANCELLED);
    assert.equal(reachable.get(key)?.length, 7);
  });

  check("says what can be reached, with one request for a team", async (bench) => {
    const keys = bench.double.seed(3);
    const reachable = await bench.tracker.reachableStatuses(
      [...keys, "NOPE-1", ".."],
      NEVER_CANCELLED,
    );
    const names = ["Backlog", "Todo", "In Progress", "In Review", "Done", "Canceled", "Duplicate"];
    assert.deepEqual(Object.fromEntries(reachable), {
      "ENG-1": names,
      "ENG-2": names,
      "ENG-3": names,
      "NOPE-1": null,
      "..": null,
    });
    assert.equal(bench.double.requests.length, 2);
  });
});

suite("Linear: pull requests, comments and closing", () => {
  const pullRequest = { url: "https://github.com/acme/shop/pull/412", title: safe("Keys") };
  const marker = "0d1f6c1e-7c4e-4f7b-9a30-1f0a4be0a9d2";
  const closing = { status: "Done", comment: { marker, text: safe("Merged.") }, pullRequest };

  check("shows a pull request once", async (bench) => {
    const { ref } = await create(bench.tracker, draft());
    const linked = done(await bench.tracker.linkPullRequest(ref.key, pullRequest, NEVER_CANCELLED));
    assert.deepEqual(linked.pullRequests, [pullRequest]);
    assert.deepEqual(await read(bench.other, ref.key), linked);
    const writes = countWrites(bench);
    const again = await bench.tracker.linkPullRequest(ref.key, pullRequest, NEVER_CANCELLED);
    assert.deepEqual(done(again), linked);
    assert.equal(countWrites(bench), writes);
  });

  check("closes with evidence in one document", async (bench) => {
    const { ref, revision } = await create(bench.tracker, draft());
    const writes = countWrites(bench);
    const outcome = await bench.tracker.closeTicket(ref.key, closing, revision, NEVER_CANCELLED);
    const closed = done(outcome);
    assert.equal(countWrites(bench) - writes, 1);
    assert.equal(closed.status.name, "Done");
    assert.deepEqual(closed.pullRequests, [pullRequest]);
    assert.deepEqual(bench.double.tickets()[0]?.comments, ["Merged."]);
    assert.deepEqual(await read(bench.other, ref.key), closed);
    const again = await bench.tracker.closeTicket(
      ref.key,
      closing,
      closed.revision,
      NEVER_CANCELLED,
    );
    assert.deepEqual(done(again), closed);
    assert.equal(countWrites(bench) - writes, 1);
  });

  check("does only what is left after a broken run", async (bench) => {
    const { ref } = await create(bench.tracker, draft());
    bench.double.workspace.comment({ id: marker, issueId: ref.key, body: "Merged." });
    const { revision } = await read(bench.tracker, ref.key);
    const outcome = await bench.tracker.closeTicket(ref.key, closing, revision, NEVER_CANCELLED);
    assert.equal(done(outcome).status.name, "Done");
    assert.equal(bench.double.tickets()[0]?.comments.length, 1);
  });

  check("posts a comment once, and reads all of them, the oldest first", async (bench) => {
    const { ref } = await create(bench.tracker, draft());
    for (let number = 0; number < 120; number++) {
      bench.double.workspace.comment({ issueId: ref.key, body: `Number ${number}` });
    }
    const comment = { marker, text: safe("The last one.") };
    const first = await bench.tracker.postComment(ref.key, comment, NEVER_CANCELLED);
    const second = await bench.other.postComment(ref.key, comment, NEVER_CANCELLED);
    assert.deepEqual([first.kind, second.kind], ["posted", "already"]);
    const comments = await bench.tracker.readComments(ref.key, NEVER_CANCELLED);
    assert.ok(comments.ok);
    assert.equal(comments.value.length, 121);
    assert.equal(comments.value[0]?.text, "Number 0");
    const last = comments.value.at(-1);
    assert.deepEqual([last?.author, last?.text], ["Ada Lovelace", "The last one."]);
  });

  check("says that a ticket to comment on is not there", async ({ tracker }) => {
    const comment = { marker, text: safe("x") };
    const outcome = await tracker.postComment("ENG-9", comment, NEVER_CANCELLED);
    assert.equal(outcome.kind === "failed" && outcome.error.code, "tracker/not-found");
    const comments = await tracker.readComments("ENG-9", NEVER_CANCELLED);
    assert.equal(!comments.ok && comments.error.code, "tracker/not-found");
  });
});

suite("Linear: the team", () => {
  check("says what changed, and overlaps rather than misses", async (bench) => {
    const keys = bench.double.seed(300);
    bench.clock.advance(3_600_000);
    const since = bench.clock.now();
    bench.clock.advance(60_000);
    bench.double.move(keys[7] ?? "", "Done");
    const changed = await bench.tracker.changedSince(since, NEVER_CANCELLED);
    assert.ok(changed.ok);
    assert.deepEqual(changed.value, {
      keys: [keys[7]],
      until: bench.clock.now(),
      isComplete: true,
    });
    const all = await bench.tracker.changedSince("2026-01-01T00:00:00.000Z", NEVER_CANCELLED);
    assert.equal(all.ok && all.value.keys.length, 300);
    const again = await bench.tracker.changedSince(changed.value.until, NEVER_CANCELLED);
    assert.deepEqual(again.ok && again.value.keys, [keys[7]]);
  });

  check("says whose credential it is", async ({ tracker }) => {
    assert.deepEqual(await tracker.checkAccess(NEVER_CANCELLED), {
      ok: true,
      value: "Ada Lovelace",
    });
  });

  check("describes the states of the team", async ({ tracker }) => {
    const workflow = await tracker.describeWorkflow(NEVER_CANCELLED);
    assert.ok(workflow.ok);
    const [type, ...others] = workflow.value.types;
    assert.deepEqual(others, []);
    assert.deepEqual(type?.states.slice(-2), [
      { name: "Canceled", category: "canceled" },
      { name: "Duplicate", category: "canceled" },
    ]);
  });
});

let lastId = 0;

function draft(parts: Partial<TicketDraft> = {}): TicketDraft {
  lastId += 1;
  const marker = `9b2f0d3c-1111-4222-8333-${String(lastId).padStart(12, "0")}`;
  return aDraft({ marker, status: "Todo", ...parts });
}

async function create(tracker: TicketTracker, one: TicketDraft): Promise<Ticket> {
  const [outcome] = await tracker.createTickets([one], NEVER_CANCELLED);
  return done(outcome);
}

async function read(tracker: TicketTracker, key: string): Promise<Ticket> {
  return found(await tracker.readTickets([key], NEVER_CANCELLED), key);
}

function found(readings: ReadonlyMap<string, TicketReading>, key: string): Ticket {
  const reading = readings.get(key);
  assert.ok(reading?.kind === "found", JSON.stringify(reading));
  return reading.ticket;
}

function done(outcome: WriteOutcome | undefined): Ticket {
  assert.ok(outcome?.kind === "done", JSON.stringify(outcome));
  return outcome.ticket;
}

function summary(outcome: WriteOutcome): string {
  return outcome.kind === "failed" ? outcome.error.code : outcome.kind;
}

function kinds(readings: ReadonlyMap<string, TicketReading>): Record<string, string> {
  return Object.fromEntries([...readings].map(([key, { kind }]) => [key, kind]));
}

function countWrites({ double }: LinearBench): number {
  return double.requests.filter(({ isWrite }) => isWrite).length;
}
