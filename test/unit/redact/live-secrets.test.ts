import assert from "node:assert/strict";
import { redact } from "../../../src/core/redact/redact.ts";

const LIVE = ["corr", "ect/horse", "+battery", "=stäple"].join("-");

function check(text: string, expected: string, live: readonly string[] = [LIVE]): void {
  const result = redact(text, live);
  assert.equal(result.text, expected);
  assert.equal(redact(result.text, live).text, expected, "a second run changes nothing");
}

suite("redaction of credentials in use", () => {
  test("masks a live credential wherever it stands", () => {
    check(`a ${LIVE} b(${LIVE})`, "a [REDACTED:credential] b([REDACTED:credential])");
    assert.deepEqual(redact(`${LIVE} ${LIVE}`, [LIVE]).found, [{ kind: "credential", count: 2 }]);
  });

  test("masks it URL-encoded, in either letter case", () => {
    const encoded = encodeURIComponent(LIVE);
    check(`?t=${encoded}&x=1`, "?t=[REDACTED:credential]&x=1");
    check(
      `?t=${encoded.replace(/%../g, (pair) => pair.toLowerCase())}`,
      "?t=[REDACTED:credential]",
    );
  });

  test("masks it in base64, alone and behind a user name of any length", () => {
    check(`Bearer ${Buffer.from(LIVE).toString("base64")}.`, "Bearer [REDACTED:credential].");
    check(`${Buffer.from(LIVE).toString("base64url")}\n`, "[REDACTED:credential]\n");
    for (const user of ["", "a", "ab", "abc", "mia@example.org"]) {
      const text = redact(`Basic ${Buffer.from(`${user}:${LIVE}`).toString("base64")} end`, [LIVE]);
      const rest = /^Basic ([A-Za-z0-9+/]*)\[REDACTED:credential\] end$/.exec(text.text)?.[1];
      assert.ok(rest !== undefined, text.text);
      const readable = Buffer.from(rest, "base64").toString();
      assert.ok(`${user}:`.startsWith(readable), `"${readable}" is only the user's name`);
    }
  });

  test("gives it the label of the rule that knows its form", () => {
    const token = `ghp_${"a1b2".repeat(9)}`;
    check(`t: ${token}`, "t: [REDACTED:github_pat]", [token]);
    assert.deepEqual(redact(token, [token]).found, [{ kind: "github_pat", count: 1 }]);
  });

  test("masks the whole of a longer token that contains it", () => {
    const token = `sk-${"abcdefgh".repeat(3)}-12345678`;
    check(`x ${token} y`, "x [REDACTED:sk] y", ["abcdefgh"]);
  });

  test("masks overlapping repetitions as one", () => {
    check("<aaaaaaaaaaaa>", "<[REDACTED:credential]>", ["aaaaaaaa"]);
  });

  test("counts a key block with a live credential inside once", () => {
    const block = `${"-".repeat(5)}BEGIN KEY${"-".repeat(5)}\n${LIVE}\n${"-".repeat(5)}END KEY${"-".repeat(5)}`;
    check(block, "[REDACTED:pem]");
    assert.deepEqual(redact(block, [LIVE]).found, [{ kind: "pem", count: 1 }]);
  });

  test("ignores empty and very short credentials, which would mask ordinary words", () => {
    check("token and secret stay", "token and secret stay", ["", "token", "secret"]);
  });

  test("never breaks a placeholder, even for a credential that reads like one", () => {
    check("a credential b", "a [REDACTED:credential] b", ["credential", "REDACTED"]);
    check("[REDACTED:aws]", "[REDACTED:aws]", ["REDACTED:aws"]);
  });

  test("masks a token that begins right behind a live credential", () => {
    check(`liveliveXAKIA${"ABCD".repeat(4)}`, "[REDACTED:credential][REDACTED:aws]", ["liveliveX"]);
  });
});
