import assert from "node:assert/strict";
import fc from "fast-check";
import { NEVER_CANCELLED } from "../../src/core/kernel/cancel.ts";
import { createRedactor } from "../../src/core/redact/redact.ts";
import { digestPage, type DigestLook } from "../../src/design-cycle/digest-page.ts";
import { maskedTracker } from "../../src/sync/masked-tracker.ts";
import { safe } from "../support/builders.ts";
import { createMemoryTicketTracker } from "../support/memory-ticket-tracker.ts";
import { MemoryCycle, MemoryTicket } from "../support/memory-cycle.ts";
import { leaksIn, plantedKey, plantedSecrets, type Planted } from "../support/redaction/planted.ts";

const LOOK: DigestLook = {
  redact: createRedactor([]),
  hasState: true,
  disabled: new Set(),
  hostOf: (url) => url,
  lastSeen: () => undefined,
};

const planted = fc.nat(1_000_000).map((seed) => [...plantedSecrets(seed), plantedKey(seed)]);
/** How much ordinary text stands before a secret: a cut may fall before, into or behind it. */
const lead = fc.nat(320);

suite("planted secrets, where tickets are shown", () => {
  test("stand in no message to the page of the digest", async () => {
    await fc.assert(
      fc.asyncProperty(planted, lead, async (secrets, words) => {
        for (const secret of secrets) {
          const pages = await Promise.all(cyclesWith(secret, words).map(shown));
          assert.deepEqual(leaksIn(pages.join("\n"), [secret]), []);
        }
      }),
      { numRuns: 15, endOnFailure: true },
    );
  }).timeout(120_000);

  test("stand in nothing that a tracker gives to the engine", async () => {
    await fc.assert(
      fc.asyncProperty(planted, lead, async (secrets, words) => {
        for (const secret of secrets) {
          assert.deepEqual(leaksIn(await given(secret, words), [secret]), []);
        }
      }),
      { numRuns: 15, endOnFailure: true },
    );
  }).timeout(120_000);

  test("are looked for where they would be found", () => {
    const [secret] = plantedSecrets(1);
    assert.ok(secret);
    const [cycle] = cyclesWith(secret, 1);
    assert.ok(cycle);
    assert.equal(leaksIn(JSON.stringify([...cycle.tickets]), [secret]).length, 1);
  });
});

suite("a redactor that fails", () => {
  test("lets nothing out of a cycle", async () => {
    const cycle = aCycle("cycle-7");
    cycle.redact = () => {
      throw new Error("out of order");
    };
    await assert.rejects(cycle.complete({ outcome: "verify-passed" }), /out of order/);
    await assert.rejects(cycle.digest(), /out of order/);
    const { writes, comments } = ticketOf(cycle);
    assert.deepEqual([writes, comments], [0, []]);
  });
});

function aCycle(id: string): MemoryCycle {
  const cycle = new MemoryCycle();
  const links = `<ticket_links>\ncycle: ${id}\nlinear: DSN-204\n</ticket_links>`;
  cycle.files.set("STATE.md", `---\ncycle: ${id}\n---\n${links}\n`);
  cycle.tickets.set("linear", new MemoryTicket("Todo", ["Todo", "Done"]));
  return cycle;
}

function ticketOf(cycle: MemoryCycle): MemoryTicket {
  const ticket = cycle.tickets.get("linear");
  assert.ok(ticket);
  return ticket;
}

/** Cycles that hold the secret in every place where people or trackers write. */
function cyclesWith({ text }: Planted, words: number): MemoryCycle[] {
  const told = `${"word ".repeat(words)}${text} and so on.`;
  const [spoken, refused, named] = [aCycle("cycle-7"), aCycle("cycle-7"), aCycle(onLine(text))];
  const ticket = ticketOf(spoken);
  Object.assign(ticket, { title: onLine(text), status: onLine(text) });
  ticket.say(told, onLine(text));
  ticketOf(refused).fails.add("read");
  const message = `The tracker said: ${told}`;
  ticketOf(refused).trouble = { code: "tracker/rejected", message };
  return [spoken, refused, named];
}

function onLine(text: string): string {
  return text.replaceAll("\n", " ");
}

function shown(cycle: MemoryCycle): Promise<string> {
  return cycle.digest().then((digest) => JSON.stringify(digestPage(digest, LOOK)));
}

/** All that the engine hears of a ticket with the secret in each of its texts. */
async function given({ text }: Planted, words: number): Promise<string> {
  const tracker = createMemoryTicketTracker({});
  const told = `${"word ".repeat(words)}${text} and so on.`;
  const at = "2026-01-05T10:00:00.000Z";
  await tracker.createTickets([DRAFT], NEVER_CANCELLED);
  tracker.edit("LOCAL-1", (ticket) => {
    ticket.comments.push({ author: text, at, text: told, marker: null });
    ticket.pullRequests = [{ url: `https://git.example/${onLine(text)}`, title: text }];
    ticket.description = ticket.description.replace("Words.", told) + `\n\n${told}\n`;
    Object.assign(ticket, { title: text, status: onLine(text), labels: [text] });
  });
  const masked = maskedTracker(tracker, createRedactor([]));
  const readings = await masked.readTickets(["LOCAL-1"], NEVER_CANCELLED);
  const comments = await masked.readComments("LOCAL-1", NEVER_CANCELLED);
  tracker.beforeCall = () => ({ code: "tracker/rejected", message: told });
  const refused = await masked.readTickets(["LOCAL-1"], NEVER_CANCELLED);
  return JSON.stringify([[...readings], comments, [...refused]]);
}

const DRAFT = {
  marker: "00000000-0000-4000-8000-000000000001",
  title: safe("Retry"),
  managedText: safe("Words."),
  status: "todo",
  type: null,
  parentKey: null,
  labels: [],
};
