import fc from "fast-check";
import type { Problem } from "../../../src/core/kernel/problem.ts";

/** What a runner, a report or a terminal could take for its own. */
const SIGNS = [
  "::",
  ":",
  "##",
  "##[",
  "##vso[",
  "[",
  "]",
  "%",
  "%0A",
  "%AZP25",
  "\n",
  "\r",
  "\r\n",
  ";",
  ",",
  "error file=x",
  "add-mask",
  "task.setvariable variable=A",
  "set-output name=a",
  " ",
  "\t",
  "\u001b[31m",
  "\u0000",
  "\u2028",
  "\u0085",
  "\u200b",
  "\u202e",
  "<",
  "]]>",
  "&",
  '"',
  "'",
  "|",
  "@ada",
  "#",
  "\ud800",
  "name",
  "ü",
  "👩‍👩‍👧",
] as const;

/** A text of signs that mean something to somebody, in any order. */
export const anyText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...SIGNS), fc.string({ unit: "binary", maxLength: 3 })), {
    maxLength: 12,
  })
  .map((parts) => parts.join(""));

export const anyProblem: fc.Arbitrary<Problem> = fc.record(
  {
    code: fc.constantFrom("drift/title", "spec/duplicate-id", "conflict/status"),
    severity: fc.constantFrom("error", "warning", "info"),
    file: anyText,
    line: fc.option(fc.integer({ min: 1, max: 9999 }), { nil: null }),
    message: anyText,
  },
  { requiredKeys: ["code", "severity", "line", "message"] },
);
