import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Attacks on credentials, hosts and the wire without whose tests nothing may be released. */
const MUST_BE_TESTED = [
  ...["A1", "A2", "A3", "A4", "A5", "A7", "A8", "A9", "A11", "A15"],
  ...["E1", "E2", "E3", "E6", "E7", "E8"],
];

suite("threats", () => {
  const tests = readdirSync("test", { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => readFileSync(join("test", name), "utf8"))
    .join("\n");
  for (const threat of MUST_BE_TESTED) {
    test(`${threat} has a test that is named after it`, () => {
      assert.match(tests, new RegExp(`test\\(\\s*[\`"][^\`"]*\\b${threat}[,:]`));
    });
  }
});
