import assert from "node:assert/strict";
import { suite, test } from "mocha";
import {
  createStatusWords,
  type Closing,
  type Openness,
} from "../../../../src/adapters/github/statuses.ts";
import { BUILT_IN_STATES } from "../../../../src/core/config/built-in-states.ts";
import { githubSpecStates } from "../../../../src/core/config/github-status.ts";
import { SPEC_STATES } from "../../../../src/core/model/status.ts";

type Shown = readonly [Openness, Closing, readonly string[]];

const words = createStatusWords([]);

suite("statuses of issues on GitHub", () => {
  test("shows the state with the label that stands for it", () => {
    check([["open", null, []], "open", null]);
    check([["open", null, ["bug", "Canon:ToDo"]], "open|canon:todo", "unstarted"]);
    check([["open", null, ["canon:draft"]], "open|canon:draft", "backlog"]);
    check([["open", null, ["canon:blocked"]], "open|canon:blocked", "started"]);
    check([["open", null, ["specwright:in_progress"]], "open|canon:in-progress", "started"]);
    check([["closed", "completed", ["canon:done"]], "closed|canon:done", "completed"]);
    check([["closed", "canceled", ["canon:deprecated"]], "closed|canon:deprecated", "canceled"]);
    check([["closed", "completed", []], "closed", "completed"]);
    check([["closed", "canceled", ["bug"]], "closed", "canceled"]);
  });

  test("lets what a person did count more than a label left behind", () => {
    check([["closed", "completed", ["canon:todo"]], "closed", "completed"]);
    check([["open", null, ["canon:done"]], "open", null]);
    check([["closed", "canceled", ["canon:done"]], "closed", "canceled"]);
  });

  test("keeps a deprecated issue deprecated that an older program closed as completed", () => {
    check([["closed", "completed", ["canon:deprecated"]], "closed|canon:deprecated", "canceled"]);
  });

  test("takes the label that stands furthest along, in whatever order they come", () => {
    for (const labels of [
      ["canon:todo", "canon:in-progress"],
      ["canon:in-progress", "canon:todo"],
    ]) {
      check([["open", null, labels], "open|canon:in-progress", "started"]);
    }
  });

  test("knows the labels that the workspace names", () => {
    const own = createStatusWords(["open|Doing", "closed|wontfix", "review", "open", "closed"]);
    check([["open", null, ["doing"]], "open|doing", null], own);
    check([["open", null, ["Review"]], "open|review", null], own);
    check([["closed", "completed", ["review"]], "closed|review", "completed"], own);
    check([["closed", "completed", ["wontfix"]], "closed|wontfix", "canceled"], own);
    assert.equal(own.isStatusLabel("DOING"), true);
    assert.equal(own.isStatusLabel("bug"), false);
    assert.equal(words.isStatusLabel("doing"), false);
  });

  test("reads the name of a status, however it is written", () => {
    const cases = [
      ["OPEN|CANON:TODO", "open|canon:todo", "open", "canon:todo", null],
      [" Closed ", "closed", "closed", null, "completed"],
      ["closed|canon:done", "closed|canon:done", "closed", "canon:done", "completed"],
      [
        "closed|specwright:deprecated",
        "closed|canon:deprecated",
        "closed",
        "canon:deprecated",
        "canceled",
      ],
      ["open|canon:in_progress", "open|canon:in-progress", "open", "canon:in-progress", null],
      ["open| Doing ", "open|doing", "open", "Doing", null],
      ["closed|Won't Fix", "closed|won't fix", "closed", "Won't Fix", "canceled"],
    ] as const;
    for (const [text, name, state, label, closing] of cases) {
      assert.deepEqual(words.parse(text), { name, state, label, closing }, text);
    }
  });

  test("refuses names that no issue can have", () => {
    for (const name of [
      "",
      "shipped",
      "open|",
      "open| ",
      "done|x",
      "open|a|b",
      `open|${"x".repeat(51)}`,
      "open|a\nb",
    ]) {
      assert.equal(words.parse(name), undefined, name);
    }
  });

  test("replaces the status label and keeps all others as they are", () => {
    const wanted = words.parse("closed|canon:done");
    assert.ok(wanted !== undefined);
    const before = ["Bug", "specwright:todo", "canon:in-progress", "canon:shadow", "CANON:DONE"];
    assert.deepEqual(words.labelsFor(wanted, before), ["Bug", "canon:shadow", "canon:done"]);
    const plain = words.parse("closed");
    assert.ok(plain !== undefined);
    assert.deepEqual(words.labelsFor(plain, before), ["Bug", "canon:shadow"]);
  });

  test("means by each built-in status what the configuration means", () => {
    const map = { forward: new Map(), reverse: new Map(), fallback: "draft" } as const;
    const forward = (state: keyof (typeof BUILT_IN_STATES)["github"]): string =>
      BUILT_IN_STATES.github[state][0] ?? "";
    for (const state of SPEC_STATES) {
      const wanted = words.parse(forward(state));
      assert.ok(wanted !== undefined, state);
      const shown = words.read(wanted.state, wanted.closing, words.labelsFor(wanted, []));
      assert.equal(shown.name, wanted.name);
      assert.equal(shown.name, forward(state));
      assert.equal(githubSpecStates(map, shown, forward).preferred, state);
    }
  });
});

function check([shown, name, category]: readonly [Shown, string, string | null], by = words): void {
  assert.deepEqual(by.read(...shown), { name, category }, JSON.stringify(shown));
}
