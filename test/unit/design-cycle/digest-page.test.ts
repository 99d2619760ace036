import assert from "node:assert/strict";
import fc from "fast-check";
import { createRedactor } from "../../../src/core/redact/redact.ts";
import type { DigestPage } from "../../../src/core/view/digest-protocol.ts";
import { digestPage, type DigestLook } from "../../../src/design-cycle/digest-page.ts";
import type { SystemDigest } from "../../../src/design-cycle/digest.ts";
import { MemoryCycle, MemoryTicket } from "../../support/memory-cycle.ts";

const TOKEN = ["gh", "p_", "a1b2".repeat(9)].join("");
const STATE =
  "---\ncycle: cycle-7\n---\n<ticket_links>\ncycle: cycle-7\nlinear: DSN-204\n</ticket_links>\n";
const LOOK: DigestLook = {
  redact: createRedactor([]),
  hasState: true,
  disabled: new Set(),
  hostOf: (url) => url,
  lastSeen: () => undefined,
};

suite("the page of a digest", () => {
  test("shows the whole of a short comment, and an excerpt of a long one", async () => {
    const long = "One sentence of eight words, which is ordinary. ".repeat(20).trim();
    const [first, second, third] = (await shown("Fine.", long, "One\n\n- two")).comments;
    assert.deepEqual([third?.excerpt, third?.text], ["Fine.", null]);
    assert.equal(second?.text, long);
    assert.match(second.excerpt, /\w[.,]?…$/);
    assert.ok(second.excerpt.length >= 140 && second.excerpt.length <= 280, second.excerpt);
    assert.ok(long.startsWith(second.excerpt.slice(0, -1)));
    assert.deepEqual([first?.excerpt, first?.text], ["One - two", "One\n\n- two"]);
  });

  test("masks before it cuts, and counts what it masked", async () => {
    const { comments, hidden } = await shown(`${"x ".repeat(125)}${TOKEN} rest ${"y ".repeat(99)}`);
    assert.ok(!JSON.stringify(comments).includes(TOKEN.slice(0, 12)));
    assert.match(comments[0]?.text ?? "", /\[REDACTED:github_pat\]/);
    assert.deepEqual(hidden, [{ kind: "github_pat", count: 1 }]);
  });

  test("never shows a credential that invisible characters broke apart", async () => {
    const gaps = [
      "\u200b",
      "\u00ad",
      "\u2060",
      "\u202e",
      "\u{e0041}",
      "\u115f",
      "\u3164",
      "\ufeff",
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...gaps),
        fc.integer({ min: 1, max: TOKEN.length - 1 }),
        async (gap, at) => {
          const broken = `${TOKEN.slice(0, at)}${gap}${TOKEN.slice(at)}`;
          const { comments } = await shown(`See ${broken} there.`);
          assert.ok(!JSON.stringify(comments).includes(TOKEN), JSON.stringify(comments));
        },
      ),
      { numRuns: 100 },
    );
  });

  test("removes what is not seen, and keeps the end of a huge text away", async () => {
    const { comments } = await shown(`a\u202eb\u200bc\u0007 ${"wide ".repeat(300_000)}`);
    const [{ text, excerpt } = { text: "", excerpt: "" }] = comments;
    assert.match(excerpt, /^abc wide/);
    assert.ok((text ?? "").length < 21_000);
    assert.match(text ?? "", /Open the ticket to read all of it/);
  });

  test("marks what came after the last look, and nothing at the first one", async () => {
    const fresh = async (seen: string | undefined): Promise<(boolean | undefined)[]> => {
      const { comments } = await shownWith({ lastSeen: () => seen }, "Fine.");
      return comments.map(({ isNew }) => isNew);
    };
    assert.deepEqual(await fresh(undefined), [false]);
    assert.deepEqual(await fresh("2026-01-05T10:00:00.000Z"), [false]);
    assert.deepEqual(await fresh("2026-01-05T09:59:00.000Z"), [true]);
    assert.deepEqual(await fresh(""), [true]);
  });

  test("says in a sentence why there is nothing, and what can be done", async () => {
    const cycle = aCycle();
    const noteOf = async (look: Partial<DigestLook> = {}): Promise<unknown> =>
      (await pageOf(cycle, look)).note;
    cycle.files.delete("STATE.md");
    assert.deepEqual(await noteOf({ hasState: false }), {
      text: "No design cycle is current: there is no .design/STATE.md in this folder.",
      action: null,
    });
    cycle.files.set("STATE.md", "---\ncycle: ''\n---\n");
    assert.deepEqual(await noteOf(), { text: "No design cycle is current.", action: "openState" });
    cycle.files.set("STATE.md", "---\ncycle: cycle-7\n---\n");
    assert.deepEqual(await noteOf(), {
      text: 'No ticket is linked to the cycle "cycle-7".',
      action: "linkTicket",
    });
  });

  test("says the same of a single ticket", async () => {
    const cycle = aCycle();
    const noteOf = async (look: Partial<DigestLook> = {}): Promise<unknown[]> => {
      const [ticket] = (await pageOf(cycle, look)).tickets;
      return [ticket?.key, ticket?.note?.text, ticket?.note?.action];
    };
    assert.deepEqual(await noteOf(), ["DSN-204", "Nobody has commented on this ticket yet.", null]);
    cycle.tickets.get("linear")?.fails.add("read");
    assert.deepEqual(await noteOf(), ["DSN-204", "The tracker did not answer.", "refresh"]);
    cycle.tickets.delete("linear");
    const [, text, action] = await noteOf();
    assert.deepEqual([text, action], ["No connection to Linear is set up.", "setCredentials"]);
    cycle.files.set("config.json", '{"ticket_sync":{"linear":{"enabled":false}}}');
    assert.match(JSON.stringify(await noteOf()), /config\.json.*openConfig/);
    cycle.disabled.add("linear");
    assert.match(
      JSON.stringify(await noteOf({ disabled: cycle.disabled })),
      /GDD_DISABLE_LINEAR[^,]*,null/,
    );
  });

  test("leads to the credential, or to the link, where that is what is wrong", async () => {
    const [ticket] = (await aCycle().digest()).systems;
    assert.ok(ticket);
    const actionAfter = (code: SystemDigest["code"]): unknown => {
      const failed: SystemDigest = { ...ticket, state: "unavailable", reason: "It said no.", code };
      const digest = { cycle: "cycle-7", systems: [failed], problems: [] };
      return digestPage(digest, LOOK).tickets[0]?.note?.action;
    };
    assert.deepEqual(
      ["tracker/unauthorized", "tracker/not-found", "tracker/rate-limited", null].map((code) =>
        actionAfter(code as SystemDigest["code"]),
      ),
      ["setCredentials", "linkTicket", "refresh", "refresh"],
    );
  });

  test("leaves out a tracker that has no ticket of the cycle", async () => {
    const { tickets } = await pageOf(aCycle());
    assert.deepEqual(
      tickets.map(({ system }) => system),
      ["linear"],
    );
  });
});

function aCycle(...texts: readonly string[]): MemoryCycle {
  const cycle = new MemoryCycle();
  cycle.files.set("STATE.md", STATE);
  const ticket = new MemoryTicket("In Review", []);
  for (const text of texts) ticket.say(text);
  cycle.tickets.set("linear", ticket);
  return cycle;
}

async function pageOf(cycle: MemoryCycle, look: Partial<DigestLook> = {}): Promise<DigestPage> {
  return digestPage(await cycle.digest(), { ...LOOK, ...look });
}

function shown(...texts: readonly string[]): Promise<DigestPage["tickets"][number]> {
  return shownWith({}, ...texts);
}

async function shownWith(
  look: Partial<DigestLook>,
  ...texts: readonly string[]
): Promise<DigestPage["tickets"][number]> {
  const [ticket] = (await pageOf(aCycle(...texts), look)).tickets;
  assert.ok(ticket);
  return ticket;
}
