import assert from "node:assert/strict";
import * as vscode from "vscode";
import { startGithubDouble, type GithubDouble } from "../../support/github/github-double.ts";
import { withPerson } from "../support/person.ts";
import {
  closeEditors,
  eventually,
  lensTitles,
  readFile,
  run,
  writeFile,
} from "../support/window.ts";

suite("a window on several folders", () => {
  suiteSetup(() => eventually("both folders are open", () => openFolders() >= 2));
  teardown(closeEditors);

  test("shows lenses by the configuration of the folder that a spec lies in", async () => {
    await show("first");
    await show("second");
    for (const name of ["first", "second"]) {
      await eventually(`${name} has lenses`, async () => (await lensTitles(spec(name))).length > 0);
      assert.deepEqual(await lensTitles(spec(name)), ["To do · not linked", "Create ticket"]);
    }
  });

  test("lists the specs of all folders in one view", async () => {
    const labels = await eventually("both are read", async () => {
      const { lists } = await withPerson({}, () => run("canon.filterSpecs"));
      return lists[0]?.includes("ada") === true && lists[0].includes("bert") ? lists[0] : undefined;
    });
    assert.ok(labels.length > 2);
  });

  test("syncs a spec in its own folder, and leaves its namesake alone", async () => {
    const seen = await withPerson({}, () => run("canon.syncFile", spec("second")));
    assert.match(seen.messages.join(), /Canon created 1 ticket/);
    assert.match(await readFile(spec("second")), /canon:ticket:local:TWO-1 /);
    assert.doesNotMatch(await readFile(spec("first")), /canon:ticket/);
    assert.match(await readFile(inFolder("second", ".canon/tickets/TWO-1.md")), /title: Cart/);
    assert.deepEqual(await ticketsOf("first"), []);
  });

  test("asks which folder a command is about, where no editor says so", async () => {
    const seen = await withPerson({ picks: ["first"] }, () => run("canon.sync"));
    assert.deepEqual(seen.lists[0], ["first", "second"]);
    assert.match(await readFile(spec("first")), /canon:ticket:local:ONE-1 /);
    assert.deepEqual(await ticketsOf("second"), ["TWO-1.md"]);
  });

  test("changes nothing when nobody says which folder", async () => {
    const before = [await readFile(spec("first")), await readFile(spec("second"))];
    const { lists, messages } = await withPerson({}, () => run("canon.sync"));
    assert.deepEqual([lists, messages], [[["first", "second"]], []]);
    assert.deepEqual([await readFile(spec("first")), await readFile(spec("second"))], before);
  });

  test("takes in a folder that is opened later, and lets go of it", async () => {
    const third = vscode.Uri.joinPath(folder("first"), "..", "third");
    await eventually("it may be opened", () =>
      vscode.workspace.updateWorkspaceFolders(2, 0, { uri: third }),
    );
    await eventually("it is open", () => openFolders() === 3);
    const uri = vscode.Uri.joinPath(third, "docs/specs/shop.md");
    await vscode.window.showTextDocument(uri);
    await eventually("it has lenses", async () => (await lensTitles(uri)).length === 2);
    const { lists } = await withPerson({}, async () => {
      await closeEditors();
      await run("canon.sync");
    });
    assert.deepEqual(lists, [["first", "second", "third"]]);
    // The editor takes no second change before it has carried out the first.
    await eventually("it is closed", () => {
      if (openFolders() === 3) vscode.workspace.updateWorkspaceFolders(2, 1);
      return openFolders() === 2 && !hasFolder("third");
    });
    await vscode.window.showTextDocument(uri);
    assert.deepEqual(await lensTitles(uri), []);
  });

  suite("with a tracker each", () => {
    const servers: GithubDouble[] = [];

    setup(async () => {
      for (const name of ["first", "second"]) {
        const server = await startGithubDouble();
        servers.push(server);
        await writeFile(inFolder(name, "CANON.yaml"), hub(new URL(server.origin).host));
        await writeFile(spec(name), newSpec(name));
      }
    });

    teardown(async () => {
      for (const server of servers.splice(0)) {
        await withPerson({ picks: ["GitHub"] }, () => run("canon.removeCredentials"));
        await server.close();
      }
    });

    test("sends a credential to its own address, from its own folder", async () => {
      const [first, second] = servers;
      assert.ok(first !== undefined && second !== undefined);
      await give(first);
      await eventually("the first folder syncs", async () => {
        const { messages } = await withPerson({}, () => run("canon.syncFile", spec("first")));
        return /Canon created 1 ticket/.test(messages.join());
      });
      const seen = await withPerson({}, () => run("canon.syncFile", spec("second")));
      assert.equal(second.requests.length, 0, "the second one was asked with whose token?");
      assert.match(seen.messages.join(), /your credential is for|no credential/);
      assert.doesNotMatch(await readFile(spec("second")), /canon:ticket/);

      await give(second);
      const asked = first.requests.length;
      const done = await withPerson({}, () => run("canon.syncFile", spec("second")));
      assert.match(done.messages.join(), /Canon created 1 ticket/);
      assert.equal(first.requests.length, asked, "the first one was asked for the second folder");
      assert.deepEqual([first.tickets().length, second.tickets().length], [1, 1]);
    });
  });
});

function openFolders(): number {
  return vscode.workspace.workspaceFolders?.length ?? 0;
}

function hasFolder(name: string): boolean {
  return vscode.workspace.workspaceFolders?.some((one) => one.name === name) ?? false;
}

function folder(name: string): vscode.Uri {
  const found = vscode.workspace.workspaceFolders?.find((one) => one.name === name);
  return found?.uri ?? assert.fail(`${name} is not open`);
}

function inFolder(name: string, path: string): vscode.Uri {
  return vscode.Uri.joinPath(folder(name), path);
}

function spec(name: string): vscode.Uri {
  return inFolder(name, "docs/specs/shop.md");
}

function show(name: string): Thenable<vscode.TextEditor> {
  return vscode.window.showTextDocument(spec(name), { preview: false });
}

async function ticketsOf(name: string): Promise<string[]> {
  const uri = inFolder(name, ".canon/tickets");
  const entries = await vscode.workspace.fs.readDirectory(uri).then(
    (found) => found,
    () => [],
  );
  return entries.map(([file]) => file).filter((file) => file.endsWith(".md"));
}

function newSpec(name: string): string {
  return `# Spec of ${name}\n\n## 1. Hub of ${name}\n<!-- canon:system:hub status:todo -->\n\nText.\n`;
}

function hub(host: string): string {
  return `ticket_systems:
  hub: {system: github, project: acme/shop, host: "${host}"}
routing:
  - match: {default: true}
    target: hub
`;
}

async function give(server: GithubDouble): Promise<void> {
  const inputs = [server.origin, server.env["GITHUB_TOKEN"] ?? ""];
  const seen = await withPerson({ picks: ["GitHub"], inputs }, () => run("canon.setCredentials"));
  assert.match(seen.messages.join(), /Connected to GitHub/);
}
