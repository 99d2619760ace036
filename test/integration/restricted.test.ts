import assert from "node:assert/strict";
import * as vscode from "vscode";
import { withPerson } from "./support/person.ts";
import {
  eventually,
  exists,
  lensTitles,
  readFile,
  removeSpec,
  run,
  showSpec,
  writeFile,
} from "./support/window.ts";

const SPEC = "# Restricted\n\n## 1. Open\n<!-- canon:system:open status:todo -->\n";

if (!vscode.workspace.isTrusted) {
  suite("a restricted window", () => {
    let document: vscode.TextDocument;

    setup(async () => {
      ({ document } = await showSpec(SPEC));
    });

    teardown(() => removeSpec(document.uri));

    test("shows specs", async () => {
      assert.deepEqual(await lensTitles(document.uri), ["To do · not linked", "Create ticket"]);
    });

    test("shows tickets that lie in the folder", async () => {
      const ticket = "---\ntitle: Open\nstatus: todo\n---\n";
      const file = await writeFile(".canon/tickets/SHOP-9002.md", ticket);
      const linked = SPEC.replace(
        "## 1. Open\n",
        "## 1. Open\n<!-- canon:ticket:local:SHOP-9002 -->\n",
      );
      const { document: spec } = await showSpec(linked);
      await eventually("the lens shows the ticket", async () => {
        const [title] = await lensTitles(spec.uri);
        return title === "To do · SHOP-9002 To do ✓";
      });
      await removeSpec(spec.uri);
      await vscode.workspace.fs.delete(file);
    });

    test("writes nothing, whatever is called, and says why", async () => {
      const section = { uri: document.uri.toString(), sectionId: "open", sectionIndex: 0 };
      const calls: [string, unknown][] = [
        ["canon.sync", undefined],
        ["canon.syncFile", document.uri],
        ["canon.syncSection", section],
        ["canon.previewPlan", undefined],
        ["canon.createTicket", section],
        ["canon.linkTicket", section],
        ["canon.setStatus", section],
        ["canon.undo", undefined],
        ["canon.compareChanges", undefined],
        ["canon.chooseLanguageModel", undefined],
      ];
      for (const [command, argument] of calls) {
        const seen = await withPerson({ picks: ["Done"] }, () => run(command, argument));
        assert.match(seen.messages.join(), /Restricted Mode/, command);
      }
      assert.equal(await readFile(document.uri), SPEC);
      assert.equal(await exists(".canon/journal"), false);
      assert.equal(await exists(".canon/links.json"), false);
    });
  });
}
