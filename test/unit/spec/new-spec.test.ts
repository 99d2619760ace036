import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { newSpecText } from "../../../src/core/spec/new-spec.ts";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";

interface Snippet {
  readonly prefix: string;
  readonly body: readonly string[];
}

const file = new URL("../../../media/snippets.json", import.meta.url);
const snippets = Object.values(JSON.parse(readFileSync(file, "utf8")) as Record<string, Snippet>);

/** The text of a snippet when every place keeps what it proposes. */
function expand({ body }: Snippet): string {
  return body
    .join("\n")
    .replace(/\$\{\d+\|([^,|]*)[^}]*\|\}/g, "$1")
    .replace(/\$\{\d+:([^}]*)\}/g, "$1")
    .replace(/\$\d+/g, "");
}

suite("the snippets", () => {
  for (const snippet of snippets) {
    test(`${snippet.prefix} is a spec, or a part of one, without a problem`, () => {
      const text = expand(snippet);
      assert.doesNotMatch(text, /\$/);
      const isWhole = /^(?:---|## )/.test(text);
      const spec = parseSpec(
        isWhole
          ? `${text.startsWith("## ") ? "# Title\n\n" : ""}${text}`
          : `# Title\n\n## Section\n${text}\n`,
      );
      assert.deepEqual(spec.problems, []);
      assert.equal(spec.sections.length, 1);
    });
  }

  test("are those that the documentation names", () =>
    assert.deepEqual(
      snippets.map(({ prefix }) => prefix),
      ["canon-spec", "canon-section", "canon-criteria", "canon-evidence", "canon-status"],
    ));
});

suite("a new spec", () => {
  test("has a first section in which one goes on", () => {
    const { text, start, end } = newSpecText({ title: "Refunds", owner: "ada", team: null }, "\n");
    const spec = parseSpec(text);
    assert.deepEqual(spec.problems, []);
    assert.equal(spec.frontMatter.owner, "ada");
    assert.equal(spec.frontMatter.team, null);
    assert.deepEqual(
      spec.sections.map(({ id, title }) => [id, title]),
      [["1", "Overview"]],
    );
    assert.equal(spec.sections[0]?.prose, text.slice(start, end));
  });

  test("is one without a problem whatever its title is", () => {
    const words = fc.constantFrom(
      "a",
      "#",
      ":",
      "- ",
      "'",
      '"',
      "`",
      "<!--",
      "-->",
      "[x]",
      "&",
      "*",
      "no",
      "{",
      "|",
      "ü",
      "\\",
      "%",
      "@",
      "---",
      " ",
      "1.",
    );
    const titles = fc
      .array(words, { minLength: 1, maxLength: 6 })
      .map((parts) => parts.join("").trim())
      .filter((title) => /[\p{L}\p{N}]/u.test(title));
    fc.assert(
      fc.property(titles, fc.constantFrom("\n" as const, "\r\n" as const), (title, ending) => {
        const spec = parseSpec(newSpecText({ title, owner: title, team: title }, ending).text);
        assert.deepEqual(spec.problems, []);
        assert.equal(spec.title, title);
        assert.equal(spec.frontMatter.owner, title);
        assert.equal(spec.sections.length, 1);
      }),
    );
  });
});
