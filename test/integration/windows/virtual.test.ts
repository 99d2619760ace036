import assert from "node:assert/strict";
import * as vscode from "vscode";
import { codeOf } from "../../../src/vscode/problems/problem-code.ts";
import { TREE } from "../support/comparing.ts";
import { chooseModel, MODEL_NAME } from "../support/editor-model.ts";
import { withPerson } from "../support/person.ts";
import {
  closeEditors,
  eventually,
  fileUri,
  lensTitles,
  readFile,
  rootUri,
  run,
} from "../support/window.ts";

const SPEC = "docs/specs/shop.md";

suite("a workspace that lies on no disk", () => {
  let document: vscode.TextDocument;

  suiteSetup(async () => {
    // A window that has just been opened may take a while until everything is loaded.
    await vscode.extensions.getExtension("canon.canon")?.activate();
    await vscode.window.showTextDocument(fileUri(SPEC), { preview: false });
    await lensTitles(fileUri(SPEC));
  });
  setup(async () => {
    const uri = fileUri(SPEC);
    ({ document } = await vscode.window.showTextDocument(uri, { preview: false }));
  });
  teardown(closeEditors);

  test("is one", () => {
    assert.equal(rootUri().scheme, "canon-disk");
  });

  test("has lenses, from the text and from its tickets", async () => {
    await eventually("the ticket is read", async () =>
      (await lensTitles(document.uri)).includes("Draft · LOCAL-1 In progress ≠ differs"),
    );
    assert.deepEqual(await lensTitles(document.uri), [
      "To do · not linked",
      "Create ticket",
      "Draft · LOCAL-1 In progress ≠ differs",
      "Open LOCAL-1",
    ]);
  });

  test("has problems, without a tracker", async () => {
    const problem = await eventually("the wrong status is a problem", () =>
      vscode.languages
        .getDiagnostics(document.uri)
        .find((one) => codeOf(one) === "spec/unknown-status"),
    );
    assert.equal(problem.range.start.line, 9);
  });

  test("has hovers and an outline", async () => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      new vscode.Position(7, 4),
    );
    const text = hovers
      .flatMap(({ contents }) => contents)
      .map((one) => (one instanceof vscode.MarkdownString ? one.value : ""))
      .join("\n");
    assert.match(text, /LOCAL-1/);
    const settings = vscode.workspace.getConfiguration("canon");
    await settings.update("outline.enabled", true, vscode.ConfigurationTarget.Global);
    const symbols = await eventually("the outline has sections", async () => {
      const found = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
        "vscode.executeDocumentSymbolProvider",
        document.uri,
      );
      return found?.some(({ detail }) => detail === "To do") === true ? found : undefined;
    });
    await settings.update("outline.enabled", undefined, vscode.ConfigurationTarget.Global);
    assert.ok(symbols.some(({ name }) => name === "1 Cart"));
  });

  test("has them again when it is closed and opened once more", async () => {
    const hasProblems = (): boolean => vscode.languages.getDiagnostics(document.uri).length > 0;
    await eventually("there are problems", hasProblems);
    await closeEditors();
    await eventually("they are gone", () => !hasProblems());
    await vscode.window.showTextDocument(document.uri);
    await eventually("they are back", hasProblems);
  });

  test("lists its specs in the view, and what there is to filter by", async () => {
    await eventually("the view has read it", async () => {
      const { lists } = await withPerson({}, () => run("canon.filterSpecs"));
      return lists[0]?.includes("Not linked");
    });
  });

  test("is synced through the editor's files", async () => {
    await closeEditors();
    const seen = await withPerson({}, () => run("canon.sync"));
    assert.match(seen.messages.join(), /Canon created 1 ticket/);
    assert.match(await readFile(SPEC), /## 1\. Cart\n<!-- canon:ticket:local:LOCAL-2 -->/);
    assert.match(await readFile(".canon/tickets/LOCAL-2.md"), /title: Cart/);
  });

  test("offers files as evidence", async () => {
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => {
      edit.insert(document.positionAt(document.getText().length), EVIDENCE);
    });
    const line = document.lineCount - 2;
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      document.uri,
      document.lineAt(line).range.end.translate(0, -" -->".length),
    );
    const labels = list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
    assert.ok(labels.includes("src/cart.ts"), labels.join("\n"));
    await run("workbench.action.files.revert");
  });

  test("has nothing of git, and says what to do", async () => {
    await chooseModel(MODEL_NAME);
    for (const [command, words] of Object.entries(WITH_GIT)) {
      const { messages } = await withPerson({ picks: [TREE] }, () => run(command));
      assert.match(messages.join("\n"), words);
    }
    await chooseModel("None");
  });
});

const EVIDENCE = "\n## 3. Late\n<!-- canon:realized-in:PR#1 src/ca -->\n";

/** What looks into the history of a folder, and what it says instead. */
const WITH_GIT: Readonly<Record<string, RegExp>> = {
  "canon.compareChanges": /not on a disk.*Open a clone/,
  "canon.recordRealization": /clone/,
};
