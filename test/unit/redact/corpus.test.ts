import assert from "node:assert/strict";
import { redact } from "../../../src/core/redact/redact.ts";
import { ORDINARY_TEXT } from "../../support/redaction/ordinary-text.ts";
import {
  NAMED_PASSWORDS,
  NAMED_TOKENS,
  SURROUNDINGS,
} from "../../support/redaction/surroundings.ts";
import { fill, seeded, TOKEN_KINDS } from "../../support/redaction/token-kinds.ts";

/** Of a hundred; the documented patterns alone find about a sixth of the named kinds. */
const LEAST_FOUND = 99;
const MOST_FALSE = 1;
const ROUNDS = 3;

const PASSWORDS = [
  "hunter2!", "Tr0ub4dor&3", "S3cure-Pass", "correct7horse", "P@ssw0rd2026", "x9$kLm2#",
  "Welcome2026", "qwErty123", "zX81!Spectrum", "Winter2026!",
]; // prettier-ignore
/** One in some hundreds or thousands of random values has such a look. */
const RARE = {
  "begins like the name of a type": "api_key: MbjSyZxpOQxacxILZrjAEmfcOcXJknUO",
  "begins like a path": "aws_secret_access_key = /MOLhy9eZYoJZ/BGRAywLD75Sw1eYPijGmqRUVbd",
  "begins like a stand-in": "DB_PASSWORD=XXxr3XdQdBbpN87!",
  // In two parts, so that no scanner of sources takes it for a real one.
  "has no digit for long behind what one rule masks": [
    "ghs",
    "_1XonuOQSLWBDUXetqb9R9pEUtT4lKTS2kAs060zv.NuWSbrApBiyQjjlBvQFpACaciyEOIEFGlmTfyiLsjmULnsTSq3o03-S8S2NOdsCRneDea.FGjvrRZw6XMBPsklpkUrstwiJTQ",
  ].join(""),
};
const RANDOM = ["{an32}", "{base40}", "{hex32}", "{url43}", "{base86}=="];

suite("redaction of a corpus", () => {
  for (const [kind, forms] of Object.entries(TOKEN_KINDS)) {
    test(`finds tokens of the kind ${kind}, whole, and keeps what stands around them`, () => {
      const random = seeded(kind.length);
      const cases = forms.flatMap((form) =>
        SURROUNDINGS.flatMap((around) =>
          Array.from({ length: ROUNDS }, () => [around, fill(form, random)] as const),
        ),
      );
      assertFound(cases.map(([around, token]) => isMaskedIn(around, token)));
    });
  }

  test("finds passwords that only their name gives away", () => {
    const results = NAMED_PASSWORDS.flatMap((around) =>
      PASSWORDS.map((password) => {
        const isInUrl = around.includes("@@");
        const value = isInUrl ? encodeURIComponent(password) : password;
        return isMaskedIn(isInUrl ? around.replace("@@", "@\u0000") : around, value);
      }),
    );
    assertFound(results);
  });

  test("finds random values that only their name gives away", () => {
    const random = seeded(11);
    const results = NAMED_TOKENS.flatMap((around) =>
      RANDOM.map((form) => isMaskedIn(around, fill(form, random))),
    );
    assertFound(results);
  });

  for (const [what, text] of Object.entries(RARE)) {
    test(`finds a random value that ${what}`, () => {
      const parts = redact(`The step printed ${text} and stopped.`).text.split(/\[REDACTED:\w+\]/);
      const [value] = text.split(/[ =]/).slice(-1);
      assert.ok(value);
      for (const part of parts) {
        for (let at = 0; at + 12 <= part.length; at++) {
          assert.ok(!value.includes(part.slice(at, at + 12)), part);
        }
      }
    });
  }

  test("leaves ordinary engineering text as it is", () => {
    const changed = ORDINARY_TEXT.filter((text) => redact(text).text !== text);
    const share = (100 * changed.length) / ORDINARY_TEXT.length;
    assert.ok(share <= MOST_FALSE, `${share.toFixed(1)} % were changed: ${changed.join("\n")}`);
  });
});

function assertFound(results: readonly (string | null)[]): void {
  const missed = results.filter((result) => result !== null);
  const share = 100 - (100 * missed.length) / results.length;
  assert.ok(
    share >= LEAST_FOUND,
    `${share.toFixed(1)} % were found. ${missed.slice(0, 5).join("\n")}`,
  );
}

/** Null when exactly the token was masked; `\0` in the surroundings stands for an `@` of theirs. */
function isMaskedIn(around: string, token: string): string | null {
  const [before = "", after = ""] = around.split("@").map((part) => part.replace("\u0000", "@"));
  const masked = redact(before + token + after).text;
  const isWhole =
    masked.startsWith(before) &&
    masked.endsWith(after) &&
    /^\[REDACTED:[a-z0-9_]+\]$/.test(masked.slice(before.length, masked.length - after.length));
  return isWhole ? null : masked;
}
