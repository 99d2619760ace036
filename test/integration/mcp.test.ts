import assert from "node:assert/strict";
import * as vscode from "vscode";
import { NEVER_CANCELLED } from "../../src/core/kernel/cancel.ts";
import { redact } from "../../src/core/redact/redact.ts";
import { connectEditorTools } from "../../src/vscode/mcp/connect-editor-tools.ts";

suite("a ticket over the tools that the editor has", () => {
  const isTrusted = process.env["CANON_TEST_TRUST"] !== "restricted";

  suiteSetup(async () => {
    await vscode.extensions.getExtension("canon-tests.editor-tools")?.activate();
  });

  test("is read, and gets a comment once; nothing is asked without trust", async () => {
    const found = await connectEditorTools("linear", NEVER_CANCELLED, true);
    assert.ok(found.ok, found.ok ? "" : found.error.message);
    if (!isTrusted) {
      assert.equal(found.value, null);
      return;
    }
    assert.ok(found.value !== null, vscode.lm.tools.map(({ name }) => name).join());
    const ticket = await found.value.readTicket("DSN-204", NEVER_CANCELLED);
    assert.ok(ticket.ok, ticket.ok ? "" : ticket.error.message);
    assert.deepEqual([ticket.value.title, ticket.value.status], ["Checkout", "In Review"]);
    const gone = await found.value.readTicket("DSN-999", NEVER_CANCELLED);
    assert.equal(gone.ok ? "" : gone.error.code, "tracker/not-found");
    const text = redact("GDD cycle cycle-7: verification passed.").text;
    const comment = { marker: "x", opening: text, text };
    const first = await found.value.postComment("DSN-204", comment, NEVER_CANCELLED);
    const second = await found.value.postComment("DSN-204", comment, NEVER_CANCELLED);
    assert.deepEqual([first.kind, second.kind], ["posted", "already"]);
    const comments = await found.value.readComments("DSN-204", NEVER_CANCELLED);
    assert.equal(comments.ok ? comments.value.length : 0, 2);
  });

  test("runs no tool while nobody waits for it", async () => {
    const found = await connectEditorTools("linear", NEVER_CANCELLED, false);
    assert.ok(found.ok);
    const ticket = await found.value?.readTicket("DSN-204", NEVER_CANCELLED);
    if (!isTrusted) assert.equal(ticket, undefined);
    else assert.match(ticket?.ok === false ? ticket.error.message : "", /not read before you want/);
  });

  test("no tools of another product are taken for it", async () => {
    const found = await connectEditorTools("jira", NEVER_CANCELLED, true);
    assert.deepEqual(found, { ok: true, value: null });
  });
});
