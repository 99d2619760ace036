import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { project } from "../run/run-command.ts";
import { readBundle, SHOWN_IN_THE_EDITOR, textsOf } from "../run/write-texts.ts";

/** The same word in both languages: names, and words that German has taken over. */
const SAME_IN_GERMAN = [
  ...["Commit {0}", "Status", "Status:", "System", "Team", "Text", "Ticket", "Tracker", "offline"],
  ...["{0} in {1}", "{0} {1}", "{0}, in {1}", "{0}: {1}", "{0}; {1}"],
];

const english = textsOf(SHOWN_IN_THE_EDITOR);
const german = readBundle("de");

suite("the texts in German", () => {
  test("are exactly those that the sources show, in their order", () => {
    assert.deepEqual(Object.keys(german), english);
  });

  test("hold the same values, code and commands' places as the English ones", () => {
    for (const text of english) {
      assert.deepEqual(fixedParts(german[text] ?? ""), fixedParts(text), text);
    }
  });

  test("are translated, but for words that are the same", () => {
    const same = english.filter((text) => german[text] === text);
    assert.deepEqual(same, SAME_IN_GERMAN);
  });

  test("name commands by their German titles", () => {
    const manifest: unknown = JSON.parse(
      readFileSync(join(project, "package.nls.de.json"), "utf8"),
    );
    const titles = new Set(Object.values(manifest as Readonly<Record<string, string>>));
    const named = Object.values(german).flatMap((text) =>
      [...text.matchAll(/„Canon: ([^“]*)“/g)].map(([, title = ""]) => title),
    );
    assert.ok(named.length > 10);
    const unknown = named.filter((title) => !titles.has(title) && !titles.has(`${title}…`));
    assert.deepEqual(unknown, []);
  });

  test("are not empty, and end and begin as the English ones do", () => {
    const odd = english.filter((text) => blanksAround(german[text] ?? "") !== blanksAround(text));
    assert.deepEqual(odd, []);
  });
});

/** What stays as it is: places for values, each once, and code. */
function fixedParts(text: string): readonly string[] {
  return [...new Set(text.match(/\{\d+\}|`[^`]*`/g))].sort();
}

/** Blanks at the ends belong to what is put together; a text without any word would be nothing. */
function blanksAround(text: string): string {
  return text.trim() === "" ? "empty" : text.replace(/\S[\s\S]*\S|\S/, "…");
}
