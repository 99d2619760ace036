import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { parseIssueKey, parseRepository } from "../../../../src/adapters/github/issue-place.ts";
import { createKeyNames } from "../../../../src/adapters/github/key-names.ts";

const OWN = { owner: "acme", name: "shop" };

suite("the names of issues on GitHub", () => {
  test("reads a number, and a number of another repository", () => {
    const cases: readonly (readonly [string, object])[] = [
      ["42", { ...OWN, number: 42 }],
      ["#42", { ...OWN, number: 42 }],
      ["site#7", { owner: "acme", name: "site", number: 7 }],
      ["octo/site.io#7", { owner: "octo", name: "site.io", number: 7 }],
      ["octo_emu/_x-1#7", { owner: "octo_emu", name: "_x-1", number: 7 }],
      ["2147483647", { ...OWN, number: 2_147_483_647 }],
    ];
    for (const [key, place] of cases) assert.deepEqual(parseIssueKey(key, OWN), place, key);
  });

  test("refuses what is no number of an issue", () => {
    const keys = [
      ...["", "0", "-1", "042", "4.2", "1e3", "4294967296", "99999999999", "42 ", "42\n", "٤٢"],
      ...["shop42", "shop-42", "../x#1", "..#1", ".#1", "a/..#1", "a/b/c#1", "-a/b#1", "a /b#1"],
      ...[
        "acme/shop",
        "acme/shop#",
        "acme/shop#x",
        "#",
        "a/b#1#2",
        "a/b?x#1",
        "a\\b#1",
        "__proto__",
      ],
    ];
    for (const key of keys) assert.equal(parseIssueKey(key, OWN), undefined, JSON.stringify(key));
  });

  test("reads a repository by owner and name", () => {
    assert.deepEqual(parseRepository("acme/shop"), OWN);
    assert.deepEqual(parseRepository("acme/..."), { owner: "acme", name: "..." });
    for (const text of [
      "",
      "shop",
      "acme/",
      "/shop",
      "a/b/c",
      "acme/..",
      "acme/.",
      "a b/c",
      "x/y#1",
    ]) {
      assert.equal(parseRepository(text), undefined, text);
    }
  });

  test("names an issue as people name it, else by number in the own repository", () => {
    const names = createKeyNames(OWN);
    assert.equal(names.keyOf({ owner: "Acme", name: "Shop", number: 7 }), "7");
    assert.equal(names.keyOf({ owner: "acme", name: "site", number: 7 }), "acme/site#7");
    names.remember({ ...OWN, number: 7 }, "acme/shop#7");
    names.remember({ owner: "acme", name: "site", number: 7 }, "site#7");
    assert.equal(names.keyOf({ owner: "ACME", name: "shop", number: 7 }), "acme/shop#7");
    assert.equal(names.keyOf({ owner: "acme", name: "site", number: 7 }), "site#7");
  });
});
