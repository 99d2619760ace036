import assert from "node:assert/strict";
import { parseTicketId, ticketId, type TicketRef } from "../../../src/core/model/ticket-ref.ts";
import { UNATTENDED } from "../../../src/sync/apply-plan.ts";
import type { SectionPlace, Triage } from "../../../src/sync/triage-report.ts";
import { safe } from "../../support/builders.ts";
import {
  createMemoryTicketTracker,
  type MemoryTicketTracker,
} from "../../support/memory-ticket-tracker.ts";
import { configFor, onStore, onTracker, SPEC, type Workspace } from "../../support/workspace.ts";

const CONFIG = configFor("local", "LOCAL");
const MEMORY = ".canon/triage.json";
const TEXT = `# Payments

## 1. Key Generation
<!-- canon:system:1 status:draft -->

Keys are made from the request body and the merchant.

## 2. Refunds
<!-- canon:system:2 status:draft -->

Money goes back to the card.
`;

interface TicketParts {
  readonly description?: string;
  readonly status?: string;
}

/** A ticket as a person writes it in the tracker. */
async function write(
  tracker: MemoryTicketTracker,
  title: string,
  { description = "", status = "todo" }: TicketParts = {},
): Promise<string> {
  const marker = `00000000-0000-4000-8000-${String(tracker.tickets.size + 1).padStart(12, "0")}`;
  const draft = { marker, title: safe(title), managedText: safe("x"), status, type: null };
  await tracker.createTickets([{ ...draft, parentKey: null, labels: [] }], UNATTENDED.signal);
  const key = [...tracker.tickets.keys()].at(-1) ?? "";
  tracker.edit(key, (ticket) => {
    ticket.description = description;
  });
  tracker.calls.length = 0;
  return key;
}

function setUp(text = TEXT): { tracker: MemoryTicketTracker; workspace: Workspace } {
  const tracker = createMemoryTicketTracker();
  return { tracker, workspace: onTracker(tracker, text, CONFIG) };
}

async function triage({ engine }: Workspace): Promise<Triage> {
  const looked = await engine.triage(UNATTENDED);
  assert.ok(looked.ok, JSON.stringify(looked));
  return looked.value;
}

async function keys(workspace: Workspace): Promise<string[]> {
  return (await triage(workspace)).tickets.map(({ ref }) => ref.key);
}

function ref(key: string): TicketRef {
  return { system: "local", key };
}

async function add(workspace: Workspace, key: string, place: SectionPlace | null = null) {
  const plan = await workspace.engine.planSection(ref(key), place, UNATTENDED);
  assert.ok(plan.ok, JSON.stringify(plan));
  return workspace.apply(plan.value);
}

async function refusal(workspace: Workspace, key: string, place: SectionPlace | null = null) {
  const plan = await workspace.engine.planSection(ref(key), place, UNATTENDED);
  return plan.ok ? "planned" : plan.error.code;
}

