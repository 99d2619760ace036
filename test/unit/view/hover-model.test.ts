import assert from "node:assert/strict";
import type { TicketReading } from "../../../src/core/model/ticket.ts";
import { sectionFacts, ticketCard } from "../../../src/core/view/hover-model.ts";
import { aSection } from "../../support/a-section.ts";
import { aTicket } from "../../support/builders.ts";

const LINK = { ref: { system: "local", key: "LOCAL-3" }, url: null, line: 6 } as const;

suite("the hover of a section", () => {
  const card = (reading: TicketReading | undefined) =>
    ticketCard(LINK, reading, (iso) => `<${iso}>`);

  test("lists status and criteria of the spec", () => {
    const box = { text: "a", details: "", line: 8, evidence: [] };
    const criteria = [
      { ...box, checked: true },
      { ...box, checked: false },
    ];
    const { lines } = sectionFacts(aSection({ criteria }));
    assert.deepEqual(lines, ["Status in the spec: In progress", "Criteria: 1 of 2 met"]);
  });

  test("lists copies with their state, whatever is known of them", () => {
    const shadows = ["1", "2", "3", "4"].map((key) => ({
      ref: { system: "github", key } as const,
      url: null,
      line: 7,
    }));
    const error = { code: "tracker/unreachable", message: "No answer." } as const;
    const readings: Record<string, TicketReading> = {
      1: { kind: "found", ticket: aTicket({ status: { name: "done\n# x", category: null } }) },
      2: { kind: "missing" },
      3: { kind: "unreadable", error },
    };
    const { lines } = sectionFacts(aSection({ shadows }), ({ ref }) => readings[ref.key]);
    assert.deepEqual(lines.slice(1), [
      "Copy 1 (github): done # x",
      "Copy 2 (github): not in the tracker",
      "Copy 3 (github): could not be read",
      "Copy 4 (github): not read yet",
    ]);
  });

  test("says that no ticket is linked", () =>
    assert.ok(sectionFacts(aSection({ tickets: [] })).lines.includes("No ticket is linked.")));

  test("shows what the tracker knows, dates in the person's own words", () => {
    const ticket = aTicket({
      title: "Key Generation",
      status: { name: "in_progress", category: null },
      assignee: "Ada",
      parentKey: "LOCAL-1",
      type: "Task",
    });
    assert.deepEqual(card({ kind: "found", ticket }).rows, [
      { label: "Title", value: "Key Generation" },
      { label: "Status", value: "In progress" },
      { label: "Type", value: "Task" },
      { label: "Assignee", value: "Ada" },
      { label: "Updated", value: "<2026-01-05T10:00:00.000Z>" },
      { label: "Parent", value: "LOCAL-1" },
    ]);
  });

  test("leaves out what the tracker does not say", () => {
    const ticket = aTicket({ title: "", createdAt: null, updatedAt: null });
    const labels = card({ kind: "found", ticket }).rows.map((row) => row.label);
    assert.deepEqual(labels, ["Status", "Assignee"]);
  });

  test("names author and time of the last comment apart from its text", () => {
    const lastComment = { author: "Eve\n**Canon**", at: "2026-01-07T08:00:00Z", text: "one\ntwo" };
    const { comment } = card({ kind: "found", ticket: aTicket({ lastComment }) });
    assert.deepEqual(comment, {
      from: "Last comment, Eve **Canon**, <2026-01-07T08:00:00Z>",
      text: "one\ntwo",
    });
  });

  test("cuts a comment that is too long", () => {
    const lastComment = { author: null, at: "2026-01-07T08:00:00Z", text: "x".repeat(10_000) };
    const { comment } = card({ kind: "found", ticket: aTicket({ lastComment }) });
    assert.equal(comment?.text, `${"x".repeat(599)}…`);
  });

  test("tells a missing ticket from an unreadable and an unread one", () => {
    const error = { code: "tracker/unreachable", message: "No answer." } as const;
    assert.match(card({ kind: "missing" }).note ?? "", /not in the tracker/);
    assert.match(card({ kind: "unreadable", error }).note ?? "", /could not be loaded\. No answer/);
    assert.match(card(undefined).note ?? "", /not been read yet/);
  });
});
