import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  startAzureDevopsDouble,
  type AzureDevopsDouble,
} from "../support/azure-devops/azure-devops-double.ts";
import { problemsOf, withConfig } from "./support/config.ts";
import { withPerson } from "./support/person.ts";
import { closeEditors, eventually, fileUri, run } from "./support/window.ts";
import { codeOf } from "../../src/vscode/problems/problem-code.ts";

const CONFIG = (project: string): string =>
  `# Ours\nticket_systems:\n  board:\n    system: azure-devops\n    project: ${project}\nrouting:\n  - match: { default: true }\n    target: board\n`;

if (vscode.workspace.isTrusted) {
  suite("the doctor", () => {
    let server: AzureDevopsDouble;

    setup(async () => {
      server = await startAzureDevopsDouble();
      server.state.switches.process = "Scrum";
      Object.assign(process.env, server.env);
    });

    teardown(async () => {
      for (const name of Object.keys(server.env)) Reflect.deleteProperty(process.env, name);
      await closeEditors();
      await server.close();
    });

    const misfits = () =>
      problemsOf("CANON.yaml").filter((one) => codeOf(one) === "config/status-map-misfit");

    test("says where the credential comes from, who it is, and what does not fit", async () => {
      await withConfig(CONFIG(server.project), async () => {
        const text = await report();
        assert.match(text, /^ok {4}The credential is from the environment, for 127/m);
        assert.match(text, /^ok {4}It answers, and knows you as /m);
        assert.match(text, /^warn {2}Its workflow does not have "Active" for in_progress/m);
        assert.match(text, /^ {6}status_map:\n {8}draft: "New"\n/m);
      });
    });

    test("offers the status map that fits as a quick fix in the configuration", async () => {
      await withConfig(CONFIG(server.project), async () => {
        await report();
        await vscode.window.showTextDocument(fileUri("CANON.yaml"));
        const [problem, ...others] = misfits();
        assert.ok(problem);
        assert.deepEqual(others, []);
        assert.equal(problem.range.start.line, 2);
        const fixes = await vscode.commands.executeCommand<vscode.CodeAction[]>(
          "vscode.executeCodeActionProvider",
          fileUri("CANON.yaml"),
          problem.range,
        );
        const fix = fixes.find(({ title }) => title.includes("status_map"));
        assert.equal(fix?.title, 'Write the status_map that fits "board"');
        assert.ok(fix.edit);
        await vscode.workspace.applyEdit(fix.edit);
        await expectMended();
      });
    });

    test("has a button in its report that does the same", async () => {
      await withConfig(CONFIG(server.project), async () => {
        await report();
        const uri = vscode.window.activeTextEditor?.document.uri;
        assert.equal(uri?.scheme, "canon-plan");
        const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
          "vscode.executeCodeLensProvider",
          uri,
          10,
        );
        const [button] = lenses.flatMap(({ command }) => command ?? []);
        assert.match(button?.title ?? "", /Write the status_map that fits/);
        await run(button?.command ?? "", ...((button?.arguments ?? []) as unknown[]));
        await expectMended();
      });
    });

    test("stops at a credential that is refused, and says so", async () => {
      server.faultFor = () => ({ kind: "status", status: 401 });
      await withConfig(CONFIG(server.project), async () => {
        await report();
        await eventually("the report says what is wrong", () =>
          /^fail {2}.*did not accept the credential/m.test(shownText()),
        );
        assert.deepEqual(misfits(), []);
      });
    });

    test("takes no word for a finding that it never made", async () => {
      const seen = await withPerson({}, () =>
        run("canon.applyStatusMap", { folder: "file:///etc", system: "board" }),
      );
      assert.match(seen.messages.join(), /There is no status map to write/);
    });

    async function expectMended(): Promise<void> {
      const document = await vscode.workspace.openTextDocument(fileUri("CANON.yaml"));
      assert.match(document.getText(), /^# Ours\n/);
      assert.match(document.getText(), /^ {6}in_progress: "Committed"$/m);
      await eventually("the problem is gone", () => misfits().length === 0);
    }

    async function report(): Promise<string> {
      await withPerson({}, () => run("canon.doctor"));
      // A document that is still known is shown as it was before it is read again.
      return eventually("the report on this tracker is shown", () => {
        const text = shownText();
        return text.includes(": azure-devops,") && text;
      });
    }

    function shownText(): string {
      return vscode.window.activeTextEditor?.document.getText() ?? "";
    }
  });
}
