import assert from "node:assert/strict";
import { reviewComment } from "../../../../src/core/compare/review-comment.ts";
import type { Contradiction } from "../../../../src/core/compare/findings.ts";
import { parseSpec } from "../../../../src/core/spec/parse-spec.ts";
import { flagged, followed, toShown } from "../../../../src/vscode/compare/shown-findings.ts";
import { KEYS_SPEC } from "../../../support/changed-workspace.ts";
import { SPEC } from "../../../support/workspace.ts";

suite("findings while a person edits", () => {
  test("a mark moves with its statement", () =>
    check(KEYS_SPEC.replace("## Keys", "More.\n\n## Keys"), [8]));

  test("a mark goes when its statement is changed, or its section is gone", () => {
    check(KEYS_SPEC.replace("never\nshown", "always\nshown"), []);
    check(KEYS_SPEC.replace("canon:system:keys", "canon:system:other"), []);
  });

  test("a flag stays on the code, and another file is another matter", () => {
    const shown = [flagged(finding())];
    assert.deepEqual(followed(shown, SPEC, parseSpec("# Empty\n")), shown);
    assert.equal(shown[0]?.problem.file, "src/keys.ts");
    const other = [toShown(finding())];
    assert.deepEqual(followed(other, "docs/specs/other.md", parseSpec("# Empty\n")), other);
  });

  test("a comment for the review says what spec and model say as plain words", () => {
    const text = reviewComment({
      ...finding(),
      why: "Look:\n# here <script> [x](command:y) @everyone",
    });
    assert.match(text, /^> A key is never shown twice to anybody/m);
    assert.doesNotMatch(text, /<script|^#|\]\(/m);
  });
});

function check(after: string, lines: readonly number[]): void {
  const shown = followed([toShown(finding())], SPEC, parseSpec(after));
  assert.deepEqual(
    shown.map(({ problem }) => problem.line),
    lines,
  );
}

function finding(): Contradiction {
  const document = parseSpec(KEYS_SPEC);
  const [section] = document.sections;
  assert.ok(section !== undefined);
  return {
    kind: "contradiction",
    name: "flagged/1/a",
    spec: { file: SPEC, hash: "", document, isUnsaved: false },
    section,
    statement: "A key is never\nshown twice to anybody.",
    line: 6,
    code: { path: "src/keys.ts", startLine: 5, endLine: 7 },
    why: "It is shown again.",
    replacement: null,
  };
}
