import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { isTicketKey, parseTicketId, type SystemName } from "../../../src/core/model/ticket-ref.ts";
import { comparableKey, isSameKey } from "../../../src/core/plan/ticket-keys.ts";

suite("the form of a key", () => {
  const good: readonly (readonly [SystemName, string])[] = [
    ["github", "42"],
    ["github", "#42"],
    ["github", "repo#7"],
    ["github", "my.repo_x-1#7"],
    ["github", "owner/repo#7"],
    ["github", "acme-inc/.github#7"],
    ["github", "some_user/repo#7"],
    ["jira", "PAY-142"],
    ["linear", "eng-12"],
    ["azure-devops", "4711"],
    ["local", "LOCAL-3"],
  ];
  for (const [system, key] of good) {
    test(`${system} takes ${key}`, () => {
      assert.ok(isTicketKey(system, key));
      assert.deepEqual(parseTicketId(`${system}:${key}`), { system, key });
    });
  }

  const bad: readonly (readonly [SystemName, string])[] = [
    ["github", ""],
    ["github", "#"],
    ["github", "0"],
    ["github", "007"],
    ["github", "repo7"],
    ["github", "owner/repo7"],
    ["github", "LOCAL-1"],
    ["github", "/repo#7"],
    ["github", "owner/#7"],
    ["github", "..#7"],
    ["github", ".#7"],
    ["github", "owner/..#7"],
    ["github", "../repo#7"],
    ["github", "-owner/repo#7"],
    ["github", "a/b/c#7"],
    ["github", "owner/repo#7#8"],
    ["github", "owner/re po#7"],
    ["github", "owner/repo#1e3"],
    ["github", `owner/${"r".repeat(150)}#7`],
    ["github", "9".repeat(30)],
    ["jira", "PAY"],
    ["jira", "PAY-1 OR 1=1"],
    ["linear", "12"],
    ["azure-devops", "PAY-1"],
  ];
  for (const [system, key] of bad) {
    test(`${system} refuses ${JSON.stringify(key).slice(0, 40)}`, () => {
      assert.ok(!isTicketKey(system, key));
    });
  }
});

suite("two keys of one ticket", () => {
  const PAY = { system: "github", project: "Acme/pay" } as const;

  for (const key of ["42", "#42", "pay#42", "acme/pay#42", "ACME/Pay#42"]) {
    test(`${key} is issue 42 of acme/pay`, () => {
      assert.equal(comparableKey(PAY, key), "acme/pay#42");
    });
  }

  for (const key of ["43", "shop#42", "other/pay#42"]) {
    test(`${key} is another one`, () => {
      assert.ok(!isSameKey(PAY, key, "42"));
    });
  }

  test("letter case does not matter where the tracker does not look at it", () => {
    assert.ok(isSameKey({ system: "jira", project: null }, "pay-1", "PAY-1"));
    assert.ok(isSameKey({ system: "linear", project: null }, "ENG-1", "eng-1"));
    assert.ok(!isSameKey({ system: "local", project: null }, "local-1", "LOCAL-1"));
  });

  test("no ticket is the same as no ticket only", () => {
    assert.ok(isSameKey(PAY, null, null));
    assert.ok(!isSameKey(PAY, null, "1"));
  });
});
