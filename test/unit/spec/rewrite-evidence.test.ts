import assert from "node:assert/strict";
import { applySplices } from "../../../src/core/kernel/splice.ts";
import type { EvidenceFile } from "../../../src/core/model/spec.ts";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";
import { rewriteEvidence } from "../../../src/core/spec/rewrite-evidence.ts";

const A = at("src/a.ts", 3, 5);
const TO = at("src/a.ts", 7, 9);

suite("evidence that names another place", () => {
  test("gets the new lines and keeps everything else", () => {
    check(
      "<!-- canon:realized-in:PR#4 src/b.ts src/a.ts:3-5  src/c.ts:1 -->",
      TO,
      "<!-- canon:realized-in:PR#4 src/b.ts src/a.ts:7-9  src/c.ts:1 -->",
    );
  });

  test("keeps the form in which it was written", () => {
    check(
      "<!-- canon:realized-in:PR#4 file:src/a.ts:3-5 -->",
      TO,
      "<!-- canon:realized-in:PR#4 file:src/a.ts:7-9 -->",
    );
    check(
      "<!--specwright:realized-in:audit src/a.ts:L3-L5-->",
      TO,
      "<!--specwright:realized-in:audit src/a.ts:7-9-->",
    );
  });

  test("moves one of several places of a file", () => {
    check(
      "<!-- canon:realized-in:PR#4 src/a.ts:1,3-5 -->",
      TO,
      "<!-- canon:realized-in:PR#4 src/a.ts:1 src/a.ts:7-9 -->",
    );
  });

  test("can be taken out, with its comment where that names nothing else", () => {
    check(
      "<!-- canon:realized-in:PR#4 src/b.ts src/a.ts:3-5 -->",
      null,
      "<!-- canon:realized-in:PR#4 src/b.ts -->",
    );
    check("<!-- canon:realized-in:PR#4 src/a.ts:3-5 -->", null, null);
  });

  test("of equal comments below two criteria, the one on the line is meant", () => {
    const own = "  <!-- canon:realized-in:PR#4 src/a.ts:3-5 -->";
    const text = `## 1. Keys\n\n- [x] a\n${own}\n- [x] b\n${own}\n`;
    const edit = rewriteEvidence(parseSpec(text), 0, { line: 6, file: A }, TO);
    assert.ok(edit.ok);
    const moved = own.replace("3-5", "7-9");
    const expected = `## 1. Keys\n\n- [x] a\n${own}\n- [x] b\n${moved}\n`;
    assert.equal(applySplices(text, edit.value), expected);
  });

  test("is refused where it is no longer there, or the path cannot be written", () => {
    const document = parseSpec("## 1. Keys\n<!-- canon:realized-in:PR#4 src/a.ts:3-5 -->\n");
    const gone = rewriteEvidence(document, 0, { line: 2, file: at("src/b.ts", 1, 1) }, TO);
    assert.equal(!gone.ok && gone.error.code, "spec/invalid-evidence");
    const blank = rewriteEvidence(document, 0, { line: 2, file: A }, at("a b.ts", 1, 1));
    assert.equal(!blank.ok && blank.error.code, "spec/invalid-evidence");
  });
});

function check(comment: string, to: EvidenceFile | null, expected: string | null): void {
  for (const ending of ["\n", "\r\n"]) {
    const text = ["## 1. Keys", comment, "", "Words.", ""].join(ending);
    const edit = rewriteEvidence(parseSpec(text), 0, { line: 2, file: A }, to);
    assert.ok(edit.ok, JSON.stringify(edit));
    const lines = ["## 1. Keys", ...(expected === null ? [] : [expected]), "", "Words.", ""];
    assert.equal(applySplices(text, edit.value), lines.join(ending));
  }
}

function at(path: string, startLine: number, endLine: number): EvidenceFile {
  return { path, startLine, endLine };
}
