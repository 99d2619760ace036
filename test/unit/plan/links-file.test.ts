import assert from "node:assert/strict";
import type { LinkBase } from "../../../src/core/plan/links.ts";
import { formatLinks, parseLinks } from "../../../src/core/plan/links-file.ts";
import type { TicketId } from "../../../src/core/model/ticket-ref.ts";

const base: LinkBase = {
  status: "blocked:PAY-200",
  raw: "Blocked",
  title: "a1",
  text: "b2",
  bytes: "b3",
  criteria: [["c3", true]],
  parent: null,
  revision: "7",
  at: "docs/specs/payments.md#key-gen",
};

suite("the file of agreed values", () => {
  test("gives back what was written, sorted, one link a line that ends in a comma", () => {
    const bases = new Map<TicketId, LinkBase>([
      ["local:LOCAL-2", base],
      ["jira:PAY-1", { ...base, status: null }],
    ]);
    const text = formatLinks(bases);
    const lines = text.split("\n");
    assert.match(lines[1] ?? "", /^"jira:PAY-1":\{.*\},$/);
    assert.match(lines[2] ?? "", /^"local:LOCAL-2":\{.*\},$/);
    const read = parseLinks(text);
    assert.deepEqual(read.problems, []);
    assert.deepEqual(read.bases, bases);
  });

  for (const [what, text] of [
    ["a record without its parts", '{"version":1,"links":{"jira:PAY-1":{"status":"todo"}}}'],
    ["a key that is no ticket", `{"version":1,"links":{"jira:../x":${JSON.stringify(base)}}}`],
  ] as const) {
    test(`with ${what} is one problem and no agreement`, () => {
      const read = parseLinks(text);
      assert.deepEqual(
        read.problems.map(({ code, file }) => [code, file]),
        [["sync/broken-links-file", ".canon/links.json"]],
      );
      assert.equal(read.bases.size, 0);
      assert.equal(read.refusal, null);
    });
  }

  for (const [what, text, code, line] of [
    ["is no JSON", "{", "sync/broken-links-file", null],
    ["has another version", '{"version":2,"links":{}}', "sync/broken-links-file", null],
    [
      "holds a conflict of git",
      '{"version":1,"links":{\n<<<<<<< HEAD\n"jira:PAY-1":{},\n',
      "sync/merge-conflict",
      2,
    ],
  ] as const) {
    test(`that ${what} is refused as a whole`, () => {
      const { refusal, bases } = parseLinks(text);
      assert.deepEqual([refusal?.code, refusal?.severity, refusal?.line], [code, "error", line]);
      assert.equal(bases.size, 0);
    });
  }

  test("of the first version, which says no place, is read as one that knows none", () => {
    const old = JSON.stringify({ ...base, at: undefined });
    const read = parseLinks(`{"version":1,"links":{"jira:PAY-1":${old}}}`);
    assert.deepEqual(read.problems, []);
    assert.deepEqual(read.bases, new Map([["jira:PAY-1", { ...base, at: null }]]));
  });

  test("keeps hostile names out of every prototype", () => {
    parseLinks(`{"version":1,"links":{"__proto__":${JSON.stringify(base)}}}`);
    assert.equal(({} as { status?: unknown }).status, undefined);
  });
});
