import assert from "node:assert/strict";
import * as vscode from "vscode";
import { withConfig } from "./support/config.ts";
import { withPerson } from "./support/person.ts";
import {
  closeEditors,
  fileUri,
  readFile,
  removeSpec,
  run,
  showSpec,
  writeFile,
} from "./support/window.ts";

const SPEC = `# Writing

## 1. Key Generation
<!-- canon:ticket:local:SHOP-9401 -->
<!-- canon:system:1 status: -->

Text

## 2. Later
|

\`\`\`
<!-- canon:ticket:local:
\`\`\`
`;

suite("completion in specs", () => {
  let uri: vscode.Uri;

  teardown(async () => {
    await removeSpec(uri);
  });

  /** The spec with a text in the place of the bar, and what is offered at its end. */
  const offersFor = async (typed: string, trigger?: string): Promise<vscode.CompletionItem[]> => {
    ({ uri } = (await showSpec(SPEC.replace("|", typed))).document);
    return offersAt(new vscode.Position(9, typed.length), trigger);
  };
  const offersAt = async (
    at: vscode.Position,
    trigger?: string,
  ): Promise<vscode.CompletionItem[]> => {
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      uri,
      at,
      trigger,
    );
    return list.items;
  };

  test("a comment that was begun below a heading becomes one of Canon's", async () => {
    const items = await offersFor("<!-- ", " ");
    assert.deepEqual(labels(items), [
      "canon:ticket:",
      "canon:system:",
      "canon:realized-in:",
      "canon:shadow:",
      "canon:delta:",
    ]);
    const status = items.find((item) => labelOf(item) === "canon:system:");
    assert.equal(textOf(status), "canon:system:2 status:$0 -->");
  });

  test("ids, statuses and systems fit the section and the configuration", async () => {
    assert.deepEqual(labels(await offersFor("<!-- canon:system:", ":")), ["2", "later"]);
    const states = await offersAt(
      new vscode.Position(4, "<!-- canon:system:1 status:".length),
      ":",
    );
    assert.equal(textOf(states[1]), "todo$0");
    assert.match(descriptionOf(states[1]) ?? "", /Agreed/);
  });

  test("evidence names files of the folder", async () => {
    const items = await offersFor("<!-- canon:realized-in:PR#412 src/pay", "/");
    assert.ok(labels(items).includes("src/payments/keys.ts"), labels(items).join());
    assert.ok(
      labels(items).every((label) => label.startsWith("src/pay")),
      labels(items).join(),
    );
  });

  test("there is nothing in code, and nothing in a file that is no spec", async () => {
    await offersFor("");
    const code = await offersAt(new vscode.Position(12, "<!-- canon:ticket:local:".length), ":");
    assert.deepEqual(ownOf(code), []);
    const other = await writeFile("notes.md", "## Notes\n<!-- \n");
    await vscode.window.showTextDocument(other);
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      other,
      new vscode.Position(1, 5),
      " ",
    );
    assert.deepEqual(ownOf(list.items), []);
    await closeEditors();
    await vscode.workspace.fs.delete(other);
  });

  if (vscode.workspace.isTrusted) {
    test("tickets are searched when the list is asked for, and not by typing", async () => {
      const ticket = await writeFile(
        ".canon/tickets/SHOP-9402.md",
        "---\ntitle: Refunds in $(zap) parts\nstatus: todo\n---\n",
      );
      const typed = await offersFor("<!-- canon:ticket:local:", ":");
      assert.ok(!labels(typed).includes("SHOP-9402"), labels(typed).join());
      assert.ok(labels(typed).includes("Search open tickets…"));
      const asked = await offersAt(new vscode.Position(9, "<!-- canon:ticket:local:".length));
      const found = asked.find((item) => labelOf(item) === "SHOP-9402");
      assert.equal(descriptionOf(found), "Refunds in $ (zap) parts");
      assert.equal(textOf(found), "SHOP-9402$0 -->");
      await vscode.workspace.fs.delete(ticket);
    });
  }
});

suite("a new spec", () => {
  if (!vscode.workspace.isTrusted) return;
  const path = "docs/specs/gift-cards-9405.md";

  teardown(async () => {
    await removeSpec(fileUri(path));
  });

  test("is created where specs are, and opened in its first section", async () => {
    const picks = ["No owner yet", "No team yet"];
    await withPerson({ inputs: ["Gift cards 9405"], picks }, () => run("canon.newSpec"));
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.toString(), fileUri(path).toString());
    assert.equal(editor.document.getText(editor.selection), "What holds, and for whom.");
    assert.match(await readFile(path), /^---\ntitle: Gift cards 9405\nstatus: draft\n---\n/);
  });

  test("never takes the place of a file that is there", async () => {
    await writeFile(path, "## Mine\n");
    const seen = await withPerson({ inputs: ["Gift cards 9405"] }, () => run("canon.newSpec"));
    assert.match(seen.refusals.join(), /gift-cards-9405\.md is there already/);
    assert.equal(await readFile(path), "## Mine\n");
  });
});

suite("completion and hover in CANON.yaml", () => {
  if (!vscode.workspace.isTrusted) return;
  const CONFIG = "sync:\n  system: \n  \nspecs:\n  verify_on_close: warn\n";
  const uri = fileUri("CANON.yaml");

  const itemsAt = async (line: number, character: number): Promise<vscode.CompletionItem[]> => {
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      uri,
      new vscode.Position(line, character),
    );
    return list.items;
  };

  test("names and values come with what they are for", () =>
    withConfig(CONFIG, async () => {
      await vscode.window.showTextDocument(uri);
      const names = await itemsAt(2, 2);
      const found = names.find((item) => labelOf(item) === "create_tickets");
      assert.equal(textOf(found), "create_tickets: ");
      assert.ok(!labels(names).includes("system"), labels(names).join());
      const values = await itemsAt(1, 10);
      assert.ok(labels(values).includes("azure-devops"), labels(values).join());
    }));

  test("a name is explained where the pointer rests on it", () =>
    withConfig(CONFIG, async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        "vscode.executeHoverProvider",
        uri,
        new vscode.Position(4, 5),
      );
      const texts = hovers.flatMap(({ contents }) => contents as vscode.MarkdownString[]);
      const own = texts.map(({ value }) => value).find((value) => value.includes("evidence"));
      assert.match(own ?? "", /One of: `warn`.*\n\nDefault: `warn`/s);
    }));
});

function ownOf(items: readonly vscode.CompletionItem[]): string[] {
  return labels(items).filter((label) => /^(?:canon:|SHOP-|Search)/.test(label));
}

function labels(items: readonly vscode.CompletionItem[]): string[] {
  return items.map(labelOf);
}

function labelOf({ label }: vscode.CompletionItem): string {
  return typeof label === "string" ? label : label.label;
}

function descriptionOf(item: vscode.CompletionItem | undefined): string | undefined {
  return typeof item?.label === "object" ? item.label.description : undefined;
}

function textOf(item: vscode.CompletionItem | undefined): string | undefined {
  const text = item?.insertText;
  return typeof text === "object" ? text.value : text;
}
