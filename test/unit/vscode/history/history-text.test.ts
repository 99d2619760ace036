import assert from "node:assert/strict";
import type { RecordedItem } from "../../../../src/core/plan/recorded-item.ts";
import type { RunRecord } from "../../../../src/sync/run-record.ts";
import { historyText, undoneWords } from "../../../../src/vscode/history/history-text.ts";

const ITEM: RecordedItem = {
  id: "set-status@docs/specs/a.md#retry@0",
  kind: "set-status",
  direction: "reverse",
  file: "docs/specs/a.md",
  sectionId: "retry",
  section: "1 Retry",
  ticket: "jira:PAY-1",
  from: "todo",
  to: "done",
  reason: "tracker/moved",
  note: null,
  outcome: "done",
  error: null,
};

function aRun(items: readonly RecordedItem[], parts: Partial<RunRecord> = {}): RunRecord {
  return {
    version: 2,
    runId: "run",
    at: "2026-01-05T10:00:00.000Z",
    undoneAt: null,
    undone: [],
    summary: { created: 0, updated: 0, transitioned: 0, specEdits: 1, held: 0, failed: 0 },
    requests: null,
    items,
    files: [],
    tickets: [],
    intents: [],
    bases: [],
    ...parts,
  };
}

suite("a sync in the history", () => {
  test("says what was done, to which section and ticket, and why", () => {
    const { text, items, isStanding } = historyText(aRun([ITEM]), "today");
    assert.equal(
      text,
      `Canon sync, today
Canon made 1 edit in specs.

docs/specs/a.md

  1. 1 Retry
      Set the spec's status: To do → Done
      jira:PAY-1, the ticket changed
`,
    );
    const lines = text.split("\n");
    assert.match(lines[items[0]?.sectionLine ?? 0] ?? "", /1 Retry$/);
    assert.match(lines[items[0]?.ticketLine ?? 0] ?? "", /jira:PAY-1/);
    assert.equal(isStanding, true);
  });

  test("marks what was not done, with the reason, and what was taken back", () => {
    const failed = { ...ITEM, id: "two", outcome: "failed", error: "No answer." };
    const run = aRun([ITEM, failed], { undone: [ITEM.id] });
    const { text, isStanding } = historyText(run, "today");
    assert.match(text, /in specs\. Undone\.\n/);
    assert.match(text, /To do → Done \(undone\)/);
    assert.match(text, /\(not done\)\n.*\n {6}failed: No answer\./);
    assert.equal(isStanding, false);
    assert.equal(undoneWords(run), "undone");
  });

  test("names the requests that left, without the values in them", () => {
    const sent = [
      { host: "jira.example", what: "POST /rest/api/3/issue/{}/transitions", count: 2 },
    ];
    const byHost = { "jira.example": 3 };
    const requests = { total: 3, reads: 1, writes: 2, byHost, sent };
    const { text } = historyText(aRun([ITEM], { requests }), "today");
    assert.match(
      text,
      /3 requests: jira\.example 3\n.*2 × POST .*\{\}\/transitions at jira\.example/,
    );
  });

  test("shows text of a ticket as text, on one line", () => {
    const section = "x\n\u202e[a](command:evil) $(gear)";
    const { text } = historyText(aRun([{ ...ITEM, section }]), "today");
    assert.match(text, / {2}1\. x \[a\]\(command:evil\) \$ \(gear\)\n/);
  });

  test("has words for a kind that it does not know", () => {
    const item = { ...ITEM, kind: "rename-board", from: null, to: "Done" };
    assert.match(historyText(aRun([item]), "today").text, /Rename board \(PAY-1\) to Done/);
  });
});
