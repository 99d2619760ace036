import assert from "node:assert/strict";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";
import { createSpecCache } from "../../../src/core/spec/spec-cache.ts";

const part = (name: string): string =>
  `## ${name}\n<!-- canon:ticket:local:LOCAL-${name} -->\n\nText.\n\n- [ ] One thing\n\n`;
const SPEC = `# Spec\n\n${part("1")}${part("2")}${part("3")}`;

/** The places of the sections that are other objects after an edit than before. */
function readAgain(before: string, after: string): number[] {
  const cache = createSpecCache(10);
  const { sections } = cache.parse(before);
  const now = cache.parse(after);
  assert.deepEqual(now, parseSpec(after));
  return now.sections.flatMap((section, at) => (section === sections[at] ? [] : [at]));
}

/** Types at the end of the text of the second section. */
function typed(text: string, words: string): string {
  const at = text.indexOf("Text.", text.indexOf("## 2")) + "Text.".length;
  return text.slice(0, at) + words + text.slice(at);
}

suite("a spec that is typed into", () => {
  test("reads one section again for a letter, and keeps the others as they were", () => {
    assert.deepEqual(readAgain(SPEC, typed(SPEC, "a")), [1]);
  });

  test("keeps the sections above a new line, and moves those below", () => {
    assert.deepEqual(readAgain(SPEC, typed(SPEC, "\n\nMore.")), [1, 2]);
    assert.deepEqual(readAgain(SPEC, SPEC.replace("## 2", "\n## 2")), [0, 1, 2]);
  });

  test("reads one section after another", () => {
    const cache = createSpecCache(10);
    let text = SPEC;
    const { sections } = cache.parse(text);
    for (const letter of "letters") {
      text = typed(text, letter);
      const now = cache.parse(text).sections;
      assert.equal(now[0], sections[0]);
      assert.equal(now[2], sections[2]);
      assert.equal(now[1]?.prose, /Text\.\w+/.exec(text)?.[0]);
    }
  });

  test("notices a ticket that another section has, and one that it has no longer", () => {
    const twice = SPEC.replace("LOCAL-2", "LOCAL-3");
    assert.deepEqual(readAgain(SPEC, twice), [1]);
    assert.deepEqual(readAgain(twice, SPEC), [1]);
  });

  for (const [what, words] of Object.entries({
    "a fence that swallows what follows": "\n\n```\n",
    "a comment without an end": "\n\n<!-- open\n",
    "another heading": "\n\n## New\n",
    "a heading that might name the spec": "\n\n# Acceptance Criteria\n",
    "a mark that a merge left": "\n<<<<<<< ours\n",
    "a comment that a formatter has damaged": "\n\n<!– canon:delta:added –>\n",
  })) {
    test(`reads all of it again after ${what}`, () => {
      assert.ok(readAgain(SPEC, typed(SPEC, words)).includes(0));
    });
  }

  test("reads all of it again after HTML that wants an empty line", () => {
    const open = SPEC.replace("thing\n\n## 3", "thing\n<div>\n## 3");
    assert.deepEqual(readAgain(SPEC, open), [0, 1]);
  });

  test("reads all of it again for an edit of where a heading stands, or above all sections", () => {
    assert.deepEqual(readAgain(SPEC, SPEC.replace("## 2", "### 2")), [0, 1, 2]);
    assert.deepEqual(readAgain(SPEC, SPEC.replace("## 2", "  ## 2")), [0, 1]);
    assert.deepEqual(readAgain(SPEC, SPEC.replace("# Spec", "# Specs")), [0, 1, 2]);
  });

  test("reads all of it again where a section may name the spec, or hold its front matter", () => {
    const named = SPEC.replace("# Spec\n\n", "").replace("Text.", "# Acceptance Criteria");
    assert.ok(readAgain(named, named.replace("# Acc", "Acc")).includes(2));
    const below = SPEC.replace("# Spec\n\n", "\n---\n");
    assert.ok(readAgain(below, typed(below, "\nai_exposure: none\n")).includes(2));
  });

  test("does not take one spec for a version of another", () => {
    const cache = createSpecCache(10);
    const other = SPEC.replaceAll("LOCAL", "OTHER").replace("## 1", "## 9");
    assert.deepEqual(cache.parse(SPEC), parseSpec(SPEC));
    assert.deepEqual(cache.parse(other), parseSpec(other));
    assert.deepEqual(cache.parse(SPEC + "x"), parseSpec(SPEC + "x"));
  });
});
