import assert from "node:assert/strict";
import { redact } from "../../../src/core/redact/redact.ts";
import { fill, seeded } from "../../support/redaction/token-kinds.ts";

const random = seeded(5);
const TOKENS = [fill("gh" + "p_{an36}", random), fill("lin" + "_api_{an40}", random)];

const put = (token: string, at: number, text: string): string =>
  token.slice(0, at) + text + token.slice(at);
const each = (token: string, change: (character: string) => string): string =>
  Array.from(token, change).join("");

const WAYS: Readonly<Record<string, (token: string) => string>> = {
  "an invisible character": (token) => put(token, 12, "\u200b"),
  "invisible characters everywhere": (token) => Array.from(token).join("\u200b"),
  "a soft hyphen": (token) => put(token, 15, "\u00ad"),
  "marks of direction": (token) => `\u202e${put(token, 9, "\u2066")}`,
  "letters of full width": (token) =>
    each(token, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)),
  "colour codes": (token) => put(token, 12, "\u001b[31m"),
  "escapes of Markdown": (token) => token.replaceAll("_", "\\_"),
  "bold letters": (token) => put(put(token, 20, "**"), 10, "**"),
  entities: (token) => token.replaceAll("_", "&#95;"),
  "named entities": (token) => token.replaceAll("_", "&lowbar;"),
  "a tag": (token) => put(token, 14, "<wbr>"),
  "escapes of JSON": (token) => token.replaceAll("_", "\\u005f"),
  "escapes of addresses": (token) => token.replaceAll("_", "%5F"),
  "a line end": (token) => put(token, 14, "\n"),
  "a line end of Windows": (token) => put(token, 14, "\r\n"),
  "a line end in a quote": (token) => `> ${put(token, 14, "\n> ")}`,
  "a line end in a shell line": (token) => put(token, 14, "\\\n  "),
  "a line end between two strings": (token) => `"${put(token, 14, '" +\n  "')}"`,
  "a line end in a comment": (token) => `// ${put(token, 14, "\n// ")}`,
};

suite("redaction of tokens that were broken on the way", () => {
  for (const [way, broken] of Object.entries(WAYS)) {
    test(`finds one that holds ${way}`, () => {
      for (const token of TOKENS) {
        const { text, found } = redact(`before ${broken(token)} after`);
        assert.ok(text.startsWith("before ") && text.endsWith(" after"), text);
        assert.equal(found.length, 1, text);
        const left = text.replaceAll(/\[REDACTED:\w+\]/g, "").replaceAll(/[^A-Za-z0-9]/g, "");
        for (let at = 0; at + 8 <= token.length; at++) {
          const piece = token.slice(at, at + 8).replaceAll("_", "");
          assert.ok(!left.includes(piece), `${way}: ${text}`);
        }
      }
    });
  }

  test("joins no lines behind a token that is whole", () => {
    const [token = ""] = TOKENS;
    assert.match(redact(`${token}\nnextline stays`).text, /^\[REDACTED:\w+\]\nnextline stays$/);
  });
});
