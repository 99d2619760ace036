import assert from "node:assert/strict";
import { isDesignFile } from "../../../../src/vscode/design-cycle/design-file.ts";

suite("files of the design workflow", () => {
  test("are Markdown at any depth below .design, and nothing else", () => {
    const own = [".design/STATE.md", ".design/tasks/task-01.md", ".design/archive/a/DESIGN.MD"];
    const others = [
      ".design/config.json",
      "docs/.design/a.md",
      "design/a.md",
      ".design",
      ".designs/a.md",
    ];
    assert.deepEqual([...own, ...others].filter(isDesignFile), own);
  });
});
