import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import {
  startAzureDevopsDouble,
  type AzureDevopsDouble,
} from "../support/azure-devops/azure-devops-double.ts";
import { problemsOf } from "./support/config.ts";
import { withPerson, type Answers } from "./support/person.ts";
import {
  closeEditors,
  eventually,
  exists,
  fileUri,
  lensesOf,
  readFile,
  removeSpec,
  run,
  showSpec,
  target,
  writeFile,
} from "./support/window.ts";

const WRITE = "$(save) Write CANON.yaml";

if (vscode.workspace.isTrusted) {
  suite("setting up", () => {
    let server: AzureDevopsDouble;
    let config = "";

    suiteSetup(async () => {
      await vscode.extensions.getExtension("canon.canon")?.activate();
      config = await readFile("CANON.yaml");
    });

    setup(async () => {
      server = await startAzureDevopsDouble();
      server.state.switches.process = "Scrum";
      Object.assign(process.env, server.env);
    });

    teardown(async () => {
      for (const name of Object.keys(server.env)) Reflect.deleteProperty(process.env, name);
      await closeEditors();
      await server.close();
      await writeFile("CANON.yaml", config);
    });

    test("writes a configuration for the embedded tracker that has no problems", async () => {
      const seen = await setUp({ picks: ["Embedded tracker", "docs/specs/*.md", WRITE] }, ["SHOP"]);
      assert.deepEqual(
        seen.lists.map((list) => list[0]?.split(" | ")[0]),
        ["Embedded tracker", "docs/specs/*.md", WRITE],
      );
      assert.match(await readFile("CANON.yaml"), /system: local\n.*\n {2}project_key: "SHOP"\n/);
      assert.deepEqual(problemsOf("CANON.yaml"), []);
    });

    test("asks the tracker for the project and writes the statuses that it has", async () => {
      const picks = ["Azure DevOps", "docs/specs/*.md", WRITE];
      const seen = await setUp({ picks }, ["Nothing here", server.project]);
      assert.match(seen.refusals.join(), /Press Enter again to take the name as it is/);
      const text = await readFile("CANON.yaml");
      assert.match(text, /system: azure-devops/);
      assert.ok(text.includes(`project: "${server.project}"`), text);
      assert.match(text, /in_progress: "Committed"/);
    });

    test("writes nothing when the person gives up at the end", async () => {
      await setUp({ picks: ["Embedded tracker", "docs/specs/*.md"] }, ["SHOP"]);
      assert.equal(await exists("CANON.yaml"), false);
    });

    test("leaves a configuration that is there as it is", async () => {
      await eventually("the configuration is known to be back", async () => {
        const { lists } = await withPerson({}, () => run("canon.setUp"));
        return lists.flat().includes("$(pulse) Check the configuration");
      });
      assert.equal(await readFile("CANON.yaml"), config);
      const front = vscode.window.activeTextEditor?.document.uri;
      assert.equal(front?.toString(), fileUri("CANON.yaml").toString());
    });

    /** In a folder whose configuration is gone. */
    async function setUp(answers: Answers, inputs: string[]) {
      await vscode.workspace.fs.delete(fileUri("CANON.yaml"));
      const known = async (): Promise<boolean> => {
        const seen = await withPerson({}, () => run("canon.setUp"));
        return seen.lists[0]?.[0]?.startsWith("Embedded tracker") ?? false;
      };
      await eventually("the configuration is known to be gone", known);
      return withPerson({ ...answers, inputs }, () => run("canon.setUp"));
    }
  });

  suite("a section on the clipboard", () => {
    test("is what its ticket would hold, with credentials masked", async () => {
      const token = `ghp_${"a1B2".repeat(9)}`;
      const { document } = await showSpec(
        `# S\n\n## 1. Keys\n<!-- canon:system:keys status:todo -->\n\nUse ${token} once.\n\n- [ ] It works\n`,
      );
      const { uri } = document;
      await eventually("the spec is known", async () => (await lensesOf(uri)).length > 0);
      await run("canon.copyTicketText", target(uri, "keys", 0));
      const text = await vscode.env.clipboard.readText();
      assert.match(text, /^Keys\n\nUse \[REDACTED:[\w-]+\] once\.\n\n- \[ \] It works\n\n/);
      assert.doesNotMatch(text, /canon:system|ghp_/);
      await removeSpec(uri);
    });
  });

  suite("the shortcuts", () => {
    test("take nothing away that the editor has", async () => {
      const path = vscode.extensions.getExtension("canon.canon")?.extensionPath ?? "";
      const manifest = JSON.parse(readFileSync(join(path, "package.json"), "utf8")) as {
        contributes: { keybindings: { key: string }[] };
      };
      const defaults = await vscode.workspace.openTextDocument(
        vscode.Uri.parse("vscode://defaultsettings/keybindings.json"),
      );
      const lines = defaults.getText().split("\n");
      assert.ok(lines.some((line) => line.includes('"ctrl+k ctrl+s"')));
      for (const { key } of manifest.contributes.keybindings) {
        const taken = lines.filter((line) => line.includes(`"${key}"`));
        assert.deepEqual(
          taken.filter((line) => !line.includes("canon.")),
          [],
          key,
        );
      }
    });
  });
}
