import assert from "node:assert/strict";
import { pageHtml } from "../../../src/vscode/host/page-text.ts";

const PARTS = {
  name: "digest",
  title: "Ticket Digest",
  nonce: "n0nce",
  cspSource: "https://*.vscode-cdn.net",
  scriptUri: "https://file.vscode-cdn.net/digest.js",
  styleUri: "https://file.vscode-cdn.net/digest.css",
  language: "en",
  texts: "{}",
};

suite("the empty page of a view", () => {
  test("C4, allows its own script by nonce, its own style, and nothing else", () => {
    const html = pageHtml(PARTS);
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";
    assert.deepEqual(policy.split("; "), [
      "default-src 'none'",
      "script-src 'nonce-n0nce'",
      "style-src https://*.vscode-cdn.net",
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    assert.ok(html.indexOf("Content-Security-Policy") < html.indexOf("<link"));
    assert.equal(html.match(/<script/g)?.length, 1);
    assert.doesNotMatch(html, /\son\w+=|style=|unsafe-|javascript:/);
  });

  test("cannot be left by what is put into it", () => {
    const hostile = '"><script>alert(1)</script>';
    for (const part of ["language", "texts", "title"]) {
      const html = pageHtml({ ...PARTS, [part]: hostile });
      assert.equal(html.match(/<script/g)?.length, 1);
    }
  });
});
