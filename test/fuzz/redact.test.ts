import assert from "node:assert/strict";
import fc from "fast-check";
import { DOCUMENTED_RULES } from "../../src/core/redact/documented-rules.ts";
import { redact } from "../../src/core/redact/redact.ts";

/** The documented patterns read word for word; slow on hostile text, right on every text. */
const REFERENCE: readonly (readonly [label: string, expression: RegExp])[] = [
  ["pem", /-----BEGIN [A-Z ]+-----[\s\S]+?-----END [A-Z ]+-----/g],
  ["jwt", /\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\b/g],
  ["anthropic", /\bsk-ant-[A-Za-z0-9_-]{20,}\b/g],
  ["stripe", /\bsk_live_[A-Za-z0-9]{20,}\b/g],
  ["slack", /\bxox[baprs]-[A-Za-z0-9-]{10,}\b/g],
  ["github_pat", /\bghp_[A-Za-z0-9]{36,}\b/g],
  ["gemini", /\bAIza[A-Za-z0-9_-]{35}\b/g],
  ["github_pat_fine_grained", /\bgithub_pat_[A-Za-z0-9_]{22,}\b/g],
  ["github_token", /\bgh[sour]_[A-Za-z0-9]{36,}\b/g],
  ["aws", /\bAKIA[A-Z0-9]{16}\b/g],
  ["sk", /\bsk-[A-Za-z0-9_-]{20,}\b/g],
];

function reference(text: string): string {
  return REFERENCE.reduce(
    (masked, [label, expression]) => masked.replace(expression, `[REDACTED:${label}]`),
    text,
  );
}

const PIECES = [
  "-----BEGIN A-----", "-----END A-----", "-----", "BEGIN ", "eyJ", "sk-", "sk-ant-", "sk_live_",
  "xoxb-", "xoxs-", "ghp_", "gho_", "AIza", "github_pat_", "AKIA", ".", "-", "_", " ", "\n", "é",
  "[REDACTED:aws]", "abcdefghij", "ABCDEFGHIJKLMNOP", "a".repeat(20), "B2".repeat(18), "x", "]",
]; // prettier-ignore
const text = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map((pieces) => pieces.join("")),
  fc.string({ unit: "binary", maxLength: 60 }),
);
const live = fc.array(
  fc.oneof(fc.constantFrom("abcdefghij", "REDACTED", "credential", "sk-abcdefghij"), text),
  { maxLength: 3 },
);

suite("redaction, for any text", () => {
  test("masks what the documented patterns mask, before anything else", () => {
    fc.assert(
      fc.property(text, (sample) =>
        assert.equal(redact(sample).text, redact(reference(sample)).text),
      ),
      { numRuns: 20_000 },
    );
  });

  test("changes nothing on a second run, with and without live credentials", () => {
    fc.assert(
      fc.property(text, live, (sample, secrets) => {
        const once = redact(sample, secrets).text;
        assert.equal(redact(once, secrets).text, once);
      }),
      { numRuns: 10_000 },
    );
  });

  test("says that something was found exactly when the text changed", () => {
    fc.assert(
      fc.property(text, live, (sample, secrets) => {
        const { text: masked, found } = redact(sample, secrets);
        assert.equal(masked !== sample, found.length > 0);
        assert.ok(found.every((finding) => finding.count > 0));
      }),
      { numRuns: 10_000 },
    );
  });

  test("never lets a live credential through", () => {
    const secret = fc.string({ unit: "grapheme-ascii", minLength: 8, maxLength: 30 });
    fc.assert(
      fc.property(text, secret, text, (before, token, after) => {
        fc.pre(!/REDACTED|credential/.test(token) && !token.includes("["));
        assert.ok(!redact(`${before} ${token} ${after}`, [token]).text.includes(token));
      }),
      { numRuns: 5_000 },
    );
  });
});

suite("redaction of hostile megabytes", () => {
  const HOSTILE = [
    "-----BEGIN A-----\n", "-----BEGIN A", "-----END A-----", "-----BEGIN A-----x-----END ", "-",
    "eyJ-", "eyJ", "eyJaaaaaaaaaa.", "-eyJaaaaaaaaaa.", "sk-", "sk-ant-", "sk_live_", "xoxb-",
    "ghp_", "AIza", "github_pat_", "AKIA", " ", "a", "key: ", "aaaaaaaa", "%2F",
    "密码:", "+ASt", "a>", "://a:b@", "-----END PRIVATE KEY-----", "\\-", "\u200b", 'password="',
    "| a |\n", "token ", "a1_\n", "[REDACTED:aws]a1",
  ]; // prettier-ignore

  function matches(label: string, sample: string): number {
    const rule = DOCUMENTED_RULES.find((candidate) => candidate.label === label);
    assert.ok(rule);
    let count = 0;
    for (let at = 0, match; (match = rule.find(sample, at)) !== null; at = match.end) count += 1;
    return count;
  }

  test("finishes on a megabyte of every repeated prefix", function () {
    // Work that grew with the square of the length would take hours here, not seconds.
    this.timeout(120_000);
    for (const unit of HOSTILE) {
      const sample = unit.repeat(Math.ceil(1_000_000 / unit.length));
      const masked = redact(sample, ["aaaaaaaab", "eyJ-eyJ-!"]).text;
      assert.ok(masked.length <= sample.length * 10);
    }
  });

  test("finds as many keys in a long text as were put in", () => {
    const block = `${"-".repeat(5)}BEGIN A${"-".repeat(5)}x${"-".repeat(5)}END A${"-".repeat(5)}`;
    assert.equal(matches("pem", `${block}\n`.repeat(2_000)), 2_000);
    assert.equal(
      matches("jwt", `eyJ${"a".repeat(10)}.${"b".repeat(10)}.${"c".repeat(10)} `.repeat(2_000)),
      2_000,
    );
  });
});
