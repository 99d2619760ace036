import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { applySplices } from "../../../src/core/kernel/splice.ts";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";
import { setStatus } from "../../../src/core/spec/write-status.ts";
import { specToJson } from "../../../src/core/view/spec-json.ts";

const FIXTURES = new URL("../../fixtures/", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, FIXTURES), "utf8");
const named = (folder: string): string[] =>
  readdirSync(new URL(folder, FIXTURES)).filter((name) => name.endsWith(".md"));

suite("documented examples", () => {
  for (const name of named("documented/")) {
    test(`${name} parses to the model that scripts rely on`, () => {
      const document = parseSpec(read(`documented/${name}`), name);
      const wanted: unknown = JSON.parse(read(`documented/${name.replace(".md", ".json")}`));
      assert.deepEqual(specToJson(name, document), wanted);
    });
  }

  test("keep every byte outside the word of a status that is set", () => {
    const text = read("documented/idempotency.md");
    const edit = setStatus(parseSpec(text), 0, { state: "done", blockedBy: null });
    assert.ok(edit.ok);
    assert.equal(
      applySplices(text, edit.value),
      text.replace("idempotency status:in_progress", "idempotency status:done"),
    );
  });
});

suite("long specs written as a team would", () => {
  for (const name of named("specs/")) {
    test(`${name} has 20 to 60 sections and nothing odd`, () => {
      const { sections, problems } = parseSpec(read(`specs/${name}`));
      assert.ok(sections.length >= 20 && sections.length <= 60);
      assert.deepEqual(problems, []);
    });
  }
});
