import assert from "node:assert/strict";
import { matchPath } from "../../../src/core/config/match-path.ts";
import { isSpecFile } from "../../../src/core/config/spec-files.ts";
import { configOf } from "./check-config.ts";

suite("which files are specs", () => {
  const rows: readonly [pattern: string, path: string, isSpec: boolean][] = [
    ["docs/specs/*.md", "docs/specs/a.md", true],
    ["docs/specs/*.md", "docs/specs/sub/a.md", false],
    ["docs/specs/*.md", "x/docs/specs/a.md", false],
    ["docs/specs/*.md", "docs/specs/_template.md", false],
    ["docs/specs/*", "docs/specs/a.txt", false],
    ["docs/**/*.md", "docs/a.md", true],
    ["docs/**/*.md", "docs/a/b/c.md", true],
    ["docs/**", "docs/a/b.md", true],
    ["docs/**/_x/*.md", "docs/_x/a.md", true],
    ["**/*.md", "README.md", true],
    ["README.md", "README.md", true],
    ["readme.md", "README.md", false],
    ["docs/?.md", "docs/a.md", true],
    ["docs/?.md", "docs/ab.md", false],
    ["docs?a.md", "docs/a.md", false],
    ["docs/[ab].md", "docs/a.md", false],
    ["docs/{a,b}.md", "docs/a.md", false],
    ["docs/a.b.md", "docs/axb.md", false],
    ["./docs/*.md", "docs/a.md", true],
    ["docs/ü*.md", "docs/über.md", true],
  ];
  for (const [pattern, path, isSpec] of rows) {
    test(`${pattern} ${isSpec ? "finds" : "leaves out"} ${path}`, () => {
      const config = configOf(`specs:\n  doc_paths: ["${pattern}"]\n`);
      assert.equal(isSpecFile(config, path), isSpec);
    });
  }

  test("one of several patterns is enough", () => {
    const config = configOf("specs: {doc_paths: [a/*.md, b/*.md]}\n");
    assert.ok(isSpecFile(config, "b/x.md"));
    assert.ok(!isSpecFile(config, "c/x.md"));
  });

  test("a pattern made to explode is answered all the same", () => {
    assert.equal(matchPath(`${"*a".repeat(200)}b`, "a".repeat(4_000), false), false);
    assert.equal(matchPath(`${"**/a".repeat(100)}b`, "a/".repeat(2_000), true), false);
  });
});
