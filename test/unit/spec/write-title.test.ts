import assert from "node:assert/strict";
import { applySplices } from "../../../src/core/kernel/splice.ts";
import { comparableTitle, toHeadingTitle } from "../../../src/core/spec/heading-title.ts";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";
import { setTitle } from "../../../src/core/spec/write-title.ts";

function retitled(text: string, title: string): string {
  const document = parseSpec(text);
  const edit = setTitle(document, 0, title);
  return edit.ok ? applySplices(text, edit.value) : edit.error.code;
}

const STATUS = "<!-- canon:system:retry status:todo -->";

suite("another title for a section", () => {
  const kept: readonly (readonly [string, string, string, string])[] = [
    ["the number", "## 3.1 Old\n", "New", "## 3.1 New\n"],
    ["the dot of the number", "## 3. Old\n", "New", "## 3. New\n"],
    ["depth and closing marks", "  ####   Old  ##\n", "New", "  ####   New  ##\n"],
    ["an underlined heading", "1. a\n\nOld title\n---\ntext", "New", "1. a\n\nNew\n---\ntext"],
    ["a trailing id", "## Old {#retry}\n", "New", "## New {#retry}\n"],
    ["comments in the heading", `## Old ${STATUS}\n`, "New", `## New ${STATUS}\n`],
    ["the line ending", "## Old\r\ntext\r\n", "New", "## New\r\ntext\r\n"],
  ];
  for (const [what, before, title, after] of kept) {
    test(`keeps ${what}`, () => {
      assert.equal(retitled(before, title), after);
    });
  }

  const hostile: readonly (readonly [string, string])[] = [
    [`New <!-- canon:ticket:jira:X-1 -->`, "## New &lt;!-- canon:ticket:jira:X-1 -->\n"],
    ["New\n## Another", "## New ## Another\n"],
    ["[x](command:evil)", "## [x]\\(command:evil)\n"],
    ["[x](&#99;ommand:evil)", "## [x]\\(&#99;ommand:evil)\n"],
    ["[x](https://example.com)", "## [x](https://example.com)\n"],
    ["<command:evil>", "## &lt;command:evil>\n"],
    ["C #", "## C \\#\n"],
    ["a \u202E b \u0000c", "## a b c\n"],
  ];
  for (const [title, after] of hostile) {
    test(`makes ${JSON.stringify(title)} harmless, and it settles`, () => {
      assert.equal(retitled("## Old\n", title), after);
      const [section] = parseSpec(after).sections;
      assert.equal(comparableTitle(section?.title ?? ""), comparableTitle(title));
      assert.equal(toHeadingTitle(toHeadingTitle(title)), toHeadingTitle(title));
      assert.equal(retitled(after, title), after);
    });
  }

  test("an underlined title stays a title whatever it begins with", () => {
    assert.equal(retitled("Old\n===\n\nOld\n---\n", "- New"), "Old\n===\n\n\\- New\n---\n");
    assert.equal(comparableTitle("\\- New"), comparableTitle("- New"));
  });

  test("refuses what would make another heading of it", () => {
    assert.equal(retitled("## Old\n", "2024 plans"), "spec/no-safe-place");
    assert.equal(retitled("## 1. Old\n", "2024 plans"), "## 1. 2024 plans\n");
    assert.equal(retitled("## a\n", "Acceptance Criteria"), "spec/no-safe-place");
    assert.equal(retitled("## Old\n", " \n "), "spec/empty-title");
    assert.equal(retitled("## Old\n", "key [REDACTED:aws]"), "spec/redacted-text");
  });
});
