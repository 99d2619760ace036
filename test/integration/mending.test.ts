import assert from "node:assert/strict";
import * as vscode from "vscode";
import { codeOf } from "../../src/vscode/problems/problem-code.ts";
import {
  eventually,
  fileUri,
  readFile,
  removeSpec,
  showSpec,
  writeFile,
} from "./support/window.ts";

const found = (uri: vscode.Uri, code: string) =>
  vscode.languages.getDiagnostics(uri).find((problem) => codeOf(problem) === code);

/** The quick fix of a title at a problem, once the problem is shown. */
async function fixAt(uri: vscode.Uri, code: string, title: RegExp): Promise<vscode.CodeAction> {
  const problem = await eventually(`${code} is shown`, () => found(uri, code));
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    uri,
    problem.range,
    vscode.CodeActionKind.QuickFix.value,
  );
  const fix = actions.find((one) => title.test(one.title));
  assert.ok(fix !== undefined, actions.map((one) => one.title).join("; "));
  return fix;
}

async function apply(fix: vscode.CodeAction): Promise<void> {
  assert.ok(fix.edit !== undefined);
  await vscode.workspace.applyEdit(fix.edit);
}

async function rename(
  uri: vscode.Uri,
  position: vscode.Position,
  name: string,
): Promise<vscode.WorkspaceEdit> {
  return vscode.commands.executeCommand(
    "vscode.executeDocumentRenameProvider",
    uri,
    position,
    name,
  );
}

suite("mending a spec", () => {
  test("changes one word, takes the problem away, and one Undo takes it back", async () => {
    const text = "# Odd\n\n## 1. A\n<!-- canon:system:a  status:in-progress -->\n";
    const { document } = await showSpec(text);
    await apply(
      await fixAt(document.uri, "spec/unknown-status", /^Set the status to in_progress$/),
    );
    assert.equal(document.getText(), text.replace("in-progress", "in_progress"));
    await eventually("it is gone", () => !found(document.uri, "spec/unknown-status"));
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), text);
    await removeSpec(document.uri);
  });

  test("restores what a formatter made of a comment", async () => {
    const text = "# Hurt\n\n## 1. A\n\\<!-- canon:system:a status:in\\_progress -->\n";
    const { document } = await showSpec(text);
    await apply(await fixAt(document.uri, "spec/damaged-comment", /^Restore /));
    assert.match(document.getText(), /^<!-- canon:system:a status:in_progress -->$/m);
    await eventually("it is gone", () => !found(document.uri, "spec/damaged-comment"));
    await removeSpec(document.uri);
  });

  test("the code of a problem leads to what it means", async () => {
    const { document } = await showSpec("# Odd\n\n## 1. A\n<!-- canon:sistem:a status:todo -->\n");
    const problem = await eventually("it is shown", () =>
      found(document.uri, "spec/unknown-comment"),
    );
    const { code } = problem;
    assert.ok(typeof code === "object");
    const help = await vscode.workspace.openTextDocument(code.target);
    assert.match(help.getText(), /^# spec\/unknown-comment\n\nA comment begins with/);
    await removeSpec(document.uri);
  });

  test("a key of the configuration becomes the one that was meant", async () => {
    const before = await readFile("CANON.yaml");
    const { document: spec } = await showSpec("# Plain\n\n## 1. A\n");
    const uri = fileUri("CANON.yaml");
    const document = await vscode.workspace.openTextDocument(uri);
    await writeFile("CANON.yaml", before.replace(/^team:/m, "teem:"));
    await eventually("the editor has it", () => document.getText().includes("teem"));
    const fix = await fixAt(uri, "config/unknown-key", /^Change it to team$/);
    assert.ok(fix.edit !== undefined);
    assert.equal(fix.edit.get(uri)[0]?.newText, "team");
    await writeFile("CANON.yaml", before);
    await eventually("it is gone", () => !found(uri, "config/unknown-key"));
    await removeSpec(spec.uri);
  });
});

suite("renaming the id of a section", () => {
  test("changes every spec that names it, in one edit", async () => {
    const first = await showSpec("# One\n\n## A\n<!-- canon:system:keys-x status:todo -->\n");
    const path = vscode.workspace.asRelativePath(first.document.uri, false);
    const second = await showSpec(`# Two\n\nSee ${path}#keys-x.\n`);
    const { uri } = first.document;
    const edit = await rename(uri, new vscode.Position(3, 20), "tokens");
    assert.equal(edit.size, 2);
    await vscode.workspace.applyEdit(edit);
    assert.match(first.document.getText(), /canon:system:tokens status:todo/);
    assert.match(second.document.getText(), /#tokens\./);
    await removeSpec(uri);
    await removeSpec(second.document.uri);
  });

  test("is refused with a reason where the id is taken, and where there is none", async () => {
    const { document } = await showSpec(
      "# One\n\n## A\n<!-- canon:ticket:local:LOCAL-1 -->\n<!-- canon:system:a1 status:todo -->\n\n## B\n<!-- canon:system:b1 status:todo -->\n",
    );
    await assert.rejects(
      rename(document.uri, new vscode.Position(4, 19), "b1"),
      /has that id already/,
    );
    await assert.rejects(
      Promise.resolve(
        vscode.commands.executeCommand(
          "vscode.prepareRename",
          document.uri,
          new vscode.Position(3, 20),
        ),
      ),
      /There is no id here/,
    );
    await removeSpec(document.uri);
  });
});

suite("the shape of a spec", () => {
  test("has folds for Canon comments that stand below each other", async () => {
    const { document } = await showSpec(
      "# One\n\n## A\n<!-- canon:ticket:local:LOCAL-1 -->\n<!-- canon:system:a status:todo -->\n\nWords.\n",
    );
    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      "vscode.executeFoldingRangeProvider",
      document.uri,
    );
    const own = folds.find(({ start, end }) => start === 3 && end === 4);
    assert.equal(own?.kind, vscode.FoldingRangeKind.Comment);
    await removeSpec(document.uri);
  });
});
