import assert from "node:assert/strict";
import * as vscode from "vscode";
import { withPerson } from "./support/person.ts";
import { eventually, readFile, removeSpec, run, showSpec, writeFile } from "./support/window.ts";
import { codeOf } from "../../src/vscode/problems/problem-code.ts";

const found = (uri: vscode.Uri, code: string) =>
  vscode.languages.getDiagnostics(uri).find((problem) => codeOf(problem) === code);

/** Other extensions may have something to offer at the same place. */
const OWN = /LOCAL-9|instead, in |merge conflicts by rule/;

/** The quick fixes at a problem, by their titles. */
async function fixesAt(uri: vscode.Uri, code: string): Promise<vscode.CodeAction[]> {
  const problem = await eventually(`${code} is shown`, () => found(uri, code));
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    uri,
    problem.range,
    vscode.CodeActionKind.QuickFix.value,
  );
  return actions.filter(({ title }) => OWN.test(title));
}

suite("problems with links", () => {
  test("of two tickets in one section can be mended, and the problem goes", async () => {
    const { document } = await showSpec(
      "# Two\n\n## 1. A\n<!-- canon:ticket:local:LOCAL-901 -->\n<!-- canon:ticket:local:LOCAL-902 -->\n",
    );
    const fixes = await fixesAt(document.uri, "spec/several-tickets");
    assert.deepEqual(
      fixes.map(({ title }) => title),
      ["Keep LOCAL-902 as a copy (canon:shadow)", "Remove the link to LOCAL-902"],
    );
    const edit = fixes[0]?.edit;
    assert.ok(edit !== undefined);
    await vscode.workspace.applyEdit(edit);
    assert.match(document.getText(), /canon:shadow:local:LOCAL-902/);
    await eventually("it is gone", () => !found(document.uri, "spec/several-tickets"));
    await removeSpec(document.uri);
  });

  test("of one ticket in two files name the other file and can be mended there", async () => {
    const text = "# Twice\n\n## 1. A\n<!-- canon:ticket:local:LOCAL-903 -->\n";
    const first = await showSpec(text);
    const second = await showSpec(text);
    const uris = [first.document.uri, second.document.uri];
    const told = await eventually("one of them is told", () =>
      uris.find((uri) => found(uri, "sync/ticket-linked-twice")),
    );
    const fixes = await fixesAt(told, "sync/ticket-linked-twice");
    assert.equal(fixes[0]?.title, "Remove this link to LOCAL-903");
    assert.match(fixes[1]?.title ?? "", /^Remove the link of "A" instead, in docs\/specs\//);
    for (const uri of uris) await removeSpec(uri);
  });

  test("of a merge are decided by the command, once the window is trusted", async () => {
    const { document } = await showSpec(
      "# Merge\n\n## 1. A\n<<<<<<< HEAD\n<!-- canon:system:a status:draft -->\n=======\n<!-- canon:ticket:local:LOCAL-904 -->\n<!-- canon:system:a status:draft -->\n>>>>>>> main\n",
    );
    const [fix] = await fixesAt(document.uri, "spec/merge-conflict");
    assert.equal(fix?.command?.command, "canon.resolveMerge");
    const path = vscode.workspace.asRelativePath(document.uri, false);
    if (!vscode.workspace.isTrusted) {
      await removeSpec(document.uri);
      return;
    }
    const seen = await withPerson({}, () => run("canon.resolveMerge"));
    assert.deepEqual(seen.messages, [
      "Canon decided 1 conflict in 1 file. Look at the files before you commit them.",
    ]);
    assert.equal(
      await readFile(path),
      "# Merge\n\n## 1. A\n<!-- canon:ticket:local:LOCAL-904 -->\n<!-- canon:system:a status:draft -->\n",
    );
    await writeFile(path, "# Merge\n");
    await removeSpec(document.uri);
  });
});
