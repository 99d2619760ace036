import assert from "node:assert/strict";
import * as vscode from "vscode";
import { withPerson } from "./support/person.ts";
import { eventually, readFile, removeSpec, showSpec } from "./support/window.ts";

const SPEC = "# Saved\n\n## 1. Open\n<!-- canon:system:open status:todo -->\n";

const applyOnSave = (value: string | undefined) =>
  vscode.workspace
    .getConfiguration("canon")
    .update("applyOnSave", value, vscode.ConfigurationTarget.Global);

if (vscode.workspace.isTrusted) {
  suite("saving a spec", () => {
    let editor: vscode.TextEditor;

    setup(async () => {
      editor = await showSpec(SPEC);
      await editor.edit((edit) => {
        edit.insert(new vscode.Position(4, 0), "\nText.\n");
      });
    });

    teardown(async () => {
      await applyOnSave(undefined);
      await removeSpec(editor.document.uri);
    });

    test("writes nothing by itself", async () => {
      await editor.document.save();
      await withPerson({ review: () => false }, async () => {
        await vscode.commands.executeCommand("canon.syncFile", editor.document.uri);
      });
      assert.equal(await readFile(editor.document.uri), `${SPEC}\nText.\n`);
    });

    test("syncs without a review where the person's own settings say so", async () => {
      await applyOnSave("apply");
      const seen = await withPerson({}, async () => {
        await editor.document.save();
        await eventually("the ticket is linked", () =>
          /canon:ticket:local:SHOP-\d+/.test(editor.document.getText()),
        );
      });
      assert.deepEqual(seen.lists, []);
      assert.match(await readFile(editor.document.uri), /canon:ticket:local:SHOP-\d+/);
    });
  });
}
