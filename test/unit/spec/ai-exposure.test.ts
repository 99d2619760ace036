import assert from "node:assert/strict";
import { ALL_EXPOSED, exposureOf, NONE_EXPOSED } from "../../../src/core/model/ai-exposure.ts";
import { parseConfig } from "../../../src/core/config/parse-config.ts";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";

function said(yaml: string): string | null {
  return parseSpec(`---\n${yaml}\n---\n## a\n`).frontMatter.aiExposure;
}

function rules(text: string): unknown {
  return parseConfig(text, "CANON.yaml").config.aiExposure;
}

suite("what a spec says about language models", () => {
  test("is one of three words, in any letter case", () => {
    assert.equal(said("ai_exposure: full"), "full");
    assert.equal(said("ai_exposure: metadata"), "metadata");
    assert.equal(said("ai_exposure: None"), "none");
    assert.equal(said("title: a"), null);
  });

  for (const yaml of [
    "ai_exposure: nothing",
    "ai_exposure:",
    "ai_exposure: [none]",
    "ai_exposure: off",
    "ai_exposure: {default: full}",
    "AI_Exposure: full",
  ]) {
    test(`"${yaml}" is not understood, keeps everything back and is said`, () => {
      assert.equal(said(yaml), "none");
      const { problems } = parseSpec(`---\ntitle: a\n${yaml}\n---\n## a\n`);
      assert.deepEqual(
        problems.map(({ code, severity, line }) => `${code} ${severity} ${String(line)}`),
        ["spec/front-matter-value error 3"],
      );
    });
  }

  test("of several, the strictest counts, wherever it stands", () => {
    assert.equal(said("ai_exposure: none\nai_exposure: full"), "none");
    assert.equal(said("ai_exposure: full\nai_exposure: metadata"), "metadata");
  });

  test("a front matter that cannot be read keeps everything back", () => {
    for (const text of [
      "---\nai_exposure: full\nb: [\n---\n## a",
      "---\ntitle: a\n## a",
      `---\nx: ${"y".repeat(20_000)}\n---\n## a`,
    ]) {
      assert.equal(parseSpec(text).frontMatter.aiExposure, "none", text.slice(0, 30));
    }
  });

  test("a front matter below blank lines, which other readers take, keeps everything back", () => {
    const { frontMatter, problems } = parseSpec("\n\n---\ntitle: a\nai_exposure: none\n---\n## a");
    assert.equal(frontMatter.aiExposure, "none");
    assert.ok(problems.some(({ line, code }) => line === 5 && code === "spec/front-matter-value"));
    assert.equal(parseSpec("\ntext\n---\nai_exposure: none\n").frontMatter.aiExposure, null);
  });
});

suite("what a workspace says about language models", () => {
  test("is a default and tags, and nothing is kept back without them", () => {
    assert.deepEqual(rules("team: a\n"), ALL_EXPOSED);
    assert.deepEqual(rules("ide:\n"), ALL_EXPOSED);
    assert.deepEqual(rules("ide:\n  auto_verify: {}\n"), ALL_EXPOSED);
    assert.deepEqual(
      rules("ide:\n  ai_exposure:\n    default: metadata\n    restricted_tags: [legal]\n"),
      { default: "metadata", restrictedTags: ["legal"] },
    );
  });

  for (const text of [
    "ide:\n  ai_exposure: none\n",
    "ide:\n  ai_exposure:\n    default: secret\n",
    "ide:\n  ai_exposure:\n    defualt: none\n",
    "ide:\n  ai_exposure:\n    restricted_tags: legal\n",
    "ide:\n  ai_exposure:\n    restricted_tags: [legal, [x]]\n",
    "ide: none\n",
    "a: [\n",
  ]) {
    test(`${JSON.stringify(text)} is not understood and keeps everything back`, () => {
      assert.deepEqual(rules(text), NONE_EXPOSED);
      assert.ok(parseConfig(text, "CANON.yaml").broken);
    });
  }

  test("the spec goes before the workspace, and a tag never shows more", () => {
    const tagged = { aiExposure: null, tags: ["Legal"] };
    const hidden = { default: "none", restrictedTags: ["legal"] } as const;
    assert.equal(exposureOf(tagged, { ...hidden, default: "full" }), "metadata");
    assert.equal(exposureOf(tagged, hidden), "none");
    assert.equal(exposureOf({ ...tagged, aiExposure: "full" }, hidden), "full");
    assert.equal(exposureOf({ ...tagged, tags: [] }, ALL_EXPOSED), "full");
  });
});
