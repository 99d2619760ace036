import assert from "node:assert/strict";
import { redact } from "../../../src/core/redact/redact.ts";

// Tokens are made here, from prefix, alphabet and length, so that no scanner takes this file for
// a leak.
const LOWER = "abcdefghijklmnopqrstuvwxyz0123456789";
const UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const fill = (length: number, alphabet = LOWER): string =>
  Array.from({ length }, (_, index) => alphabet.charAt((index * 7) % alphabet.length)).join("");
const HYPHENS = "-".repeat(5);
const pem = (name: string, body: string, endName = name): string =>
  `${HYPHENS}BEGIN ${name}${HYPHENS}${body}${HYPHENS}END ${endName}${HYPHENS}`;

const TOKENS: readonly (readonly [label: string, token: string])[] = [
  ["pem", pem("RSA PRIVATE KEY", `\n${fill(64)}\n${fill(20)}\n`)],
  ["jwt", `eyJ${fill(10)}.${fill(12)}.${fill(14)}`],
  ["anthropic", `sk-ant-${fill(20)}`],
  ["stripe", `sk_live_${fill(24)}`],
  ["slack", `xoxb-${fill(10)}`],
  ["github_pat", `ghp_${fill(36)}`],
  ["gemini", `AIza${fill(35)}`],
  ["github_pat_fine_grained", `github_pat_${fill(22)}`],
  ["github_token", `ghs_${fill(36)}`],
  ["aws", `AKIA${fill(16, UPPER)}`],
  ["sk", `sk-${fill(20)}`],
];

function check(text: string, expected: string, live: readonly string[] = []): void {
  const result = redact(text, live);
  assert.equal(result.text, expected);
  assert.equal(redact(result.text, live).text, expected, "a second run changes nothing");
}

function checkLeft(text: string): void {
  check(text, text);
  assert.deepEqual(redact(text).found, []);
}

suite("redaction of the documented kinds", () => {
  for (const [label, token] of TOKENS) {
    test(`masks a ${label} credential and keeps what stands around it`, () => {
      for (const [before, after] of [
        ["", ""],
        ["key = ", "\n"],
        ['"', '",'],
        ["| ", " |"],
        ["url=https://x/?t=", "&b=1"],
        ["é", "é"],
        ["-", "."],
      ] as const) {
        check(`${before}${token}${after}`, `${before}[REDACTED:${label}]${after}`);
      }
      assert.deepEqual(redact(`${token} and ${token}`).found, [{ kind: label, count: 2 }]);
    });

    if (label !== "pem") {
      test(`leaves a ${label} look-alike inside a longer word`, () => {
        checkLeft(`x${token}`.replace(/-$/, ""));
        checkLeft(`_${token}`);
      });
    }
  }

  test("reports each kind once, in the order of the rules, with its count", () => {
    const all = [...TOKENS].reverse().map(([, token]) => token);
    assert.deepEqual(
      redact([...all, ...all].join("\n")).found,
      TOKENS.map(([kind]) => ({ kind, count: 2 })),
    );
  });

  test("gives a short Anthropic-like key to the general rule, and leaves a shorter one", () => {
    check(`sk-ant-${fill(19)}`, "[REDACTED:sk]");
    check(`sk-ant-${fill(16)}`, "[REDACTED:sk]");
    checkLeft(`sk-ant-${fill(15)}`);
  });

  test("takes fixed-length kinds only at their exact length", () => {
    checkLeft(`AIza${fill(34)}`);
    checkLeft(`AIza${fill(36)}`);
    checkLeft(`AKIA${fill(15, UPPER)}`);
    checkLeft(`AKIA${fill(17, UPPER)}`);
    check(`AIza${fill(34)}- `, "[REDACTED:google_api_key] ");
    check(`AIza${fill(34)}-x`, "[REDACTED:gemini]x");
  });

  test("leaves tokens one character short of their minimum", () => {
    for (const [label, token] of TOKENS) {
      if (["anthropic", "slack", "github_pat", "github_token", "sk"].includes(label)) {
        checkLeft(token.slice(0, -1).replace(/^sk-ant-/, "tk-ant-"));
      }
    }
    checkLeft(`sk_live_${fill(19)}`);
    checkLeft(`github_pat_${fill(21)}`);
    checkLeft(`eyJ${fill(9)}.${fill(10)}.${fill(10)}`);
    checkLeft(`eyJ${fill(10)}.${fill(9)}.${fill(10)}`);
    checkLeft(`eyJ${fill(10)}.${fill(10)}.${fill(9)}`);
  });

  test("keeps a trailing hyphen outside the placeholder", () => {
    check(`sk-${fill(20)}--`, "[REDACTED:sk]--");
    check(`eyJ${fill(10)}.${fill(10)}.${fill(10)}-`, "[REDACTED:jwt]-");
    checkLeft(`eyJ${fill(10)}.${fill(10)}.${fill(9)}-`);
  });

  test("masks each of two key blocks, whatever their names", () => {
    const block = pem("EC PRIVATE KEY", "\nabc\n", "PUBLIC KEY");
    check(`a\n${block}\nb\n${block}\nc`, "a\n[REDACTED:pem]\nb\n[REDACTED:pem]\nc");
    assert.deepEqual(redact(pem("A", `\nAKIA${fill(16, UPPER)}\n`)).found, [
      { kind: "pem", count: 1 },
    ]);
  });

  test("leaves a key block without its end, without a body, or with a name in small letters", () => {
    checkLeft(`${HYPHENS}BEGIN RSA PRIVATE KEY${HYPHENS}\nabc\n`);
    checkLeft(pem("A", ""));
    checkLeft(pem("rsa key", "\nabc\n"));
    checkLeft(pem("KEY 1", "\nabc\n"));
  });

  test("finds a token after a first segment that only looked like one", () => {
    const token = `eyJ${fill(10)}.${fill(12)}.${fill(14)}`;
    check(`eyJ${fill(12)}.eyJx.${token}`, `eyJ${fill(12)}.eyJx.[REDACTED:jwt]`);
    check(`${fill(12)}.${token}, ${fill(12)}`, `${fill(12)}.[REDACTED:jwt], ${fill(12)}`);
  });

  test("leaves words that only begin like a credential, and other letter cases", () => {
    for (const text of [
      "",
      "sk-short",
      "a task-force-with-a-very-long-name-indeed",
      `GHP_${fill(36)}`,
      "3f1c2b4a5d6e7f8091a2b3c4d5e6f708192a3b4c",
    ]) {
      checkLeft(text);
    }
  });

  test("masks a token inside an imitated placeholder and leaves a true one", () => {
    check(`[REDACTED:ghp_${fill(36)}]`, "[REDACTED:[REDACTED:github_pat]]");
    checkLeft("[REDACTED:github_pat] [REDACTED:pem]");
  });

  test("takes any text, odd ones too", () => {
    for (const text of ["\ud800", "\udc00x", "\0\u0001", "eyJ", "-----BEGIN ", "sk-", "AKIA"]) {
      checkLeft(text);
    }
  });
});
