import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { enterGlob, matchesGlob, startGlob } from "../../../../src/adapters/files/glob.ts";

const MATCHING: readonly (readonly [pattern: string, path: string])[] = [
  ["docs/specs/*.md", "docs/specs/a.md"],
  ["./docs/specs/*.md", "docs/specs/a.md"],
  ["**/*.md", "a.md"],
  ["**/*.md", "x/y/z/a.md"],
  ["docs/**/spec.md", "docs/spec.md"],
  ["docs/**/spec.md", "docs/a/b/spec.md"],
  ["docs/**", "docs/a/b"],
  ["**/**/a/**/b", "a/x/a/y/b"],
  ["a?.md", "ab.md"],
  ["*a*b*.md", "xxaxxbxx.md"],
  [".canon/tickets/*.md", ".canon/tickets/LOCAL-1.md"],
  [".*/a", ".x/a"],
  ["a[1].md", "a[1].md"],
];

const OTHERS: readonly (readonly [pattern: string, path: string])[] = [
  ["docs/specs/*.md", "docs/specs/x/a.md"],
  ["docs/specs/*.md", "docs/specs/a.md.bak"],
  ["docs/specs/*.md", "a.md"],
  ["a?.md", "a.md"],
  ["a?c", "a/c"],
  ["*.md", ".hidden.md"],
  ["**/*.md", ".git/a.md"],
  ["docs/**", "docs"],
  ["a[12].md", "a1.md"],
  ["*.MD", "a.md"],
];

suite("file patterns", () => {
  for (const [pattern, path] of MATCHING) {
    test(`${pattern} matches ${path}`, () => assert.ok(matchesGlob([pattern], path)));
  }

  for (const [pattern, path] of OTHERS) {
    test(`${pattern} does not match ${path}`, () => assert.ok(!matchesGlob([pattern], path)));
  }

  test("a walk enters only folders that a pattern can reach", () => {
    const top = startGlob(["docs/specs/*.md", "lib/**/x.md"]);
    assert.equal(enterGlob(top, "src").length, 0);
    assert.notEqual(enterGlob(top, "docs").length, 0);
    assert.equal(enterGlob(enterGlob(top, "docs"), "other").length, 0);
    assert.equal(enterGlob(enterGlob(enterGlob(top, "docs"), "specs"), "deeper").length, 0);
    assert.notEqual(enterGlob(enterGlob(top, "lib"), "anything").length, 0);
  });

  test("patterns made to explode are answered like any other", () => {
    const pattern = `${"**/".repeat(200)}${"*a".repeat(200)}`;
    assert.ok(!matchesGlob([pattern], `${"a/".repeat(200)}${"a".repeat(199)}b`));
  });
});
