import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { canonicalKey, isChosenId } from "../../../../src/adapters/linear/keys.ts";
import { inOrder, toStatus } from "../../../../src/adapters/linear/mapping.ts";
import { linearRateLimit } from "../../../../src/adapters/linear/rate-limit.ts";
import { costOf } from "../../../support/linear/cost.ts";
import { harshMarkdown } from "../../../support/linear/harsh-markdown.ts";
import { loadSchema } from "../../../support/linear/schema.ts";
import { parse } from "graphql";

suite("Linear: keys and ids", () => {
  for (const [key, canonical] of [
    ["ENG-12", "ENG-12"],
    ["eng-012", "ENG-12"],
    ["A_1-3", "A_1-3"],
    ["ENG-99999999999", undefined],
    ["ENG", undefined],
    ["ENG-1/..", undefined],
    ['ENG-1"', undefined],
    ["", undefined],
  ] as const) {
    test(`${JSON.stringify(key)} is ${canonical ?? "no key"}`, () => {
      assert.equal(canonicalKey(key), canonical);
    });
  }

  test("an id of ours is a random UUID, and nothing else", () => {
    assert.ok(isChosenId("0d1f6c1e-7c4e-4f7b-9a30-1f0a4be0a9d2"));
    assert.ok(!isChosenId("0d1f6c1e-7c4e-1f7b-9a30-1f0a4be0a9d2"));
    assert.ok(!isChosenId("0d1f6c1e-7c4e-4f7b-7a30-1f0a4be0a9d2"));
    assert.ok(!isChosenId("ENG-1"));
  });
});

suite("Linear: states", () => {
  for (const [type, category] of [
    ["triage", "triage"],
    ["started", "started"],
    ["completed", "completed"],
    ["duplicate", "canceled"],
    ["something new", null],
    ["constructor", null],
  ] as const) {
    test(`a state of the type ${type} counts as ${String(category)}`, () => {
      assert.deepEqual(toStatus({ name: "X", type }), { name: "X", category });
    });
  }

  test("states stand in the order of a ticket's walk", () => {
    const rows = [
      ["Odd", "new", 0],
      ["Done", "completed", 1],
      ["Review", "started", 9],
      ["Doing", "started", 2],
      ["Todo", "unstarted", 5],
    ] as const;
    const states = rows.map(([name, type, position]) => ({ id: name, name, type, position }));
    const names = inOrder(states).map(({ name }) => name);
    assert.deepEqual(names, ["Todo", "Doing", "Review", "Done", "Odd"]);
  });
});

suite("Linear: limits", () => {
  const NOW = Date.parse("2026-01-05T10:00:00.000Z");
  const limited = { errors: [{ message: "x", extensions: { code: "RATELIMITED" } }] };
  const byType = { errors: [{ message: "x", extensions: { type: "ratelimited" } }] };
  const refused = { errors: [{ message: "x", extensions: { code: "INPUT_ERROR" } }] };
  const requests = { "x-ratelimit-requests-reset": String(NOW + 5_000) };
  const complexity = { "x-ratelimit-complexity-reset": String(NOW + 9_000) };
  const retry = { "retry-after": "3" };

  const rows: readonly [
    string,
    number,
    unknown,
    Record<string, string>,
    number | null | undefined,
  ][] = [
    ["Retry-After comes first", 400, limited, { ...retry, ...requests }, 3_000],
    ["else the later reset counts", 400, limited, { ...requests, ...complexity }, 9_000],
    ["else the only reset", 400, limited, requests, 5_000],
    ["without a word about it, nobody knows", 400, limited, {}, null],
    ["a reset that is over means no wait", 400, limited, { "x-ratelimit-requests-reset": "1" }, 0],
    [
      "an unreadable reset counts for nothing",
      400,
      limited,
      { "x-ratelimit-requests-reset": "x" },
      null,
    ],
    ["the type tells as well as the code", 400, byType, retry, 3_000],
    ["a 429 is a limit whatever it says", 429, null, retry, 3_000],
    ["another refusal is none", 400, refused, { ...retry, ...requests }, undefined],
    ["an answer is none", 200, { data: {} }, requests, undefined],
    ["a text is none", 400, "RATELIMITED", {}, undefined],
  ];
  for (const [title, status, body, headers, waitMs] of rows) {
    test(title, () => {
      const header = (name: string): string | null => headers[name] ?? null;
      const limit = linearRateLimit({ status, body, header }, NOW);
      assert.deepEqual(limit, waitMs === undefined ? undefined : { waitMs });
    });
  }
});

suite("Linear: the double", () => {
  const texts = [
    "",
    "plain",
    "- a\n- b\n\n  more_text_here\n\n\n\nend  \n",
    "text\n- [ ] one\n\n- [x] two\n+ three\n",
    "<!-- canon:x -->\nleft\n<!-- a\nb -->",
    "```ts\nconst a_b = 1; <!-- stays -->\n- stays\n\n\n\n```\nsnake_case `and_code`\r\nlast",
  ];
  for (const text of texts) {
    test(`rewrites ${JSON.stringify(text)} once and for all`, () => {
      const once = harshMarkdown(text);
      assert.equal(harshMarkdown(once), once);
      assert.ok(text === "" || text === "plain" || once !== text);
    });
  }

  test("counts what a document costs", () => {
    const cost = (document: string, variables = {}): number =>
      costOf(parse(document), loadSchema(), variables);
    assert.equal(cost("{ viewer { id name } }"), 2);
    assert.equal(cost("{ issues { nodes { id } } }"), 56);
    assert.equal(
      cost("{ issues(first: 100) { nodes { ...A } } } fragment A on Issue { id title }"),
      121,
    );
    assert.equal(cost("query($n: Int) { issues(first: $n) { nodes { id } } }", { n: 10 }), 12);
  });
});
