import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { refusePath } from "../../../../src/adapters/files/workspace-path.ts";

const OUTSIDE = [
  "/etc/passwd",
  "..",
  "../x",
  "a/../../x",
  "a/..",
  "~",
  "~/x",
  "C:/x",
  "c:x",
  "C:\\x",
  "\\\\host\\share\\x",
  "//host/share/x",
  "a\\..\\..\\x",
];

const UNUSABLE = ["", ".", "a//b", "a/", "./a", "a/./b", "a\0b", "a\nb", "a\u007Fb"];
const UNUSABLE_ON_WINDOWS = ["a.md:stream", "docs/con", "NUL.md", "a/b.", "a/b ", "lpt1", "a?b"];
const FINE = ["a", "docs/specs/a.md", ".canon/x", "a b/ü.md", "..a/..b", "console.md", "~a"];

suite("paths inside a workspace", () => {
  for (const path of OUTSIDE) {
    test(`${JSON.stringify(path)} leads outside`, () =>
      assert.equal(refusePath(path, false)?.code, "file/outside-workspace"));
  }

  for (const path of UNUSABLE) {
    test(`${JSON.stringify(path)} is not a usable name`, () =>
      assert.equal(refusePath(path, false)?.code, "file/unreadable"));
  }

  for (const path of UNUSABLE_ON_WINDOWS) {
    test(`${JSON.stringify(path)} is not a usable name on Windows`, () => {
      assert.equal(refusePath(path, true)?.code, "file/unreadable");
      assert.equal(refusePath(path, false), undefined);
    });
  }

  for (const path of FINE) {
    test(`${JSON.stringify(path)} is fine everywhere`, () => {
      assert.equal(refusePath(path, true), undefined);
      assert.equal(refusePath(path, false), undefined);
    });
  }

  test("a message shows a hostile path on one line", () => {
    const message = refusePath("../a\n\u202Eb", false)?.message ?? "";
    assert.match(message, /^"\.\.\/a\?\?b" leads out/);
  });
});
