import assert from "node:assert/strict";
import * as vscode from "vscode";
import { withPerson } from "./support/person.ts";
import {
  closeEditors,
  eventually,
  fileUri,
  lensesOf,
  readFile,
  removeSpec,
  run,
  showSpec,
  target,
  writeFile,
} from "./support/window.ts";
import { codeOf } from "../../src/vscode/problems/problem-code.ts";

const CODE = "src/payments/cited.ts";
const SPEC = `# Evidence

## 1. Keys
<!-- canon:system:keys status:done -->
<!-- canon:realized-in:PR#412 ${CODE}:2-3 src/payments/gone.ts -->

Words.
`;

if (vscode.workspace.isTrusted) {
  suite("evidence and the code", () => {
    let uri: vscode.Uri;

    suiteSetup(async () => {
      await vscode.extensions.getExtension("canon.canon")?.activate();
      await writeFile(CODE, "// One\nexport const two = '[x](command:y)';\nconst three = 3;\n");
    });

    suiteTeardown(async () => {
      await vscode.workspace.fs.delete(fileUri(CODE));
    });

    setup(async () => {
      uri = (await showSpec(SPEC)).document.uri;
      await eventually("the spec is known", async () => (await lensesOf(uri)).length > 0);
    });

    teardown(() => removeSpec(uri));

    test("a hover on evidence shows the lines that it names, as code that does nothing", async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        "vscode.executeHoverProvider",
        uri,
        new vscode.Position(4, 35),
      );
      const parts = hovers.flatMap(({ contents }) => contents as vscode.MarkdownString[]);
      const cited = parts.find(({ value }) => value.includes("const two"));
      assert.ok(cited, parts.map(({ value }) => value).join("\n"));
      assert.match(
        cited.value,
        /```ts\nexport const two = '\[x\]\(command:y\)';\nconst three = 3;\n```/,
      );
      assert.ok(!cited.isTrusted && !cited.supportHtml && !cited.value.includes("One"));
    });

    test("all references of a heading are the code that shows it and the texts that name it", async () => {
      const found = await vscode.commands.executeCommand<vscode.Location[]>(
        "vscode.executeReferenceProvider",
        uri,
        new vscode.Position(2, 4),
      );
      const code = found.find((one) => one.uri.toString() === fileUri(CODE).toString());
      assert.deepEqual([code?.range.start.line, code?.range.end.line], [1, 2]);
      assert.ok(
        found.every((one) => !one.uri.path.endsWith("gone.ts")),
        "what is not there is left out",
      );
      const none = await vscode.commands.executeCommand<vscode.Location[]>(
        "vscode.executeReferenceProvider",
        uri,
        new vscode.Position(6, 2),
      );
      assert.ok(none.every((one) => one.uri.toString() !== fileUri(CODE).toString()));
    });

    test("cited code says which section it realizes, and leads there", async () => {
      await vscode.window.showTextDocument(fileUri(CODE), { preview: false });
      const lenses = await eventually("the code has a lens", async () => {
        const found = await lensesOf(fileUri(CODE));
        return found.length > 0 && found;
      });
      assert.deepEqual(lenses, [{ line: 2, title: "Realizes 1 Keys" }]);
      const editor = vscode.window.activeTextEditor;
      assert.ok(editor);
      editor.selection = new vscode.Selection(2, 0, 2, 0);
      await run("canon.goToSpecSection");
      await eventually("the spec is in front", () => {
        const front = vscode.window.activeTextEditor;
        return (
          front?.document.uri.toString() === uri.toString() && front.selection.active.line === 2
        );
      });
    });

    test("a check marks stale evidence, and offers to take it out after a yes", async () => {
      assert.deepEqual(verifyProblems(uri), []);
      await run("canon.verify", target(uri, "keys", 0));
      const problems = await eventually("a problem is shown", () => {
        const found = verifyProblems(uri);
        return found.length > 0 && found;
      });
      const stale = problems.find((problem) => codeOf(problem) === "verify/stale-evidence");
      assert.match(stale?.message ?? "", /no file for src\/payments\/gone\.ts/);
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        uri,
        new vscode.Range(4, 0, 4, 10),
      );
      const titles = actions.map(({ title }) => title);
      assert.ok(titles.includes("Remove the evidence src/payments/gone.ts"), titles.join("\n"));
      assert.ok(titles.includes(`Open ${CODE}`), titles.join("\n"));

      const removal = actions.find(({ title }) => title.startsWith("Remove the evidence"));
      const [named] = (removal?.command?.arguments ?? []) as unknown[];
      const remove = () => run("canon.removeEvidence", named);
      const before = await readFile(uri);
      const document = await vscode.workspace.openTextDocument(uri);
      await withPerson({ picks: ["$(close) Leave it as it is"] }, remove);
      assert.equal(document.getText(), before);
      await withPerson({ picks: ["$(check) Make this change"] }, remove);
      assert.equal(document.getText(), before.replace(" src/payments/gone.ts", ""));
      assert.equal(await readFile(uri), before);
    });

    test("a spec that was checked is checked again when it is saved", async () => {
      await run("canon.verify", target(uri, "keys", 0));
      await eventually("a problem is shown", () => verifyProblems(uri).length > 0);
      const { document } = await vscode.window.showTextDocument(uri);
      const edit = new vscode.WorkspaceEdit();
      const at = document.getText().indexOf(" src/payments/gone.ts");
      const range = new vscode.Range(
        document.positionAt(at),
        document.positionAt(at + " src/payments/gone.ts".length),
      );
      edit.delete(uri, range);
      await vscode.workspace.applyEdit(edit);
      await document.save();
      await eventually("the problem is gone", () =>
        verifyProblems(uri).every((problem) => codeOf(problem) !== "verify/stale-evidence"),
      );
      await closeEditors();
    });
  });
}

function verifyProblems(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter((problem) => codeOf(problem).startsWith("verify/"));
}
