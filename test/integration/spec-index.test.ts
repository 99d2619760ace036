import assert from "node:assert/strict";
import * as vscode from "vscode";
import { createAccounts } from "../../src/vscode/credentials/accounts.ts";
import { SecretStore } from "../../src/vscode/host/secret-store.ts";
import type { FolderSession } from "../../src/vscode/workspace/folder-session.ts";
import { Folders } from "../../src/vscode/workspace/folders.ts";
import { SpecIndex } from "../../src/vscode/workspace/spec-index.ts";
import { withConfig } from "./support/config.ts";
import { closeEditors, eventually, fileUri, rootUri, writeFile } from "./support/window.ts";

const PREFIX = "docs/specs/indexed-";
const DEEP_FOLDER = "docs/specs/indexed-deep";
const DEEP_CONFIG = "specs:\n  doc_paths: [docs/specs/*.md, docs/specs/**/*.md]\n";

suite("the index of all specs", () => {
  let folders: Folders;
  let index: SpecIndex;
  let changes = 0;

  suiteSetup(async () => {
    await writeFile(`${PREFIX}one.md`, spec("One"));
    await writeFile(`${PREFIX}two.md`, spec("Two"));
    const store = new SecretStore(noSecrets());
    const accounts = createAccounts(store, { credentials: () => 0, login: () => 0 });
    const log = { info: () => 0, warn: () => 0, error: () => 0 };
    folders = new Folders({ log, accounts: () => Promise.resolve(accounts) });
    index = new SpecIndex(folders);
    index.onDidChange(() => (changes += 1));
  });

  suiteTeardown(async () => {
    await closeEditors();
    index.dispose();
    folders.dispose();
    await remove(`${PREFIX}one.md`);
    await remove(`${PREFIX}two.md`);
  });

  test("everybody gets the same specs, read once", async () => {
    const [first, second] = await Promise.all([all(), all()]);
    assert.equal(first, second);
    assert.equal(await all(), first);
    const names = first.filter(({ file }) => file.startsWith(PREFIX)).map(({ file }) => file);
    assert.deepEqual(names, [`${PREFIX}one.md`, `${PREFIX}two.md`]);
    assert.deepEqual(
      first.map(({ file }) => file),
      first.map(({ file }) => file).sort(),
    );
  });

  test("what is typed is in the index, and no other spec is read again", async () => {
    const before = await all();
    const editor = await vscode.window.showTextDocument(fileUri(`${PREFIX}one.md`));
    const seen = changes;
    await editor.edit((edit) => {
      edit.replace(new vscode.Range(2, 3, 2, 6), "Typed");
    });
    await eventually("the index says that it changed", () => changes > seen);
    const after = await all();
    assert.equal(titleIn(after, "one.md"), "Typed");
    assert.equal(find(after, "one.md")?.isUnsaved, true);
    assert.equal(find(after, "two.md"), find(before, "two.md"), "the same object");
    await vscode.commands.executeCommand("workbench.action.files.revert");
    await eventually("the text is as it was", async () => titleIn(await all(), "one.md") === "One");
  });

  test("specs come and go without an editor", async () => {
    await all();
    await writeFile(`${PREFIX}three.md`, spec("Three"));
    await eventually("the new one is there", async () => titleIn(await all(), "three.md"));
    await writeFile(`${PREFIX}three.md`, spec("Third"));
    await eventually("it is new", async () => titleIn(await all(), "three.md") === "Third");
    await remove(`${PREFIX}three.md`);
    await eventually("it is gone", async () => find(await all(), "three.md") === undefined);
  });

  // Where the window is restricted, nothing writes a configuration.
  if (vscode.workspace.isTrusted) {
    test("other files count under another configuration, and go with their folder", async () => {
      await writeFile(`${DEEP_FOLDER}/four.md`, spec("Four"));
      assert.equal(find(await all(), "four.md"), undefined);
      await withConfig(DEEP_CONFIG, async () => {
        await sessionOf(folders).reloadConfig();
        await eventually("it is there", async () => titleIn(await all(), "four.md") === "Four");
        await remove(DEEP_FOLDER);
        await eventually("it is gone", async () => find(await all(), "four.md") === undefined);
      });
      await sessionOf(folders).reloadConfig();
    });
  }

  test("other Markdown changes nothing", async () => {
    const before = await all();
    const seen = changes;
    await writeFile("docs/notes.md", spec("Notes"));
    await eventually("the index heard of it", () => changes > seen);
    assert.equal(await all(), before);
    await remove("docs/notes.md");
  });

  function all(): ReturnType<SpecIndex["all"]> {
    return index.all(sessionOf(folders));
  }
});

function sessionOf(folders: Folders): FolderSession {
  const session = folders.of(rootUri());
  assert.ok(session);
  return session;
}

function remove(path: string): Thenable<void> {
  return vscode.workspace.fs.delete(fileUri(path), { recursive: true });
}

type Specs = Awaited<ReturnType<SpecIndex["all"]>>;

function find(specs: Specs, name: string): Specs[number] | undefined {
  return specs.find(({ file }) => file.startsWith(PREFIX) && file.endsWith(name));
}

function titleIn(specs: Specs, name: string): string | undefined {
  return find(specs, name)?.document.sections[0]?.title;
}

function spec(title: string): string {
  return `# Indexed\n\n## ${title}\n\nWords.\n`;
}

/** The index signs in nowhere. */
function noSecrets(): vscode.SecretStorage {
  return {
    keys: () => Promise.resolve([]),
    get: () => Promise.resolve(undefined),
    store: () => Promise.resolve(),
    delete: () => Promise.resolve(),
    onDidChange: new vscode.EventEmitter<vscode.SecretStorageChangeEvent>().event,
  };
}
