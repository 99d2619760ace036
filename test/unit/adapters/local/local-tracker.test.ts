import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { createLocalTracker } from "../../../../src/adapters/local/local-tracker.ts";
import { NEVER_CANCELLED } from "../../../../src/core/kernel/cancel.ts";
import type { Ticket, TicketChange, WriteOutcome } from "../../../../src/core/model/ticket.ts";
import type { TicketTracker } from "../../../../src/ports/ticket-tracker.ts";
import { aDraft, aMarker, aTarget, createTicket, safe } from "../../../support/builders.ts";
import { createFixedClock } from "../../../support/fixed-clock.ts";
import {
  createMemoryFileStore,
  fileProblem,
  type MemoryFileStore,
} from "../../../support/memory-file-store.ts";

const ONE = ".canon/tickets/LOCAL-1.md";
const SEQUENCE = ".canon/tickets/.sequence";

const NEW_TICKET = `---
title: Key generation
status: todo
type: Task
parent: null
labels: [canon, "a, b"]
assignee: null
marker: "canon:intent-1"
revision: 1
created: 2026-01-05T10:00:00.000Z
updated: 2026-01-05T10:00:00.000Z
pull_requests: []
---

<!-- canon:begin -->
Keys are made from the request.
<!-- canon:end -->

## Comments
`;

const BY_HAND = `---
# Kept by Ada.
assignee:   "Ada L."   # on leave in May
title: 'Key generation'
x-estimate: { days: 3, sure: no }
status: In Progress # since Monday
labels:
  - canon
  - 007
pull_requests:
  - url: https://github.com/acme/pay/pull/412
    title: Keys
  - https://github.com/acme/pay/pull/413
---
Intro by a person.

<!-- canon:begin -->
Old text.
<!-- canon:end -->

Outro.

\`\`\`
## Comments
\`\`\`

## Comments

### 2026-01-05T10:00:00Z Ada Lovelace

First.

### 2026-01-06T11:30:00+02:00 Bob

Second,
two lines.

### not a comment

still the second
`;

interface World {
  readonly files: MemoryFileStore;
  readonly tracker: TicketTracker;
}

function world(files: Record<string, string> = {}, extraStates: readonly string[] = []): World {
  const store = createMemoryFileStore(files);
  const clock = createFixedClock();
  const tracker = createLocalTracker({ files: store, clock, target: aTarget({ extraStates }) });
  return { files: store, tracker };
}

async function read({ tracker }: World, key = "LOCAL-1"): Promise<Ticket> {
  const reading = (await tracker.readTickets([key], NEVER_CANCELLED)).get(key);
  assert.ok(reading?.kind === "found", JSON.stringify(reading));
  return reading.ticket;
}

async function change(given: World, wanted: TicketChange): Promise<WriteOutcome> {
  const { ref, revision } = await read(given);
  return given.tracker.updateTicket(ref.key, wanted, revision, NEVER_CANCELLED);
}

/** Changes a ticket file and compares the whole new text. */
async function checkEdit(before: string, wanted: TicketChange, after: string): Promise<void> {
  const given = world({ [ONE]: before });
  const outcome = await change(given, wanted);
  assert.equal(outcome.kind, "done", JSON.stringify(outcome));
  assert.equal(given.files.files.get(ONE), after);
}

async function checkUnreadable(text: string, line: number, what: RegExp): Promise<void> {
  const { tracker, files } = world({ [ONE]: text });
  const reading = (await tracker.readTickets(["LOCAL-1"], NEVER_CANCELLED)).get("LOCAL-1");
  assert.ok(reading?.kind === "unreadable", JSON.stringify(reading));
  assert.equal(reading.error.code, "tracker/unreadable-answer");
  assert.ok(reading.error.message.startsWith(`${ONE}, line ${line}: `), reading.error.message);
  assert.match(reading.error.message, what);
  const outcome = await tracker.updateTicket("LOCAL-1", {}, "1", NEVER_CANCELLED);
  assert.equal(outcome.kind, "failed");
  assert.equal(files.files.get(ONE), text);
}

