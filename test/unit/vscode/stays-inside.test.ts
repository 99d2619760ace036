import assert from "node:assert/strict";
import { staysInside } from "../../../src/vscode/links/stays-inside.ts";

suite("a path of evidence", () => {
  for (const path of ["src/a.ts", "a", "src/..a/b", "docs/a b.md", ".github/x.yml"]) {
    test(`may be ${path}`, () => assert.equal(staysInside(path), true));
  }

  const outside = [
    ...["", "/etc/passwd", "../a", "src/../../a", "~/a", "./a", "a//b", "a/"],
    ...["C:/a", "C:\\a", "\\\\host\\a", "//host/a", "file:///a", "%2e%2e/a", "a\u0000b"],
  ];
  for (const path of outside) {
    test(`may not be ${JSON.stringify(path)}`, () => assert.equal(staysInside(path), false));
  }
});
