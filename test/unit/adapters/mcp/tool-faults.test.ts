import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { connectTools } from "../../../../src/adapters/mcp/connect-tools.ts";
import { NEVER_CANCELLED } from "../../../../src/core/kernel/cancel.ts";
import { redact } from "../../../../src/core/redact/redact.ts";
import type { CycleConnection } from "../../../../src/ports/cycle-connection.ts";
import type { ToolAnswer } from "../../../../src/ports/tool-box.ts";
import { createFixedClock } from "../../../support/fixed-clock.ts";
import { startJiraCloudDouble } from "../../../support/jira-cloud/jira-cloud-double.ts";
import { LinearWorkspace } from "../../../support/linear/linear-workspace.ts";
import { identifierOf, type IssueRecord } from "../../../support/linear/records.ts";
import { atlassianTools } from "../../../support/mcp/atlassian-tools.ts";
import { linearTools } from "../../../support/mcp/linear-tools.ts";
import { takes, TEXT, type TestTool } from "../../../support/mcp/test-tool.ts";
import { TestToolBox } from "../../../support/mcp/test-tool-box.ts";

const OPENING = redact("GDD cycle cycle-7: verification passed.").text;
const COMMENT = {
  marker: "6f1c5a52-8d0a-4a57-9c35-52f1f8f1a001",
  opening: OPENING,
  text: redact(`${OPENING} Gaps: none.`).text,
};
const LOST: ToolAnswer = {
  kind: "lost",
  error: { code: "tracker/unreachable", message: "It did not answer." },
  mayRepeat: true,
};
const BUSY: ToolAnswer = { kind: "refused", text: "Error 429: Too many requests" };
const BROKEN: ToolAnswer = { kind: "refused", text: "Jira API error (502): bad gateway" };

