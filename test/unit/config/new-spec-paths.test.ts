import assert from "node:assert/strict";
import { newSpecPaths } from "../../../src/core/config/new-spec-paths.ts";

function check(
  patterns: readonly string[],
  specs: readonly string[],
  wanted: readonly string[],
): void {
  assert.deepEqual(newSpecPaths(patterns, specs, "refunds"), wanted);
}

suite("where a new spec may be put", () => {
  test("is the folder of each pattern", () => {
    check(["docs/specs/*.md"], [], ["docs/specs/refunds.md"]);
    check(["docs/specs/*.md", "specs/*.md"], [], ["docs/specs/refunds.md", "specs/refunds.md"]);
    check(["*.md"], [], ["refunds.md"]);
  });

  test("is every folder that holds specs, where a pattern leaves it open", () => {
    const specs = ["packages/a/specs/x.md", "packages/b/specs/y.md", "other/z.md"];
    check(["packages/*/specs/*.md"], specs, [
      "packages/a/specs/refunds.md",
      "packages/b/specs/refunds.md",
    ]);
    check(["docs/**/*.md"], ["docs/a/x.md"], ["docs/refunds.md", "docs/a/refunds.md"]);
    check(["docs/**"], [], ["docs/refunds.md"]);
  });

  test("has the form of name that the pattern asks for", () => {
    check(["specs/api-*.md"], [], ["specs/api-refunds.md"]);
    check(["docs/SPEC.md"], [], ["docs/SPEC.md"]);
    check(["specs/v?-*.md"], [], []);
  });
});
