import assert from "node:assert/strict";
import * as vscode from "vscode";
import { withPerson } from "./support/person.ts";
import {
  eventually,
  lensesOf,
  lensTitles,
  readFile,
  removeSpec,
  run,
  showSpec,
  writeFile,
} from "./support/window.ts";

const SPEC = `# Lenses

## 1. First
<!-- canon:system:first status:todo -->

### 1.1 Second
<!-- canon:system:second status:draft -->

#### Acceptance Criteria

- [ ] A box

\`\`\`markdown
## Not a heading
\`\`\`

## 2. Third
`;

suite("lenses", () => {
  let editor: vscode.TextEditor;

  setup(async () => {
    editor = await showSpec(SPEC);
  });

  teardown(async () => {
    await removeSpec(editor.document.uri);
  });

  test("stand twice above each heading that is a section", async () => {
    const lenses = await lensesOf(editor.document.uri);
    assert.deepEqual(lenses, [
      { line: 3, title: "To do · not linked" },
      { line: 3, title: "Create ticket" },
      { line: 6, title: "Draft · not linked" },
      { line: 6, title: "Create ticket" },
      { line: 17, title: "Draft · not linked" },
      { line: 17, title: "Create ticket" },
    ]);
  });

  test("follow what is typed", async () => {
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(2, 0), "## 0. New\n\n");
    });
    const lines = (await lensesOf(editor.document.uri)).map(({ line }) => line);
    assert.deepEqual(lines, [3, 3, 5, 5, 8, 8, 19, 19]);
  });

  test("can be switched off", async () => {
    const settings = vscode.workspace.getConfiguration("canon", editor.document.uri);
    await settings.update("codeLens.enabled", false, vscode.ConfigurationTarget.Workspace);
    assert.deepEqual(await lensesOf(editor.document.uri), []);
    await settings.update("codeLens.enabled", undefined, vscode.ConfigurationTarget.Workspace);
    assert.equal((await lensesOf(editor.document.uri)).length, 6);
  });

  test("stay away from Markdown that is no spec", async () => {
    const uri = await writeFile("notes.md", SPEC);
    await vscode.window.showTextDocument(uri);
    assert.deepEqual(await lensesOf(uri), []);
    await vscode.workspace.fs.delete(uri);
  });

  if (!vscode.workspace.isTrusted) return;

  test("show the ticket after a sync, and a ticket that was moved by hand", async () => {
    const { uri } = editor.document;
    await withPerson({}, () => run("canon.syncFile", uri));
    const [first] = await lensTitles(uri);
    const key = /^To do · (SHOP-\d+) To do ✓$/.exec(first ?? "")?.[1];
    assert.ok(key, `the lens reads "${first}"`);

    const path = `.canon/tickets/${key}.md`;
    await writeFile(path, (await readFile(path)).replace("status: todo", "status: done"));
    await eventually("the lens shows the moved ticket", async () => {
      const [title] = await lensTitles(uri);
      return title === `To do · ${key} Done ≠ differs`;
    });
  });
});
