import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  eventually,
  fileUri,
  readFile,
  removeSpec,
  showSpec,
  writeFile,
} from "./support/window.ts";
import { codeOf } from "../../src/vscode/problems/problem-code.ts";

const canonProblems = (uri: vscode.Uri) =>
  vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "Canon");

suite("problems", () => {
  test("of a spec are shown with code and line, and go when it is closed", async () => {
    const text =
      "# Odd\n\n## 1. A\n<!-- canon:system:same status:todo -->\n\n## 2. B\n<!-- canon:system:same status:nonsense -->\n";
    const { document } = await showSpec(text);
    const shown = await eventually("a problem is shown", () => {
      const problems = canonProblems(document.uri);
      return problems.length > 0 && problems;
    });
    assert.ok(shown.every((problem) => codeOf(problem).startsWith("spec/")));
    await removeSpec(document.uri);
    await eventually("the problems are gone", () => canonProblems(document.uri).length === 0);
  });

  test("of the configuration come and go with what is typed", async () => {
    const before = await readFile("CANON.yaml");
    const { document } = await showSpec("# Plain\n\n## 1. A\n");
    await eventually("the spec is known", async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        "vscode.executeCodeLensProvider",
        document.uri,
      );
      return lenses.length > 0;
    });
    await writeFile("CANON.yaml", `${before}\nticket_sistems: {}\n`);
    const uri = fileUri("CANON.yaml");
    const [problem] = await eventually("a problem is shown", () => {
      const problems = canonProblems(uri);
      return problems.length > 0 && problems;
    });
    assert.ok(problem !== undefined);
    assert.equal(codeOf(problem), "config/unknown-key");
    await writeFile("CANON.yaml", before);
    await eventually("the problem is gone", () => canonProblems(uri).length === 0);
    await removeSpec(document.uri);
  });
});
