import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { createLocalTracker } from "../../../../src/adapters/local/local-tracker.ts";
import { NEVER_CANCELLED } from "../../../../src/core/kernel/cancel.ts";
import { aTarget, createTicket, safe } from "../../../support/builders.ts";
import { createFixedClock } from "../../../support/fixed-clock.ts";
import { createMemoryFileStore } from "../../../support/memory-file-store.ts";

const ONE = ".canon/tickets/LOCAL-1.md";
const MARKER = "0d6ca41f-5c1b-4e0a-9b7e-000000000001";
const PULL = { url: "https://github.com/acme/pay/pull/412", title: safe('Keys: "all"') };

function world(text: string) {
  const files = createMemoryFileStore({ [ONE]: text });
  const tracker = createLocalTracker({ files, clock: createFixedClock(), target: aTarget() });
  return { files, tracker, text: () => files.files.get(ONE) };
}

function ticket(yaml = "", below = "\nText.\n"): string {
  return `---\ntitle: Keys\nstatus: todo\n${yaml}---\n${below}`;
}

/** What Canon counts in each file that it writes. */
const COUNTED = "revision: 1\nupdated: 2026-01-05T10:00:00.000Z\n";

suite("local tracker: comments", () => {
  async function posted(before: string, text = "Done."): Promise<string | undefined> {
    const given = world(before);
    const comment = { marker: MARKER, text: safe(text) };
    const outcome = await given.tracker.postComment("LOCAL-1", comment, NEVER_CANCELLED);
    assert.deepEqual(outcome, { kind: "posted" });
    return given.text();
  }

  const SAID = `### 2026-01-05T10:00:00.000Z Canon\n<!-- canon:comment:${MARKER} -->\n\nDone.\n`;

  test("a new one stands at the end, below its heading", async () => {
    const before = ticket(
      "",
      "\nText.\n\n## Comments\n\n### 2026-01-04T10:00:00Z Ada\n\nHm.\n\n\n",
    );
    const after = ticket(
      COUNTED,
      `\nText.\n\n## Comments\n\n### 2026-01-04T10:00:00Z Ada\n\nHm.\n\n${SAID}`,
    );
    assert.equal(await posted(before), after);
  });

  test("the first one brings the heading with it", async () => {
    const after = ticket(COUNTED, `\nText.\n\n## Comments\n\n${SAID}`);
    assert.equal(await posted(ticket()), after);
  });

  test("it keeps the file's own line endings", async () => {
    const crlf = (text: string) => text.replaceAll("\n", "\r\n");
    const after = crlf(ticket(COUNTED, `\nText.\n\n## Comments\n\n${SAID}`));
    assert.equal(await posted(crlf(ticket())), after);
  });

  test("an open code block in it does not swallow the next one", async () => {
    const given = world(ticket());
    for (const [n, text] of ["```ts\nconst a = 1;", "Second."].entries()) {
      const comment = { marker: `${MARKER}-${n}`, text: safe(text) };
      await given.tracker.postComment("LOCAL-1", comment, NEVER_CANCELLED);
    }
    const read = await given.tracker.readComments("LOCAL-1", NEVER_CANCELLED);
    assert.ok(read.ok);
    assert.deepEqual(
      read.value.map(({ author, text }) => [author, text]),
      [
        ["Canon", "```ts\nconst a = 1;\n```"],
        ["Canon", "Second."],
      ],
    );
  });

  test("none is added where it could not be found again", async () => {
    const open = ticket("", "\n## Comments\n\n```\nan open code block\n");
    const given = world(open);
    const comment = { marker: MARKER, text: safe("Done.") };
    const outcome = await given.tracker.postComment("LOCAL-1", comment, NEVER_CANCELLED);
    assert.equal(outcome.kind === "failed" && outcome.error.code, "tracker/rejected");
    assert.equal(given.text(), open);
  });

  test("those of people are read oldest first, wherever they stand", async () => {
    const given = world(
      ticket(
        "",
        "\n## Comments\n\n### 2026-01-06T10:00:00Z Bob\n\nTwo.\n\n### 2026-01-05 Ada\n\nOne.\n",
      ),
    );
    assert.deepEqual(await given.tracker.readComments("LOCAL-1", NEVER_CANCELLED), {
      ok: true,
      value: [
        { author: "Ada", at: "2026-01-05T00:00:00.000Z", text: "One." },
        { author: "Bob", at: "2026-01-06T10:00:00.000Z", text: "Two." },
      ],
    });
  });
});

suite("local tracker: pull requests", () => {
  const ENTRY = '{ url: "https://github.com/acme/pay/pull/412", title: "Keys: \\"all\\"" }';
  const cases: readonly (readonly [what: string, before: string, after: string])[] = [
    ["no list", "", `pull_requests: [${ENTRY}]\n${COUNTED}`],
    ["an empty list", "pull_requests: []\n", `pull_requests: [${ENTRY}]\n${COUNTED}`],
    ["nothing in place of a list", "pull_requests:\n", `pull_requests: [${ENTRY}]\n${COUNTED}`],
    [
      "one address",
      "pull_requests: https://x.example/1\n",
      `pull_requests: [https://x.example/1, ${ENTRY}]\n${COUNTED}`,
    ],
    [
      "a list on one line",
      "pull_requests: [https://x.example/1] # old\n",
      `pull_requests: [https://x.example/1, ${ENTRY}] # old\n${COUNTED}`,
    ],
    [
      "a list on several lines, with words of people",
      "pull_requests:\n  - url: https://x.example/1 # old\n    state: merged\n  # next\nx: 1\n",
      `pull_requests:\n  - url: https://x.example/1 # old\n    state: merged\n  - ${ENTRY}\n  # next\nx: 1\n${COUNTED}`,
    ],
    [
      "a list that is not indented",
      "pull_requests:\n- https://x.example/1\n",
      `pull_requests:\n- https://x.example/1\n- ${ENTRY}\n${COUNTED}`,
    ],
  ];
  for (const [what, before, after] of cases) {
    test(`one is added to ${what}`, async () => {
      const given = world(ticket(before));
      const linked = await given.tracker.linkPullRequest("LOCAL-1", PULL, NEVER_CANCELLED);
      assert.equal(linked.kind, "done", JSON.stringify(linked));
      assert.equal(given.text(), ticket(after));
      const writes = given.files.writes;
      await given.tracker.linkPullRequest("LOCAL-1", PULL, NEVER_CANCELLED);
      assert.equal(given.text(), ticket(after));
      assert.ok(given.files.writes >= writes);
    });
  }

  test("closing writes state, reason and link at once", async () => {
    const files = createMemoryFileStore();
    const tracker = createLocalTracker({ files, clock: createFixedClock(), target: aTarget() });
    const made = await createTicket(tracker);
    assert.ok(made.kind === "done");
    const before = files.writes;
    const closing = {
      status: "done",
      comment: { marker: MARKER, text: safe("Done.") },
      pullRequest: PULL,
    };
    const { revision } = made.ticket;
    const closed = await tracker.closeTicket("LOCAL-1", closing, revision, NEVER_CANCELLED);
    assert.ok(closed.kind === "done");
    assert.equal(files.writes - before, 1);
    assert.equal(closed.ticket.lastComment?.text, "Done.");
    assert.deepEqual(closed.ticket.pullRequests, [PULL]);
  });
});
