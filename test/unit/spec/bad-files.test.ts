import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";

const FOLDER = join(import.meta.dirname, "../../fixtures/bad/specs");

/** Line and code of every problem that a person is told of, file by file. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  "bad-ticket-key.md": ["4 spec/invalid-key", "8 spec/invalid-key"],
  "broken-front-matter.md": ["4 spec/broken-front-matter"],
  "byte-order-mark-crlf.md": [],
  "comment-before-first-heading.md": [
    "3 spec/orphan-comment",
    "4 spec/orphan-comment",
    "6 spec/orphan-criterion",
  ],
  "deep-nesting.md": ["55 spec/too-deep"],
  "duplicate-headings.md": ["7 spec/duplicate-id", "9 spec/duplicate-id"],
  "duplicate-ids.md": ["8 spec/duplicate-id"],
  "empty.md": ["1 spec/missing-title"],
  "evidence-odd-paths.md": [
    "7 spec/invalid-evidence",
    "10 spec/invalid-evidence",
    "13 spec/invalid-evidence",
  ],
  "front-matter-is-a-list.md": ["2 spec/broken-front-matter"],
  "front-matter-wrong-values.md": [
    "2 spec/front-matter-value",
    "3 spec/front-matter-value",
    "5 spec/front-matter-value",
    "6 spec/front-matter-value",
  ],
  "hostile-text.md": ["3 spec/duplicate-status"],
  "huge-line.md": [],
  "malformed-comments.md": [
    "4 spec/unknown-comment",
    "7 spec/malformed-comment",
    "10 spec/malformed-comment",
    "13 spec/invalid-evidence",
    "16 spec/malformed-comment",
    "19 spec/malformed-comment",
    "22 spec/malformed-comment",
  ],
  "merge-conflict.md": ["5 spec/merge-conflict", "6 spec/duplicate-status"],
  "mixed-line-endings.md": [],
  "no-headings.md": ["1 spec/missing-title", "3 spec/orphan-criterion"],
  "only-blank-lines.md": ["1 spec/missing-title"],
  "only-deep-headings.md": [],
  "tab-indented.md": [],
  "ticket-linked-twice.md": ["8 spec/duplicate-ticket"],
  "two-statuses.md": ["4 spec/duplicate-status"],
  "two-tickets-one-section.md": ["5 spec/several-tickets"],
  "unclosed-comment.md": ["5 spec/unclosed-comment", "5 spec/malformed-comment"],
  "unclosed-fence.md": ["6 spec/unclosed-block"],
  "unclosed-front-matter.md": ["1 spec/unclosed-front-matter", "1 spec/missing-title"],
  "unknown-status.md": ["5 spec/unknown-status", "8 spec/unknown-status"],
  "unknown-system.md": ["4 spec/unknown-system", "8 spec/unknown-system"],
};

/** These never reach the parser: they are no UTF-8 text. */
const NOT_TEXT = ["latin-1.md", "nul-byte.md", "utf-16.md"];

suite("bad specs", () => {
  test("are all listed here", () => {
    const known = [...Object.keys(EXPECTED), ...NOT_TEXT].sort();
    assert.deepEqual(readdirSync(FOLDER).sort(), known);
  });

  for (const [name, expected] of Object.entries(EXPECTED)) {
    test(`${name} is read, and its problems name the lines`, () => {
      const { problems } = parseSpec(readFileSync(join(FOLDER, name), "utf8"));
      assert.deepEqual(
        problems.map(({ line, code }) => `${line} ${code}`),
        expected,
      );
      for (const { message } of problems) assert.match(message, /[.?]$/);
    });
  }
});