suite("local tracker: ticket files", () => {
  test("a new ticket is a Markdown file that people can read", async () => {
    const { tracker, files } = world();
    const labels = [safe("canon"), safe("a, b")];
    const draft = aDraft({ marker: "canon:intent-1", type: "Task", labels });
    await createTicket(tracker, draft);
    assert.equal(files.files.get(ONE), NEW_TICKET);
    assert.match(files.files.get(SEQUENCE) ?? "", /^LOCAL 1$/m);
    assert.equal(files.locks.size, 0);
    assert.deepEqual([...files.files.keys()].sort(), [SEQUENCE, ONE]);
  });

  test("no ticket is put below one that stands below it, also where people made a ring", async () => {
    const at = (parent: string): string => NEW_TICKET.replace("parent: null", `parent: ${parent}`);
    const given = world({
      [ONE]: NEW_TICKET,
      ".canon/tickets/LOCAL-2.md": at("LOCAL-1"),
      ".canon/tickets/LOCAL-3.md": at("LOCAL-2"),
      ".canon/tickets/LOCAL-4.md": at("LOCAL-5"),
      ".canon/tickets/LOCAL-5.md": at("LOCAL-4"),
    });
    const refused = await change(given, { parentKey: "LOCAL-3" });
    assert.ok(refused.kind === "failed");
    assert.match(refused.error.message, /^LOCAL-3 stands below LOCAL-1/);
    assert.equal((await change(given, { parentKey: "LOCAL-4" })).kind, "done");
  });

  test("a ticket written by hand is read as people meant it", async () => {
    const ticket = await read(world({ [ONE]: BY_HAND }));
    assert.deepEqual(ticket, {
      ref: { system: "local", key: "LOCAL-1" },
      url: ONE,
      title: "Key generation",
      managedText: "Old text.",
      otherText: "Intro by a person.\n\nOutro.\n\n```\n## Comments\n```",
      status: { name: "in_progress", category: "started" },
      type: null,
      parentKey: null,
      labels: ["canon", "007"],
      assignee: "Ada L.",
      createdAt: null,
      updatedAt: null,
      revision: ticket.revision,
      pullRequests: [
        { url: "https://github.com/acme/pay/pull/412", title: "Keys" },
        { url: "https://github.com/acme/pay/pull/413", title: null },
      ],
      lastComment: {
        author: "Bob",
        at: "2026-01-06T09:30:00.000Z",
        text: "Second,\ntwo lines.\n\n### not a comment\n\nstill the second",
      },
    });
  });

  test("a change keeps key order, comments, unknown keys and all text around the block", () =>
    checkEdit(
      BY_HAND,
      { title: safe("Keys: all of them"), status: "done", managedText: safe("New text.") },
      BY_HAND.replace("'Key generation'", '"Keys: all of them"')
        .replace("In Progress #", "done #")
        .replace("Old text.", "New text.")
        .replace("pull/413\n", "pull/413\nrevision: 1\nupdated: 2026-01-05T10:00:00.000Z\n"),
    ));

  test("a status that a person spelled differently is left as it is", async () => {
    const given = world({ [ONE]: BY_HAND });
    assert.equal((await change(given, { status: "in_progress" })).kind, "done");
    assert.equal(given.files.files.get(ONE), BY_HAND);
    assert.equal(given.files.writes, 0);
  });

  test("Windows line endings and a byte-order mark stay", () => {
    const windows = (text: string) => `\uFEFF${text.replaceAll("\n", "\r\n")}`;
    return checkEdit(
      windows(BY_HAND),
      { parentKey: null, title: safe("Keys"), managedText: safe("New.\n\nText.") },
      windows(
        BY_HAND.replace("'Key generation'", "Keys")
          .replace("Old text.", "New.\n\nText.")
          .replace("pull/413\n", "pull/413\nrevision: 1\nupdated: 2026-01-05T10:00:00.000Z\n"),
      ),
    );
  });

  test("the counter and the time move with each write of Canon", () =>
    checkEdit(
      NEW_TICKET.replace("revision: 1", "revision: 41").replace(
        /updated: .*/,
        "updated: 2025-01-01",
      ),
      { status: "done" },
      NEW_TICKET.replace("revision: 1", "revision: 42").replace("todo", "done"),
    ));

  const valueForms: readonly (readonly [string, string])[] = [
    ["title: Old", "title: New"],
    ["title: Old # note", "title: New # note"],
    ['title: "Old: \\"x\\""', "title: New"],
    ["title: >-\n  Old\n  title", "title: New"],
    ["title: |\n  Old", "title: New"],
    ["title: Old\n  goes on", "title: New"],
    ['"title": Old', '"title": New'],
    ["title : Old", "title: New"],
  ];
  for (const [before, after] of valueForms) {
    test(`a title written as ${JSON.stringify(before)} can be changed`, () => {
      const text = (title: string) =>
        `---\n${title}\nstatus: todo\nrevision: 1\nupdated: 2026-01-05T10:00:00.000Z\n---\n`;
      return checkEdit(
        text(before),
        { title: safe("New") },
        text(after).replace("revision: 1", "revision: 2"),
      );
    });
  }

  test("an empty value and a missing key can be filled", async () => {
    const parent = { ".canon/tickets/LOCAL-2.md": NEW_TICKET };
    for (const line of ["parent:\n", "parent: # none yet\n", "parent: ~\n", ""]) {
      const given = world({ ...parent, [ONE]: `---\ntitle: A\nstatus: todo\n${line}---\n` });
      const outcome = await change(given, { parentKey: "LOCAL-2" });
      assert.equal(outcome.kind === "done" && outcome.ticket.parentKey, "LOCAL-2", line);
      const text = given.files.files.get(ONE) ?? "";
      assert.match(text, /^parent: LOCAL-2$|^parent: LOCAL-2 # none yet$/m);
      const cleared = await change(given, { parentKey: null });
      assert.equal(cleared.kind === "done" && cleared.ticket.parentKey, null);
    }
  });

  test("a block is put above the comments, on lines of its own", () =>
    checkEdit(
      NEW_TICKET.replace(/<!-- canon:begin[^]*?end -->\n\n/, "By hand.\n\n"),
      { managedText: safe("Text.") },
      NEW_TICKET.replace("Keys are made from the request.", "Text.")
        .replace("<!-- canon:begin", "By hand.\n\n<!-- canon:begin")
        .replace("revision: 1", "revision: 2"),
    ));

  test("a block can be put into a file that ends with the front matter", () =>
    checkEdit(
      "---\ntitle: A\nstatus: todo\nrevision: 1\nupdated: 2026-01-05T10:00:00.000Z\n---",
      { managedText: safe("Text.") },
      "---\ntitle: A\nstatus: todo\nrevision: 2\nupdated: 2026-01-05T10:00:00.000Z\n---\n\n<!-- canon:begin -->\nText.\n<!-- canon:end -->\n",
    ));

  test("a change that the front matter cannot take is refused, not forced", async () => {
    const text = "---\n{ title: A, status: todo }\n---\n";
    const given = world({ [ONE]: text });
    const outcome = await change(given, { title: safe("B") });
    assert.equal(outcome.kind === "failed" && outcome.error.code, "tracker/rejected");
    assert.equal(given.files.files.get(ONE), text);
  });

  for (const title of [
    "true",
    "null",
    "~",
    "",
    "- a",
    "a: b",
    "a # b",
    " a ",
    "'",
    '"\\',
    "---",
    "{a}",
    "*a",
    "&a",
    "!a",
    "0x1F",
    "2026-01-05",
    "ü 😀",
    "a\nb",
    "a\u2028b\u0007",
    "<!-- canon:begin -->",
    "$&",
  ]) {
    test(`the title ${JSON.stringify(title)} is read back as it was written`, async () => {
      const given = world();
      await createTicket(given.tracker, { title: safe(title) });
      assert.equal((await read(given)).title, title);
      const renamed = await change(given, { title: safe("Other") });
      assert.equal(renamed.kind, "done");
      const back = await change(given, { title: safe(title) });
      assert.equal(back.kind === "done" && back.ticket.title, title);
    });
  }
});

suite("local tracker: broken files", () => {
  const cases: readonly (readonly [string, string, number, RegExp])[] = [
    ["an empty file", "", 1, /front matter is missing/],
    ["no front matter", "# Title\n", 1, /front matter is missing/],
    ["an unclosed front matter", "---\ntitle: A\n", 1, /no closing ---/],
    ["a merge conflict", "---\ntitle: A\n<<<<<<< HEAD\nstatus: b\n---\n", 3, /YAML is broken/],
    ["a repeated key", "---\ntitle: A\nstatus: todo\ntitle: B\n---\n", 4, /unique/],
    ["no title", "---\nstatus: todo\n---\n", 2, /title is missing/],
    ["no status", "---\ntitle: A\nstatus:\n---\n", 2, /status is missing/],
    ["a list", "---\n- title\n---\n", 2, /key: value/],
    ["an empty front matter", "---\n---\n", 2, /key: value/],
    ["a map as title", "---\nstatus: todo\ntitle: { a: b }\n---\n", 3, /"title"/],
    ["a YAML alias", "---\ntitle: &a A\nstatus: *a\n---\n", 3, /"status"/],
    ["a huge front matter", `---\n${"a: b\n".repeat(4000)}---\n`, 2, /too long/],
  ];
  for (const [name, text, line, what] of cases) {
    test(`${name} is reported with its line`, () => checkUnreadable(text, line, what));
  }

  test("a file that cannot be read is never a missing ticket", async () => {
    const { tracker, files } = world({ [ONE]: NEW_TICKET });
    files.beforeRead = (path) => fileProblem("file/unreadable", path);
    const reading = (await tracker.readTickets(["LOCAL-1"], NEVER_CANCELLED)).get("LOCAL-1");
    assert.equal(reading?.kind === "unreadable" && reading.error.code, "tracker/storage");
  });

  test("a broken ticket hides no other from a search, unless it might be the one", async () => {
    const { tracker, files } = world({
      [ONE]: "broken",
      ".canon/tickets/LOCAL-2.md": NEW_TICKET,
      ".canon/tickets/README.md": "Not a ticket.",
    });
    const found = await tracker.findByMarker(aMarker("canon:intent-1"), NEVER_CANCELLED);
    assert.equal(found.ok && found.value?.ref.key, "LOCAL-2");
    const absent = await tracker.findByMarker(aMarker("canon:intent-9"), NEVER_CANCELLED);
    assert.deepEqual(absent, { ok: true, value: undefined });
    files.files.set(ONE, "broken, marker: canon:intent-9");
    assert.equal(
      (await tracker.findByMarker(aMarker("canon:intent-9"), NEVER_CANCELLED)).ok,
      false,
    );
    files.beforeRead = (path) => (path === ONE ? fileProblem("file/unreadable", path) : undefined);
    const unsure = await tracker.findByMarker(aMarker("canon:intent-8"), NEVER_CANCELLED);
    assert.equal(!unsure.ok && unsure.error.code, "tracker/storage");
  });

  test("of a copied ticket the older number is found", async () => {
    const files = Object.fromEntries(
      [10, 9, 11].map((n) => [`.canon/tickets/LOCAL-${n}.md`, NEW_TICKET]),
    );
    const found = await world(files).tracker.findByMarker(
      aMarker("canon:intent-1"),
      NEVER_CANCELLED,
    );
    assert.equal(found.ok && found.value?.ref.key, "LOCAL-9");
  });
});

suite("local tracker: statuses", () => {
  test("each built-in state has its category", async () => {
    const expected = {
      draft: "backlog",
      todo: "unstarted",
      in_progress: "started",
      in_review: "started",
      done: "completed",
      blocked: "started",
      deprecated: "canceled",
    };
    for (const [name, category] of Object.entries(expected)) {
      const given = world({ [ONE]: NEW_TICKET.replace("status: todo", `status: ${name}`) });
      assert.deepEqual((await read(given)).status, { name, category });
    }
  });

  test("states of the workspace may be written, without regard to case", async () => {
    const given = world({ [ONE]: NEW_TICKET }, ["Waiting for Legal"]);
    const outcome = await change(given, { status: "waiting for legal" });
    assert.deepEqual(outcome.kind === "done" && outcome.ticket.status, {
      name: "Waiting for Legal",
      category: null,
    });
  });

  test("an unknown state in a file is read, but not written", async () => {
    const given = world({ [ONE]: NEW_TICKET.replace("status: todo", "status: Parked") });
    assert.deepEqual((await read(given)).status, { name: "Parked", category: null });
    const outcome = await change(given, { status: "constructor" });
    assert.ok(outcome.kind === "failed");
    assert.equal(outcome.error.code, "tracker/no-transition");
    assert.match(outcome.error.message, /"constructor".*in_review/);
    assert.equal(given.files.writes, 0);
  });
});

suite("local tracker: numbers", () => {
  async function nextKey(files: Record<string, string>): Promise<string> {
    const { tracker } = world(files);
    const made = await createTicket(tracker);
    assert.ok(made.kind === "done", JSON.stringify(made));
    return made.ticket.ref.key;
  }

  const cases: readonly (readonly [string, Record<string, string>, string])[] = [
    ["an empty folder begins at 1", {}, "LOCAL-1"],
    ["a deleted file does not free its number", { [SEQUENCE]: "LOCAL 7\n" }, "LOCAL-8"],
    ["other prefixes count for themselves", { [SEQUENCE]: "PAY 7\nLOCAL 2\n" }, "LOCAL-3"],
    ["case does not matter", { [SEQUENCE]: "local 7\n" }, "LOCAL-8"],
    [
      "after a bad merge the higher number counts",
      { [SEQUENCE]: "<<<<<<< a\r\nLOCAL 7\r\n=======\nLOCAL 12\n>>>>>>> b\n" },
      "LOCAL-13",
    ],
    [
      "tickets that the sequence does not know are passed over",
      { ".canon/tickets/LOCAL-1.md": "x", ".canon/tickets/LOCAL-40.md": "x" },
      "LOCAL-41",
    ],
    [
      "absurd numbers are nobody's",
      {
        [SEQUENCE]: `LOCAL ${"9".repeat(30)}\n`,
        [`.canon/tickets/LOCAL-${"9".repeat(30)}.md`]: "x",
      },
      "LOCAL-1",
    ],
  ];
  for (const [name, files, key] of cases) {
    test(name, async () => assert.equal(await nextKey(files), key));
  }

  test("the sequence keeps what it knows of other prefixes", async () => {
    const { tracker, files } = world({ [SEQUENCE]: "PAY 7\n" });
    await createTicket(tracker);
    assert.match(files.files.get(SEQUENCE) ?? "", /^# .*\nLOCAL 1\nPAY 7\n$/);
  });

  test("removing a ticket that was made by hand keeps its number used", async () => {
    const given = world({ ".canon/tickets/LOCAL-9.md": NEW_TICKET });
    const { revision } = await read(given, "LOCAL-9");
    await given.tracker.removeTicket?.("LOCAL-9", revision, NEVER_CANCELLED);
    const made = await createTicket(given.tracker);
    assert.equal(made.kind === "done" && made.ticket.ref.key, "LOCAL-10");
  });

  test("a title that would make an unreadable file makes no ticket", async () => {
    const { tracker, files } = world();
    const draft = aDraft({ title: safe("long ".repeat(5000)) });
    const outcome = await createTicket(tracker, draft);
    assert.equal(outcome.kind === "failed" && outcome.error.code, "tracker/rejected");
    assert.equal(files.files.size, 0);
  });
});
