import assert from "node:assert/strict";
import * as vscode from "vscode";
import { startGithubDouble, type GithubDouble } from "../support/github/github-double.ts";
import { withConfig } from "./support/config.ts";
import { withPerson } from "./support/person.ts";
import { eventually, lensTitles, removeSpec, run, showSpec, writeSpec } from "./support/window.ts";

if (vscode.workspace.isTrusted) {
  suite("requests to a tracker", () => {
    let server: GithubDouble;
    const asked = (): number => server.requests.length;

    setup(async () => {
      server = await startGithubDouble();
      Object.assign(process.env, server.env);
    });

    teardown(async () => {
      for (const name of Object.keys(server.env)) Reflect.deleteProperty(process.env, name);
      await server.close();
    });

    test("begin when a spec is looked at, read all its tickets at once, and stop there", async () => {
      await withConfig("sync:\n  system: github\n  project_key: acme/shop\n", async () => {
        const keys = server.seed(30);
        const text = `# Shop\n\n${keys
          .map(
            (key) =>
              `## ${key}. Part\n<!-- canon:ticket:github:${key} -->\n<!-- canon:system:p${key} status:todo -->\n`,
          )
          .join("\n")}`;
        const uri = await writeSpec(text);
        await vscode.workspace.openTextDocument(uri);
        assert.equal(asked(), 0, "a spec that nobody looks at was asked about");

        await eventually("the view of all specs has read it", async () => {
          const { lists } = await withPerson({}, () => run("canon.filterSpecs"));
          return lists[0]?.includes("GitHub");
        });
        assert.equal(asked(), 0, "the view of all specs asked");

        const editor = await vscode.window.showTextDocument(uri);
        await eventually("all lenses show their issues", async () => {
          const titles = await lensTitles(uri);
          return titles.filter((title) => title.endsWith("✓")).length === keys.length;
        });
        const first = asked();
        assert.ok(first <= 2, `${first} requests for one spec`);

        await editor.edit((edit) => {
          edit.insert(new vscode.Position(1, 0), "A word.\n");
        });
        await lensTitles(uri);
        await vscode.commands.executeCommand(
          "vscode.executeHoverProvider",
          uri,
          new vscode.Position(3, 4),
        );
        assert.equal(asked(), first, "typing or hovering asked again");

        await withPerson({}, () => run("canon.refresh"));
        assert.ok(asked() > first, "a refresh asked nothing");
        assert.ok(server.requests.every(({ isWrite }) => !isWrite));
        await removeSpec(uri);
      });
    });

    test("are not made by scrolling, hovering or typing, read or not", async () => {
      await withConfig("sync:\n  system: github\n  project_key: acme/shop\n", async () => {
        const keys = server.seed(40);
        const spec = `# Shop\n\n${keys
          .map(
            (key) =>
              `## ${key}. Part\n<!-- canon:ticket:github:${key} -->\n<!-- canon:system:p${key} status:todo -->\n${"\nText.\n".repeat(20)}`,
          )
          .join("\n")}`;
        const editor = await showSpec(spec);
        const { document } = editor;
        const { uri } = document;
        await eventually("all lenses show their issues", async () => {
          const titles = await lensTitles(uri);
          return titles.filter((title) => title.endsWith("✓")).length === keys.length;
        });
        // Git tells late of what an earlier test did to the repository, and that is a reason to look.
        // What scrolling, hovering or typing caused would come again every time.
        let [sent, hover] = [-1, ""];
        for (let round = 900; sent !== 0 && round < 903; round++) {
          const before = asked();
          await scrollThrough(editor);
          for (const section of keys.keys()) {
            assert.match(await hoverOn(document, `## ${keys[section]}. `), /Title/);
          }
          hover = await typeLink(editor, round, `${server.seed(1).at(-1)}`);
          await scrollThrough(editor);
          sent = asked() - before;
        }
        assert.equal(sent, 0, "somebody asked a tracker");
        assert.match(hover, /has not been read yet[^]*Read its ticket/);
        await removeSpec(uri);
      });
    });

    test("show in the view of specs while they are under way", async () => {
      await withConfig("sync:\n  system: github\n  project_key: acme/shop\n", async () => {
        const key = server.seed(42).at(-1);
        const shown: unknown[] = [];
        const { withProgress } = vscode.window;
        const watched: typeof withProgress = (options, task) => {
          shown.push(options.location);
          return withProgress(options, task);
        };
        Object.assign(vscode.window, { withProgress: watched });
        try {
          const { document } = await showSpec(
            `# Shop\n\n## 1. Part\n<!-- canon:ticket:github:${key} -->\n`,
          );
          await eventually("the lens shows its issue", async () =>
            / (?:✓|≠ differs)$/.test((await lensTitles(document.uri))[0] ?? ""),
          );
          assert.deepEqual(shown[0], { viewId: "canon.specs" });
          await removeSpec(document.uri);
        } finally {
          Object.assign(vscode.window, { withProgress });
        }
      });
    });

    test("are left out while CANON_OFFLINE is set (E8)", async () => {
      process.env["CANON_OFFLINE"] = "1";
      try {
        await withConfig("sync:\n  system: github\n  project_key: acme/shop\n", async () => {
          const key = server.seed(41).at(-1);
          const { document } = await showSpec(
            `# Shop\n\n## 1. Part\n<!-- canon:ticket:github:${key} -->\n`,
          );
          await eventually("the lens says that it could not be read", async () =>
            (await lensTitles(document.uri))[0]?.endsWith("not readable"),
          );
          await withPerson({}, () => run("canon.doctor"));
          assert.equal(asked(), 0);
          await removeSpec(document.uri);
        });
      } finally {
        delete process.env["CANON_OFFLINE"];
      }
    });
  });
}

/** Types a link, which nobody has read a moment later; gives what its hover says. */
async function typeLink(editor: vscode.TextEditor, number: number, key: string): Promise<string> {
  const { document } = editor;
  const end = document.lineAt(document.lineCount - 1).range.end;
  await vscode.window.showTextDocument(document);
  editor.selection = new vscode.Selection(end, end);
  const section = `\n## ${number}. New\n<!-- canon:ticket:github:${key} -->\n`;
  for (const text of [section, ..."w o r d s".split(" ")]) {
    await vscode.commands.executeCommand("type", { text });
  }
  await eventually("the new section has its lens", async () =>
    (await lensTitles(document.uri)).some((title) => title.includes(key)),
  );
  return hoverOn(document, `## ${number}. `);
}

/** Page by page, and lets the editor ask for what it then shows. */
async function scrollThrough({ document }: vscode.TextEditor): Promise<void> {
  for (let line = 0; line < document.lineCount; line += 20) {
    await vscode.commands.executeCommand("revealLine", { lineNumber: line, at: "top" });
    await lensTitles(document.uri);
  }
}

/** What Canon and others say about the first heading that begins like this. */
async function hoverOn(document: vscode.TextDocument, start: string): Promise<string> {
  const line = document
    .getText()
    .split("\n")
    .findIndex((text) => text.startsWith(start));
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    "vscode.executeHoverProvider",
    document.uri,
    new vscode.Position(line, 4),
  );
  const texts = hovers.flatMap(({ contents }) => contents);
  return texts
    .map((text) => (text instanceof vscode.MarkdownString ? text.value : ""))
    .join("\n")
    .replaceAll("&nbsp;", " ")
    .replace(/\\(.)/g, "$1");
}
