import assert from "node:assert/strict";
import * as vscode from "vscode";
import { withPerson } from "./support/person.ts";
import { exists, lensTitles, readFile, removeSpec, run, showSpec } from "./support/window.ts";

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
      ];
      for (const [command, argument] of calls) {
        const seen = await withPerson({ picks: ["Done"] }, () =>
          run(command, argument),
        );
        assert.match(seen.messages.join(), /Restricted Mode/, command);
      }
      assert.equal(await readFile(document.uri), SPEC);
      assert.equal(await exists(".canon"), false);
    });
  });
}
