import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { parseBaseUrl } from "../../../../src/adapters/http/base-url.ts";

const GOOD: readonly (readonly [text: string, href: string])[] = [
  ["jira.example.com", "https://jira.example.com/"],
  ["jira.example.com:8443", "https://jira.example.com:8443/"],
  ["jira.example.com/jira", "https://jira.example.com/jira/"],
  ["https://example.com/jira", "https://example.com/jira/"],
  ["https://Example.COM/", "https://example.com/"],
  ["https://example.com:443/x/", "https://example.com/x/"],
  ["http://127.0.0.1:8080/graphql", "http://127.0.0.1:8080/graphql/"],
  ["http://localhost:3000", "http://localhost:3000/"],
  ["http://[::1]:3000", "http://[::1]:3000/"],
  ["https://xn--bcher-kva.example", "https://xn--bcher-kva.example/"],
  ["https://10.0.0.7", "https://10.0.0.7/"],
];

const HOSTILE: readonly string[] = [
  "",
  " ",
  "https://",
  "https:///jira",
  "http://jira.example.com",
  "http://10.0.0.7",
  "http://localhost.evil.example",
  "http://127.0.0.1.evil.example",
  "ftp://example.com",
  "file:///etc/passwd",
  "data:text/html,x",
  "javascript:alert(1)",
  "//example.com",
  "https://user@example.com",
  "https://user:pass@example.com",
  "https://jira.example.com@evil.example",
  "https://jira.example.com%40evil.example",
  "https://example.com\\@evil.example",
  "https:\\\\example.com",
  "https://example.com.",
  "https://exa mple.com",
  "https://example.com\r\nX-Evil: 1",
  "https://example.com/%0d%0a\n",
  "https://example.com/\0",
  "https://example.com?token=1",
  "https://example.com/#x",
  "https://example.com?",
  "https://2130706433",
  "https://0x7f000001",
  "https://0177.0.0.1",
  "http://2130706433",
  "https://bücher.example",
  "https://ｅxample.com",
  "https://exa%6Dple.com",
  "https://[::ffff:127.0.0.1]",
  "https://example.com:99999",
  "https://example\u202e.com",
  "https://exam\u00adple.com",
];

suite("the address of a tracker", () => {
  for (const [text, href] of GOOD) {
    test(`${text} is ${href}`, () => {
      const url = parseBaseUrl(text);
      assert.equal(url.ok && url.value.href, href);
    });
  }

  for (const text of HOSTILE) {
    test(`A4: ${JSON.stringify(text)} is refused`, () => {
      const url = parseBaseUrl(text);
      assert.ok(!url.ok, url.ok ? url.value.href : "");
      assert.match(url.error, /^[a-z]/);
      assert.ok(text === "" || text === " " || !url.error.includes(text));
    });
  }

  test("A11: an address of metadata services without https is refused", () => {
    assert.equal(parseBaseUrl("http://169.254.169.254/latest").ok, false);
  });
});
