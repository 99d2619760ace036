import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { ageWords } from "../../../src/core/view/age-words.ts";

suite("how long ago something was", () => {
  const NOW = "2026-01-05T10:00:00.000Z";
  for (const [at, words] of [
    ["2026-01-05T10:00:00.000Z", "just now"],
    ["2026-01-05T10:05:00.000Z", "just now"],
    ["2026-01-05T09:59:00.000Z", "1 min ago"],
    ["2026-01-05T09:00:01.000Z", "59 min ago"],
    ["2026-01-05T07:00:00.000Z", "3 h ago"],
    ["2026-01-04T10:00:00.000Z", "1 day ago"],
    ["2025-12-07T10:00:00.000Z", "29 days ago"],
    ["2025-12-05T10:00:00.000Z", "1 month ago"],
    ["2025-02-19T10:00:00.000Z", "10 months ago"],
    ["2025-01-06T10:00:00.000Z", "11 months ago"],
    ["2025-01-05T10:00:00.000Z", "1 year ago"],
    ["2020-01-05T10:00:00.000Z", "6 years ago"],
    ["some day", "at an unknown time"],
  ] as const) {
    test(`${at} is ${words}`, () => assert.equal(ageWords(at, NOW), words));
  }
});