suite("tickets without a section", () => {
  test("are the open ones that no section links to, newest first", async () => {
    const { tracker, workspace } = setUp(
      `${TEXT}\n## 3. Linked\n<!-- canon:ticket:local:LOCAL-1 -->\n<!-- canon:shadow:local:LOCAL-2 -->\n`,
    );
    await write(tracker, "Primary");
    await write(tracker, "Shadow");
    await write(tracker, "Open");
    await write(tracker, "Done", { status: "done" });
    await write(tracker, "Given up", { status: "deprecated" });
    await write(tracker, "At work", { status: "in_progress" });
    assert.deepEqual(await keys(workspace), ["LOCAL-6", "LOCAL-3"]);
  });

  test("are found with one listing and one batch, and nothing is written", async () => {
    const { tracker, workspace } = setUp();
    for (let n = 0; n < 5; n += 1) await write(tracker, `Ticket ${n}`);
    const { writes } = workspace.store;
    await triage(workspace);
    assert.deepEqual(
      tracker.calls.map(({ method }) => method),
      ["listOpenTickets", "readTickets"],
    );
    assert.equal(workspace.store.writes, writes);
  });

  test("are not those that an interrupted run is still making", async () => {
    const { tracker, workspace } = setUp(TEXT.replace("status:draft", "status:todo"));
    tracker.losesAnswer = ({ method }) => method === "createTickets";
    await workspace.sync();
    assert.deepEqual(await keys(workspace), []);
    tracker.beforeCall = ({ method }) =>
      method === "findByMarker" ? { code: "tracker/unreachable", message: "Down." } : undefined;
    assert.deepEqual(await keys(workspace), []);
    assert.equal(await refusal(workspace, "LOCAL-1"), "triage/has-section");
  });

  test("come with the section that they may be about, and with a place for a new one", async () => {
    const { tracker, workspace } = setUp();
    await write(tracker, "Refund money to the card");
    await write(tracker, "Something else entirely");
    const { tickets } = await triage(workspace);
    const shown = tickets.map(({ suggestions: { links, place } }) => [
      links.map(({ section }) => section.id),
      place?.after?.id,
    ]);
    assert.deepEqual(shown, [
      [[], "2"],
      [["2"], "2"],
    ]);
  });

  test("are never said to be none when the tracker cannot be read", async () => {
    const { tracker, workspace } = setUp();
    await write(tracker, "Open");
    const down = { code: "tracker/unreachable", message: "The tracker does not answer." } as const;
    tracker.beforeCall = ({ method }) => (method === "listOpenTickets" ? down : undefined);
    assert.deepEqual(
      (await triage(workspace)).problems.map(({ code }) => code),
      ["triage/not-listed"],
    );
    tracker.beforeCall = ({ method }) => (method === "readTickets" ? down : undefined);
    assert.deepEqual(
      (await triage(workspace)).problems.map(({ code }) => code),
      ["triage/unreadable"],
    );
  });

  test("of a system that gives no list are said to be unknown", async () => {
    const tracker = createMemoryTicketTracker({ capabilities: { listing: false } });
    const { problems } = await triage(onTracker(tracker, TEXT, CONFIG));
    assert.deepEqual(
      problems.map(({ code }) => code),
      ["triage/not-offered"],
    );
    assert.deepEqual(tracker.calls, []);
  });
});