suite("tools that fail", () => {
  let workspace: LinearWorkspace;
  let issue: IssueRecord;
  let key: string;
  let box: TestToolBox;

  setup(() => {
    workspace = new LinearWorkspace(() => Date.parse("2026-01-05T10:00:00Z"));
    issue = workspace.create({ teamId: workspace.teams[0]!.id, title: "Checkout" });
    key = identifierOf(issue);
    box = new TestToolBox(linearTools(workspace), "mcp__linear__");
  });

  const connect = async (from = box): Promise<CycleConnection> => {
    const found = await connectTools("linear", [from], createFixedClock(), NEVER_CANCELLED);
    assert.ok(found.ok && found.value !== null, JSON.stringify(found));
    return found.value;
  };
  /** The next calls of a tool end in these ways; the work of each is done where `isDone`. */
  const spoil = (name: string, answers: readonly ToolAnswer[], isDone = false): void => {
    const left = [...answers];
    box.faultFor = (call) => {
      const answer = call.name === name ? left.shift() : undefined;
      return answer === undefined ? undefined : { answer, isDone };
    };
  };
  const callsOf = (name: string): number => box.calls.filter((call) => call.name === name).length;

  for (const [what, answer] of [
    ["busy", BUSY],
    ["out of reach", BROKEN],
    ["dead", LOST],
  ] as const) {
    test(`a read is tried three times where the server is ${what}`, async () => {
      const connection = await connect();
      spoil("get_issue", [answer, answer]);
      assert.equal((await connection.readTicket(key, NEVER_CANCELLED)).ok, true);
      assert.equal(callsOf("get_issue"), 3);
      spoil("get_issue", [answer, answer, answer, answer]);
      assert.equal((await connection.readTicket(key, NEVER_CANCELLED)).ok, false);
      assert.equal(callsOf("get_issue"), 6);
    });
  }

  test("a read is not repeated where that cannot help", async () => {
    const connection = await connect();
    for (const [text, code] of [
      ["Unauthorized: token expired", "tracker/unauthorized"],
      ["You do not have permission", "tracker/forbidden"],
      ["Entity not found: Issue", "tracker/not-found"],
      ["something odd", "tracker/rejected"],
    ] as const) {
      box.calls.length = 0;
      spoil("get_issue", [{ kind: "refused", text }]);
      const ticket = await connection.readTicket(key, NEVER_CANCELLED);
      assert.equal(ticket.ok ? "" : ticket.error.code, code);
      assert.equal(box.calls.length, 1);
    }
  });

  test("what a server says of its failure goes no further", async () => {
    const secret = ["gh", "p_", "a1b2".repeat(9)].join("");
    const connection = await connect();
    spoil("get_issue", [{ kind: "refused", text: `403 for ${secret} at https://user:pw@host/` }]);
    const ticket = await connection.readTicket(key, NEVER_CANCELLED);
    assert.ok(!ticket.ok);
    assert.doesNotMatch(JSON.stringify(ticket), /ghp|user:pw|403/);
  });

  test("a failure that is handed on as an answer is a failure", async () => {
    const connection = await connect();
    for (const [text, code] of [
      ['{"error":"unauthorized","message":"no credentials"}', "tracker/unauthorized"],
      ['{"errorMessages":["Issue does not exist"]}', "tracker/not-found"],
      ["Entity not found: Issue", "tracker/not-found"],
    ] as const) {
      spoil("get_issue", [{ kind: "answered", text }]);
      const ticket = await connection.readTicket(key, NEVER_CANCELLED);
      assert.equal(ticket.ok ? "" : ticket.error.code, code, text);
    }
  });

  test("garbage is never taken for a ticket, a comment or a status", async () => {
    const connection = await connect();
    const odd = ["", "null", "[]", "{}", '"x"', "<html>", '{"status":"Done"}', '{"title":1}'];
    for (const text of [...odd, '{"title":"x","status":{"name":7}}', '{"comments":[{}]}']) {
      for (const name of ["get_issue", "list_comments", "list_issue_statuses"]) {
        if (name !== "get_issue" && text === "[]") continue;
        spoil(name, [{ kind: "answered", text }]);
        const read =
          name === "get_issue"
            ? await connection.readTicket(key, NEVER_CANCELLED)
            : name === "list_comments"
              ? await connection.readComments(key, NEVER_CANCELLED)
              : await connection.readStatuses(key, NEVER_CANCELLED);
        assert.equal(read.ok, false, `${name}: ${text}`);
      }
    }
  });

  test("a comment whose answer was lost is found and not posted again", async () => {
    const connection = await connect();
    spoil("save_comment", [LOST], true);
    const outcome = await connection.postComment(key, COMMENT, NEVER_CANCELLED);
    assert.equal(outcome.kind, "posted");
    assert.equal(issue.comments.length, 1);
    assert.equal(callsOf("save_comment"), 1);
  });

  test("a comment that may still be under way is not posted again", async () => {
    const connection = await connect();
    for (const answer of [LOST, BROKEN, { kind: "answered", text: "ok?" } as const]) {
      box.calls.length = 0;
      spoil("save_comment", [answer]);
      const outcome = await connection.postComment(key, COMMENT, NEVER_CANCELLED);
      assert.equal(outcome.kind, "unsure");
      assert.equal(callsOf("save_comment"), 1);
    }
    const next = await connection.postComment(key, COMMENT, NEVER_CANCELLED);
    assert.equal(next.kind, "posted");
    assert.equal(issue.comments.length, 1);
  });

  test("a comment that the tracker was too busy for is posted again, after a look", async () => {
    const connection = await connect();
    spoil("save_comment", [BUSY, BUSY]);
    assert.equal((await connection.postComment(key, COMMENT, NEVER_CANCELLED)).kind, "posted");
    assert.equal(issue.comments.length, 1);
    assert.equal(callsOf("list_comments"), 3);
    issue.comments.length = 0;
    spoil("save_comment", [BUSY], true);
    assert.equal((await connection.postComment(key, COMMENT, NEVER_CANCELLED)).kind, "posted");
    assert.equal(issue.comments.length, 1, "a server that lied is found out");
  });

  test("nothing is posted where the comments cannot be read", async () => {
    const connection = await connect();
    spoil("list_comments", [LOST, LOST, LOST]);
    assert.equal((await connection.postComment(key, COMMENT, NEVER_CANCELLED)).kind, "failed");
    assert.equal(callsOf("save_comment"), 0);
  });

  test("the ticket says whether it was moved, not the server", async () => {
    const connection = await connect();
    const from = issue.state.name;
    spoil("save_issue", [LOST], true);
    assert.deepEqual(await connection.move(key, from, "Done", NEVER_CANCELLED), {
      ok: true,
      value: "Done",
    });
    spoil("save_issue", [{ kind: "answered", text: '{"id":"x"}' }]);
    const lied = await connection.move(key, "Done", "In Review", NEVER_CANCELLED);
    assert.equal(lied.ok ? "" : lied.error.code, "tracker/rejected");
    assert.equal(issue.state.name, "Done");
  });

  test("a ticket is never moved to a status that its team does not have", async () => {
    const connection = await connect();
    const moved = await connection.move(key, issue.state.name, "Shipped", NEVER_CANCELLED);
    assert.equal(moved.ok ? "" : moved.error.code, "tracker/no-transition");
    assert.equal(callsOf("save_issue"), 0);
  });

  test("a call that was not allowed is neither repeated nor looked for", async () => {
    const connection = await connect();
    const error = { code: "tracker/cancelled", message: "Not allowed." } as const;
    spoil("save_comment", [{ kind: "declined", error }]);
    const outcome = await connection.postComment(key, COMMENT, NEVER_CANCELLED);
    assert.deepEqual(outcome, { kind: "failed", error });
    assert.equal(callsOf("list_comments"), 1);
  });

  test("a tool that asks for something unknown is not used, and the reason names it", async () => {
    const strange = linearTools(workspace).map((tool): TestTool =>
      tool.name === "get_issue"
        ? { ...tool, inputSchema: takes({ id: TEXT, workspaceId: TEXT }) }
        : tool,
    );
    const boxes = [new TestToolBox(strange, "mcp__linear__")];
    const alone = await connectTools("linear", boxes, createFixedClock(), NEVER_CANCELLED);
    assert.ok(!alone.ok);
    assert.match(alone.error.message, /"get_issue" asks for "workspaceId"/);
    boxes.push(new TestToolBox(linearTools(workspace), "mcp__other_linear__"));
    const found = await connectTools("linear", boxes, createFixedClock(), NEVER_CANCELLED);
    assert.ok(found.ok && found.value !== null);
  });

  test("a server that can only be read says so when something is to be written", async () => {
    const reading = linearTools(workspace).filter(({ name }) => !name.startsWith("save_"));
    const connection = await connect(new TestToolBox(reading, "mcp__linear__"));
    const moved = await connection.move(key, issue.state.name, "Done", NEVER_CANCELLED);
    assert.match(moved.ok ? "" : moved.error.message, /no tool "save_issue"/);
    const posted = await connection.postComment(key, COMMENT, NEVER_CANCELLED);
    assert.equal(posted.kind, "failed");
  });

  test("with several sites none is asked, and none is guessed", async () => {
    const jira = await startJiraCloudDouble();
    try {
      const tools = new TestToolBox(atlassianTools(jira, ["one", "two"]), "mcp__atlassian__");
      const found = await connectTools("jira", [tools], createFixedClock(), NEVER_CANCELLED);
      assert.ok(found.ok && found.value !== null);
      const [pay] = jira.seed(1);
      const ticket = await found.value.readTicket(pay ?? "", NEVER_CANCELLED);
      assert.match(ticket.ok ? "" : ticket.error.message, /2 Atlassian sites/);
      assert.equal(jira.requests.length, 0);
    } finally {
      await jira.close();
    }
  });
});
