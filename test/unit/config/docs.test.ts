import { Ajv } from "ajv";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { BUILT_IN_STATES } from "../../../src/core/config/built-in-states.ts";
import { CONFIG_SHAPE } from "../../../src/core/config/config-shape.ts";
import { configJsonSchema } from "../../../src/core/config/json-schema.ts";
import { parseConfig } from "../../../src/core/config/parse-config.ts";
import type { Shape } from "../../../src/core/config/shape.ts";
import { SPEC_STATES } from "../../../src/core/model/status.ts";

const DOCS = readFileSync(new URL("../../../docs/config.md", import.meta.url), "utf8");
const EXAMPLE = /(?:<!-- problems: (?<codes>[^>]*) -->\s+)?```yaml\n(?<text>[^`]*)```/g;

const examples = [...DOCS.matchAll(EXAMPLE)].map(({ groups, index }) => ({
  line: DOCS.slice(0, index).split("\n").length,
  codes: groups?.["codes"]?.trim().split(/\s+/) ?? [],
  text: groups?.["text"] ?? "",
}));

suite("docs/config.md", () => {
  test("has examples", () => {
    assert.ok(examples.length >= 8);
    assert.equal(examples.length, DOCS.split("```yaml").length - 1);
  });

  const validate = new Ajv({ strict: false }).compile(configJsonSchema());
  for (const { line, codes, text } of examples) {
    test(`the example at line ${line} has no other problems than announced`, () => {
      const { problems } = parseConfig(text, "CANON.yaml");
      assert.deepEqual(
        problems.map(({ code }) => code),
        codes,
      );
    });

    test(`the example at line ${line} is fine for the schema`, () => {
      assert.ok(validate(parse(text)), JSON.stringify(validate.errors));
    });
  }

  test("names every key", () => {
    for (const key of keysOf(CONFIG_SHAPE).filter((one) => !/^\d$/.test(one))) {
      const isNamed = new RegExp(`(?:\`|\\.)${key}\\b|^ +"?${key}"?:`, "m").test(DOCS);
      assert.ok(isNamed, `${key} is not in docs/config.md`);
    }
  });

  test("shows the built-in names that Canon writes", () => {
    for (const state of SPEC_STATES) {
      const row = DOCS.split("\n").find((line) => line.startsWith(`| \`${state}\` |`)) ?? "";
      for (const names of Object.values(BUILT_IN_STATES)) {
        const [written = ""] = names[state];
        assert.ok(row.replaceAll("\\|", "|").includes(written), `${written} for ${state}`);
      }
    }
  });
});

function keysOf(shape: Shape): string[] {
  if (shape.kind === "list" || shape.kind === "map") return keysOf(shape.of);
  if (shape.kind !== "record") return [];
  return [...shape.keys].flatMap(([key, of]) => [key, ...keysOf(of)]);
}
