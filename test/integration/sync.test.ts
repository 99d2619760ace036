import assert from "node:assert/strict";
import * as vscode from "vscode";
import { withPerson } from "./support/person.ts";
import {
  exists,
  fileUri,
  lensTitles,
  readFile,
  removeSpec,
  run,
  showSpec,
  target,
  writeFile,
  writeSpec,
} from "./support/window.ts";

const SPEC = `# Sync

## 1. Open
<!-- canon:system:open status:todo -->

Some text.

## 2. Draft
<!-- canon:system:draft status:draft -->

- [ ] A box
`;

const LINK = /<!-- canon:ticket:local:(SHOP-\d+) -->/;

if (vscode.workspace.isTrusted) {
  suite("a sync from the editor", () => {
    let editor: vscode.TextEditor;
    let uri: vscode.Uri;
    const sync = () => run("canon.syncFile", uri);
    const linkedKey = () => LINK.exec(editor.document.getText())?.[1];

    setup(async () => {
      editor = await showSpec(SPEC);
      uri = editor.document.uri;
    });

    teardown(() => removeSpec(uri));

    test("shows its plan, then creates a ticket and links it", async () => {
      const seen = await withPerson({}, sync);
      assert.deepEqual(seen.lists, [["1 Open | Create a local ticket: To do"]]);
      assert.deepEqual(seen.messages, ["Canon created 1 ticket and made 1 edit in specs."]);
      const key = linkedKey();
      assert.ok(key !== undefined && (await exists(`.canon/tickets/${key}.md`)));
      assert.equal(editor.document.isDirty, false);
    });

    test("is one step to undo in an editor that shows the spec", async () => {
      await withPerson({}, sync);
      assert.match(editor.document.getText(), LINK);
      await run("undo");
      assert.equal(editor.document.getText(), SPEC);
    });

    test("writes nothing when the person turns the plan down", async () => {
      const seen = await withPerson({ review: () => false }, sync);
      assert.deepEqual(seen.messages, []);
      assert.equal(await readFile(uri), SPEC);
    });

    test("leaves out what was unchecked", async () => {
      await withPerson(
        {
          review: (list) => {
            list.selectedItems = [];
            return true;
          },
        },
        sync,
      );
      assert.equal(await readFile(uri), SPEC);
    });

    test("has nothing left to do the second time", async () => {
      await withPerson({}, sync);
      const text = await readFile(uri);
      const again = await withPerson({}, sync);
      assert.deepEqual(again.lists, []);
      assert.equal(await readFile(uri), text);
    });

    test("plans from unsaved text and leaves it unsaved, in one step to undo", async () => {
      await editor.edit((edit) => {
        edit.insert(new vscode.Position(5, 0), "Typed, not saved. ");
      });
      const typed = editor.document.getText();
      await withPerson({}, sync);
      assert.match(editor.document.getText(), LINK);
      assert.match(editor.document.getText(), /Typed, not saved\. Some text\./);
      assert.equal(editor.document.isDirty, true);
      assert.equal(await readFile(uri), SPEC);

      await vscode.window.showTextDocument(editor.document);
      await run("undo");
      assert.equal(editor.document.getText(), typed);
    });

    test("overwrites nothing that moved after the plan was shown", async () => {
      const moved = SPEC.replace("Some text.", "Other text.");
      const seen = await withPerson(
        {
          review: async () => {
            await writeFile(uri, moved);
            return true;
          },
        },
        sync,
      );
      assert.equal(await readFile(uri), moved);
      assert.match(seen.messages.join(), /changed after the plan was made/);
    });

    test("edits a spec that no editor shows", async () => {
      const closed = await writeSpec(SPEC);
      await withPerson({}, () => run("canon.sync"));
      assert.match(await readFile(closed), LINK);
      await removeSpec(closed);
    });

    test("keeps Windows line endings and the byte-order mark of an open spec", async () => {
      const text = `\ufeff${SPEC.replaceAll("\n", "\r\n")}`;
      const { document } = await showSpec(text);
      await withPerson({}, () => run("canon.syncFile", document.uri));
      const after = await readFile(document.uri);
      assert.equal(after.replace(/<!-- canon:ticket:local:SHOP-\d+ -->\r\n/, ""), text);
      assert.notEqual(after, text);
      assert.equal(document.getText(), after.slice(1));
      await removeSpec(document.uri);
    });

    test("keeps mixed line endings of an open spec", async () => {
      const text = SPEC.replace("Some text.\n", "Some text.\r\n");
      const { document } = await showSpec(text);
      await withPerson({}, () => run("canon.syncFile", document.uri));
      const after = await readFile(document.uri);
      assert.equal(after.replace(/<!-- canon:ticket:local:SHOP-\d+ -->\n/, ""), text);
      await removeSpec(document.uri);
    });

    test("is undone, ticket included", async () => {
      await withPerson({}, sync);
      const key = linkedKey();
      await withPerson({}, () => run("canon.undo"));
      assert.equal(await readFile(uri), SPEC);
      assert.equal(editor.document.getText(), SPEC);
      assert.equal(await exists(`.canon/tickets/${key}.md`), false);
    });

    test("brings a ticket that was moved by hand back into the spec", async () => {
      await withPerson({}, sync);
      const path = `.canon/tickets/${linkedKey()}.md`;
      await writeFile(path, (await readFile(path)).replace("status: todo", "status: in_progress"));
      const seen = await withPerson({}, sync);
      assert.deepEqual(seen.lists, [["1 Open | Set the spec's status: To do → In progress"]]);
      assert.match(editor.document.getText(), /canon:system:open status:in_progress/);
    });

    test("asks who wins when both sides moved, and does what was chosen", async () => {
      await withPerson({}, sync);
      const path = `.canon/tickets/${linkedKey()}.md`;
      await writeFile(path, (await readFile(path)).replace("status: todo", "status: done"));
      const spec = await readFile(uri);
      await writeFile(uri, spec.replace("open status:todo", "open status:blocked"));
      const seen = await withPerson({ picks: ["Keep the ticket's status"] }, sync);
      assert.deepEqual(seen.lists, [
        [
          "Keep the ticket's status | Done",
          "Keep the spec's status | Blocked",
          "Decide later | Nothing changes now",
        ],
        ["1 Open | Set the spec's status: Blocked → Done"],
      ]);
      assert.match(await readFile(uri), /canon:system:open status:done/);
    });

    test("creates a ticket for a draft that a person names", async () => {
      const seen = await withPerson({}, () => run("canon.createTicket", target(uri, "draft", 1)));
      assert.deepEqual(seen.lists, [["2 Draft | Create a local ticket: Draft"]]);
      assert.match((await lensTitles(uri))[2] ?? "", /^Draft · SHOP-\d+ Draft ✓$/);
    });

    test("does not take a section from anybody's argument", async () => {
      for (const argument of ["x", { uri: "file:///etc/passwd" }, target(uri, "nowhere", 9)]) {
        const seen = await withPerson({}, () => run("canon.createTicket", argument));
        assert.match(seen.messages.join(), /found no section/);
      }
      assert.equal(await readFile(uri), SPEC);
    });
  });

  suite("single changes from the editor", () => {
    let uri: vscode.Uri;
    let document: vscode.TextDocument;

    setup(async () => {
      ({ document } = await showSpec(SPEC));
      ({ uri } = document);
    });

    teardown(() => removeSpec(uri));

    test("set the status of a section, which Undo takes back", async () => {
      await withPerson({ picks: ["Done"] }, () => run("canon.setStatus", target(uri, "open", 0)));
      assert.equal(document.getText(), SPEC.replace("open status:todo", "open status:done"));
      await run("undo");
      assert.equal(document.getText(), SPEC);
    });

    test("name what blocks a section", async () => {
      await withPerson({ picks: ["Blocked"], inputs: ["PAY-200"] }, () =>
        run("canon.setStatus", target(uri, "open", 0)),
      );
      assert.match(document.getText(), /open status:blocked:PAY-200/);
    });

    test("link a ticket that exists, open it, and unlink it", async () => {
      await withPerson({}, () => run("canon.syncFile", uri));
      const key = LINK.exec(document.getText())?.[1] ?? "";
      const first = target(uri, "open", 0);
      await withPerson({}, () => run("canon.unlinkTicket", first));
      assert.equal(document.getText(), SPEC);
      const seen = await withPerson({ picks: [key] }, () => run("canon.linkTicket", first));
      assert.ok(seen.lists[0]?.includes(key));
      assert.equal(LINK.exec(document.getText())?.[1], key);
      await run("canon.openTicket", first);
      assert.equal(
        vscode.window.activeTextEditor?.document.uri.toString(),
        fileUri(`.canon/tickets/${key}.md`).toString(),
      );
    });
  });
}