suite("a section for a ticket", () => {
  const STEPS = "The shop asks.\n\n- [x] within a day\n- [ ] in full";

  test("is added with link, status, text and boxes, and the next sync has nothing to do", async () => {
    const { tracker, workspace } = setUp();
    const key = await write(tracker, "Refund in part", {
      description: STEPS,
      status: "in_progress",
    });
    const report = await add(workspace, key);
    assert.deepEqual(
      report.results.map(({ item, outcome }) => [item.kind, item.sectionId, outcome]),
      [["add-section", "3", "done"]],
    );
    assert.equal(
      workspace.text(),
      `${TEXT}\n## 3. Refund in part\n<!-- canon:ticket:local:LOCAL-1 -->\n<!-- canon:system:3 status:in_progress -->\n\n${STEPS}\n`,
    );
    const plan = await workspace.plan();
    assert.deepEqual([plan.items, plan.held], [[], []]);
    assert.deepEqual(await keys(workspace), []);
    assert.equal(tracker.tickets.get(key)?.description, STEPS);
  });

  test("goes behind the section that a person names", async () => {
    const { tracker, workspace } = setUp();
    const key = await write(tracker, "Rotate keys");
    await add(workspace, key, { file: SPEC, sectionId: "1" });
    assert.match(workspace.text(), /merchant\.\n\n## Rotate keys\n(?:.*\n){2}\n## 2\. Refunds/);
  });

  test("leaves a title as it is that a heading cannot hold letter by letter", async () => {
    const { tracker, workspace } = setUp();
    const title = "Escape <b> & <!-- canon:delta:added --> #";
    const key = await write(tracker, title);
    await add(workspace, key);
    await workspace.sync();
    assert.equal(tracker.tickets.get(key)?.title, title);
  });

  test("is undone like any other sync", async () => {
    const { tracker, workspace } = setUp();
    const key = await write(tracker, "Refund in part", { description: STEPS });
    await add(workspace, key);
    const undone = await workspace.engine.undo(UNATTENDED);
    assert.ok(undone.ok);
    assert.equal(workspace.text(), TEXT);
    assert.deepEqual(await keys(workspace), [key]);
  });

  test("is stale when the spec or the ticket moved since it was planned", async () => {
    const { tracker, workspace } = setUp();
    const key = await write(tracker, "Refund in part");
    const first = await workspace.engine.planSection(ref(key), null, UNATTENDED);
    tracker.edit(key, (ticket) => {
      ticket.title = "Other";
    });
    const second = await workspace.engine.planSection(ref(key), null, UNATTENDED);
    workspace.edit(SPEC, "Money", "All money");
    for (const plan of [first, second]) {
      assert.ok(plan.ok);
      const report = await workspace.apply(plan.value);
      assert.deepEqual(
        report.results.map(({ outcome }) => outcome),
        ["stale"],
      );
    }
  });

  test("is refused where there is one, no ticket, no place, or a secret", async () => {
    const { tracker, workspace } = setUp();
    const key = await write(tracker, "Refund in part");
    assert.equal(await refusal(workspace, "LOCAL-9"), "link/ticket-not-found");
    assert.equal(
      await refusal(workspace, key, { file: "no.md", sectionId: null }),
      "triage/no-place",
    );
    assert.equal(await refusal(workspace, key, { file: SPEC, sectionId: "9" }), "triage/no-place");
    const token = ["ghp", "_", "a1B2".repeat(9)].join("");
    const secret = await write(tracker, "Rotate", { description: `It is ${token}.` });
    assert.equal(await refusal(workspace, secret), "spec/redacted-text");
    await add(workspace, key);
    assert.equal(await refusal(workspace, key), "triage/has-section");
  });
});

suite("tickets that are out of scope", () => {
  async function put(workspace: Workspace, ids: readonly string[], isOut = true) {
    const refs = ids.map(parseTicketId).filter((one) => one !== undefined);
    const changed = await workspace.engine.setOutOfScope(refs, isOut, UNATTENDED);
    assert.ok(changed.ok, JSON.stringify(changed));
    return changed.value.map(ticketId);
  }

  test("are remembered sorted, one a line, and can be taken back", async () => {
    const { tracker, workspace } = setUp();
    for (const title of ["One", "Two", "Three"]) await write(tracker, title);
    const ids = ["local:LOCAL-3", "local:LOCAL-1"] as const;
    assert.deepEqual(await put(workspace, ids), ids);
    assert.equal(
      workspace.text(MEMORY),
      `{"version":1,"outOfScope":{\n"local:LOCAL-1":true,\n"local:LOCAL-3":true,\n"":null}}\n`,
    );
    const { tickets, outOfScope } = await triage(workspace);
    assert.deepEqual(
      tickets.map(({ ref: { key } }) => key),
      ["LOCAL-2"],
    );
    assert.deepEqual(outOfScope, ["local:LOCAL-1", "local:LOCAL-3"]);
    assert.deepEqual(await put(workspace, ids), []);
    assert.deepEqual(await put(workspace, [ids[0]], false), [ids[0]]);
    assert.deepEqual(await keys(workspace), ["LOCAL-3", "LOCAL-2"]);
  });

  test("are known however their key is written", async () => {
    const tracker = createMemoryTicketTracker({ system: "github", prefix: "" });
    const workspace = onTracker(tracker, TEXT, configFor("github", "Acme/Pay"));
    await write(tracker, "One");
    assert.equal((await triage(workspace)).tickets.length, 1);
    await put(workspace, ["github:acme/pay#1"]);
    assert.deepEqual(await put(workspace, ["github:1"]), []);
    assert.deepEqual((await triage(workspace)).tickets, []);
  });

  test("in a list that cannot be read are shown, and the list is not written over", async () => {
    const { tracker, workspace } = setUp();
    await write(tracker, "One");
    workspace.store.files.set(MEMORY, "<<<<<<< HEAD\n");
    const { tickets, problems } = await triage(workspace);
    assert.equal(tickets.length, 1);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ["triage/broken-file"],
    );
    const changed = await workspace.engine.setOutOfScope([ref("LOCAL-1")], true, UNATTENDED);
    assert.equal(changed.ok ? "changed" : changed.error.code, "triage/broken-file");
    assert.equal(workspace.text(MEMORY), "<<<<<<< HEAD\n");
  });

  test("merge by lines when two branches add some", async () => {
    const { workspace } = setUp();
    await put(workspace, ["local:LOCAL-5"]);
    const lines = workspace.text(MEMORY).split("\n");
    lines.splice(1, 0, '"local:LOCAL-1":true,');
    lines.splice(3, 0, '"local:LOCAL-9":true,');
    const merged = onStore(workspace.store);
    merged.store.files.set(MEMORY, lines.join("\n"));
    assert.deepEqual((await triage(merged)).outOfScope.length, 3);
  });
});
