import assert from "node:assert/strict";
import * as vscode from "vscode";
import { COMMAND_IDS } from "../../src/vscode/commands/command-ids.ts";
import { exists } from "./support/window.ts";

suite("the extension in a real window", () => {
  test("is present and starts", async () => {
    const canon = vscode.extensions.getExtension("canon.canon");
    assert.ok(canon);
    await canon.activate();
    assert.equal(canon.isActive, true);
  });

  test("runs in the kind of window that was asked for", () => {
    assert.equal(vscode.workspace.isTrusted, process.env["CANON_TEST_TRUST"] !== "restricted");
  });

  test("registers every command", async () => {
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      COMMAND_IDS.filter((id) => !registered.has(id)),
      [],
    );
  });

  test("has written nothing by starting", async () => {
    assert.equal(await exists(".canon/journal"), false);
    assert.equal(await exists(".canon/links.json"), false);
  });
});
