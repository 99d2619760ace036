import assert from "node:assert/strict";
import { specFolders } from "../../../src/core/config/spec-folders.ts";

suite("the folders that specs can lie in", () => {
  const cases: readonly (readonly [readonly string[], readonly string[]])[] = [
    [["docs/specs/*.md"], ["docs/specs"]],
    [["docs/**/*.md", "docs/specs/*.md"], ["docs"]],
    [
      ["a/*.md", "ab/*.md", "a/b/c.md"],
      ["a", "ab"],
    ],
    [["*.md"], ["."]],
    [["spec.md", "docs/x.md"], ["."]],
    [["./docs//specs/s?.md"], ["docs/specs"]],
    [["../elsewhere/*.md"], []],
  ];
  for (const [patterns, folders] of cases) {
    test(`${patterns.join(" ")} → ${folders.join(" ") || "none"}`, () => {
      assert.deepEqual(specFolders(patterns), folders);
    });
  }
});
