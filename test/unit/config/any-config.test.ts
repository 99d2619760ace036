import assert from "node:assert/strict";
import fc from "fast-check";
import { stringify } from "yaml";
import { CONFIG_SHAPE } from "../../../src/core/config/config-shape.ts";
import { parseConfig } from "../../../src/core/config/parse-config.ts";
import type { Shape } from "../../../src/core/config/shape.ts";

const keys = [...new Set([...keysOf(CONFIG_SHAPE), "__proto__", "constructor", "toString", "<<"])];
const words = ["jira", "local", "github", "azure", "todo", "done", "a", "*a", "&a x", "open|x"];
const scalar = fc.oneof(
  fc.constantFrom(...words),
  fc.string(),
  fc.boolean(),
  fc.integer(),
  fc.constant(null),
);
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    scalar,
    fc.array(tie("tree"), { maxLength: 4 }),
    fc
      .array(fc.tuple(fc.constantFrom(...keys), tie("tree")), { maxLength: 6 })
      .map((entries) => new Map(entries)),
  ),
}));

/** Lines of a likely file in any order, with lines of anything between them. */
const scraps = fc
  .array(
    fc.oneof(
      fc
        .tuple(fc.nat(4), fc.constantFrom(...keys), fc.constantFrom(...words, "", "[", "{", "|"))
        .map(([depth, key, value]) => `${"  ".repeat(depth)}${key}: ${value}`),
      fc.string(),
      fc.constantFrom("- a", "  - match:", "---", "...", "\t", "%YAML 1.2", "? [a]", "\uFEFF"),
    ),
  )
  .map((lines) => lines.join("\n"));

suite("any configuration", () => {
  const prototype = Object.getOwnPropertyNames(Object.prototype);

  function check(text: string): void {
    const { config, problems, broken } = parseConfig(text, "CANON.yaml");
    const lines = text.split("\n").length;
    for (const { line, file, message } of problems) {
      assert.equal(file, "CANON.yaml");
      assert.ok(line !== null && line >= 1 && line <= lines, `${line} of ${lines}: ${message}`);
    }
    assert.equal(
      broken,
      problems.some(({ severity }) => severity === "error"),
    );
    assert.deepEqual(Object.getOwnPropertyNames(Object.prototype), prototype);
    if (broken) return;
    for (const { target, shadowTargets } of config.routing) {
      for (const name of [target, ...shadowTargets]) assert.ok(config.systems.has(name));
    }
    assert.ok(config.defaultTarget === null || config.systems.has(config.defaultTarget));
  }

  test("made of known keys gives a configuration and problems within the file", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...keys), tree), { maxLength: 8 }), (entries) =>
        check(stringify(new Map(entries))),
      ),
      { numRuns: 400 },
    );
  });

  test("made of scraps does the same", () => {
    fc.assert(fc.property(scraps, check), { numRuns: 600 });
  });

  test("made of any text does the same", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), check), { numRuns: 300 });
  });
});

function keysOf(shape: Shape): string[] {
  if (shape.kind === "list" || shape.kind === "map") return keysOf(shape.of);
  if (shape.kind !== "record") return [];
  return [...shape.keys].flatMap(([key, of]) => [key, ...keysOf(of)]);
}
