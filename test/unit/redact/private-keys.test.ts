import assert from "node:assert/strict";
import { redact } from "../../../src/core/redact/redact.ts";
import { fill, seeded } from "../../support/redaction/token-kinds.ts";

const random = seeded(9);
const HYPHENS = "-".repeat(5);
const BODY = Array.from({ length: 5 }, () => fill("{base64}", random));

function key(name: string, lineEnd = "\n", lead = ""): string {
  const lines = [`${HYPHENS}BEGIN ${name}${HYPHENS}`, ...BODY, `${HYPHENS}END ${name}${HYPHENS}`];
  return lines.map((line) => lead + line).join(lineEnd);
}

const FORMS: Readonly<Record<string, string>> = {
  "PKCS#1": key("RSA PRIVATE KEY"),
  "PKCS#8": key("PRIVATE KEY"),
  "elliptic curves": key("EC PRIVATE KEY", "\n", "    "),
  "an encrypted key": key("ENCRYPTED PRIVATE KEY"),
  OpenSSH: key("OPENSSH PRIVATE KEY"),
  PGP: key("PGP PRIVATE KEY BLOCK"),
  SSH2: key("SSH2 ENCRYPTED PRIVATE KEY").replaceAll(HYPHENS, "----"),
  "one line of JSON": `"${key("PRIVATE KEY", "\\n")}\\n"`,
  "JSON inside JSON": JSON.stringify(JSON.stringify({ key: key("PRIVATE KEY") })),
  "a quote": key("RSA PRIVATE KEY", "\n", "> "),
  "lines of Windows": key("PRIVATE KEY", "\r\n"),
  "a key that is cut off": key("RSA PRIVATE KEY").slice(0, 200),
  "a quoted key that is cut off": key("RSA PRIVATE KEY", "\n", "> ").slice(0, 240),
  "one line that is cut off": key("PRIVATE KEY", "\\n").slice(0, 200),
  "a key without its first lines": key("RSA PRIVATE KEY").slice(40),
  "a quoted key without its first lines": key("RSA PRIVATE KEY", "\n", "> ").slice(50),
  "strings of code": `"${key("PRIVATE KEY", '\\n" +\n  "')}"`,
};

/** Ways in which a key of many lines reads otherwise than it is written. */
const BROKEN: Readonly<Record<string, (whole: string) => string>> = {
  "an invisible character in its first line": (whole) => whole.replace("PRIV", "PRIV\u200b"),
  "soft hyphens everywhere": (whole) => Array.from(whole).join("\u00ad"),
  "escaped hyphens": (whole) => whole.replaceAll("-", "\\-"),
  "hyphens as escapes of JSON": (whole) => whole.replaceAll("-", "\\u002d"),
  "blanks that do not break": (whole) => whole.replaceAll(" ", "&nbsp;"),
};

suite("redaction of private keys", () => {
  for (const [way, broken] of Object.entries(BROKEN)) {
    test(`masks the whole of a long key with ${way}`, () => {
      const lines = Array.from({ length: 10 }, () => fill("{base64}", random));
      const text = key("RSA PRIVATE KEY", `\n${lines.join("\n")}\n`);
      assert.ok(text.length > 3000, "as long as the keys that are in use");
      const masked = redact(`before\n${broken(text)}\nafter`).text;
      assert.match(masked, /^before\n[^]{0,60}\[REDACTED:\w+\]\nafter$/);
      for (const line of lines) assert.ok(!masked.includes(line.slice(4, 16)), masked);
    });
  }

  for (const [form, text] of Object.entries(FORMS)) {
    test(`masks ${form}, and nothing behind it`, () => {
      const masked = redact(`before\n${text}\nWhat comes after it stays.`).text;
      assert.ok(masked.startsWith("before\n"), masked);
      assert.ok(masked.endsWith("\nWhat comes after it stays."), masked);
      for (const line of BODY) assert.ok(!masked.includes(line.slice(4, 16)), masked);
    });
  }

  test("leaves a public key and an opening line without a key", () => {
    for (const text of [
      `${HYPHENS}BEGIN RSA PRIVATE KEY${HYPHENS} is how such a file begins.`,
      `It ends with ${HYPHENS}END RSA PRIVATE KEY${HYPHENS}, as you know.`,
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAMPLE ada",
    ]) {
      assert.equal(redact(text).text, text);
    }
  });
});
