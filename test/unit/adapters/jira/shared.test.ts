import assert from "node:assert/strict";
import { suite, test } from "mocha";
import {
  chooseTransition,
  type JiraTransition,
} from "../../../../src/adapters/jira/choose-transition.ts";
import { jqlText, projectKeyOf, splitKey, toKey } from "../../../../src/adapters/jira/keys.ts";
import { failureOf, noSuchStatus, refusalOf } from "../../../../src/adapters/jira/problems.ts";
import { toStatus } from "../../../../src/adapters/jira/statuses.ts";
import { aTarget } from "../../../support/builders.ts";

suite("what both kinds of Jira share: states", () => {
  const cases = [
    ["To Do", "new", "", "unstarted"],
    ["In Review", "indeterminate", "", "started"],
    ["Done", "done", "", "completed"],
    ["Done", "done", "Done", "completed"],
    ["Done", "done", "Won't Do", "canceled"],
    ["Closed", "done", "Duplicate", "canceled"],
    ["Won\u2019t Fix", "done", "", "canceled"],
    ["Cancelled", "done", "", "canceled"],
    ["Cancelled", "indeterminate", "", "started"],
    ["Odd", "undefined", "", null],
    ["Odd", undefined, "", null],
  ] as const;
  for (const [name, key, resolution, category] of cases) {
    test(`reads ${name} of the category ${key} with "${resolution}" as ${category}`, () => {
      const statusCategory = key === undefined ? null : { key };
      assert.deepEqual(toStatus({ name, statusCategory }, resolution), { name, category });
    });
  }
});

suite("what both kinds of Jira share: the choice of a transition", () => {
  const resolution = {
    required: true,
    name: "Resolution",
    allowedValues: [{ id: "1", name: "Won't Do" }, { id: "2", name: "Done" }, { name: "Odd" }],
  };
  const auditor = { required: true, name: "Auditor" };
  const way = (id: string, to: string, fields: JiraTransition["fields"] = {}): JiraTransition => ({
    id,
    to: { name: to },
    fields,
  });

  test("goes by the state that it leads to, in any spelling", () => {
    const choice = chooseTransition([way("1", "To Do"), way("2", "In Progress")], " in  PROGRESS");
    assert.deepEqual(choice, { kind: "go", id: "2", fields: {} });
  });

  test("fills a required resolution by what the state means", () => {
    const done = chooseTransition([way("1", "Done", { resolution })], "Done");
    assert.deepEqual(done, { kind: "go", id: "1", fields: { resolution: { id: "2" } } });
    const dropped = chooseTransition([way("1", "Won't Do", { resolution })], "Won\u2019t Do");
    assert.deepEqual(dropped, { kind: "go", id: "1", fields: { resolution: { id: "1" } } });
    const only = { ...resolution, allowedValues: [{ name: "Odd" }] };
    const other = chooseTransition([way("1", "Done", { resolution: only })], "Done");
    assert.deepEqual(other, { kind: "go", id: "1", fields: { resolution: { name: "Odd" } } });
  });

  test("leaves alone what is not required or has a default", () => {
    const fields = {
      resolution: { ...resolution, required: false },
      customfield_1: { ...auditor, hasDefaultValue: true },
    };
    const choice = chooseTransition([way("1", "Done", fields)], "Done");
    assert.deepEqual(choice, { kind: "go", id: "1", fields: {} });
  });

  test("takes the way that asks for nothing where several lead there", () => {
    const ways = [
      way("1", "Done", { auditor }),
      way("2", "Done", { resolution }),
      way("3", "Done"),
    ];
    assert.deepEqual(chooseTransition(ways, "Done"), { kind: "go", id: "3", fields: {} });
  });

  test("names the fields that only a person can fill", () => {
    const choice = chooseTransition([way("1", "Done", { auditor, resolution })], "Done");
    assert.deepEqual(choice, { kind: "blocked", fields: ["Auditor"] });
    const empty = { ...resolution, allowedValues: [] };
    const unfilled = chooseTransition([way("1", "Done", { resolution: empty })], "Done");
    assert.deepEqual(unfilled, { kind: "blocked", fields: ["Resolution"] });
  });

  test("names the states that can be reached where this one cannot", () => {
    const ways = [way("1", "To Do"), way("2", "Done"), way("3", "Done")];
    assert.deepEqual(chooseTransition(ways, "Shipped"), { kind: "none", names: ["To Do", "Done"] });
  });
});

suite("what both kinds of Jira share: keys and queries", () => {
  test("E1: nothing in a value ends it in a JQL query", () => {
    assert.equal(jqlText('x" OR project = "Y'), String.raw`"x\" OR project = \"Y"`);
    assert.equal(jqlText("back\\"), String.raw`"back\\"`);
    assert.equal(jqlText("two\nlines\0"), '"two lines "');
  });

  test("E1: takes nothing for a key but a word and a number", () => {
    assert.equal(toKey("pay-12"), "PAY-12");
    for (const key of ["", "PAY", "PAY-", "PAY-1/..", "PAY-1 OR 1=1", "PAY-1\n", "-1", "P/AY-1"]) {
      assert.equal(toKey(key), undefined, JSON.stringify(key));
    }
    assert.deepEqual(splitKey("PAY_2-34"), { project: "PAY_2", number: 34 });
  });

  test("E1: refuses a project that is no key, and says what one looks like", () => {
    assert.deepEqual(projectKeyOf(aTarget({ project: "pay" })), { ok: true, value: "PAY" });
    for (const project of ['PAY" OR project = "X', "a/b", "..", "PAY 2", ""]) {
      const refused = projectKeyOf(aTarget({ project }));
      assert.equal(!refused.ok && refused.error.code, "config/tracker-unavailable");
    }
    const missing = projectKeyOf(aTarget({ project: null }));
    assert.equal(!missing.ok && missing.error.code, "config/missing-project");
  });
});

suite("what both kinds of Jira share: refusals", () => {
  const failure = (status: number, body: unknown, executed: "no" | "unknown" = "no") => ({
    error: { code: "tracker/rejected", message: "It refused." } as const,
    status,
    executed,
    retryAfterMs: null,
    body,
  });

  test("names the fields, and never repeats what Jira wrote about them", () => {
    const errors = {
      summary: "Summary must be less than 255 characters. secret-words",
      customfield_10050: "Auditor is required.",
      "<script>": "bad",
      labels: 7,
    };
    const { kind, error } = failureOf(failure(400, { errors }), "change PAY-1");
    assert.equal(kind, "failed");
    assert.match(
      error.message,
      /"summary" is too long; "customfield_10050" is required; "labels" was refused/,
    );
    assert.doesNotMatch(error.message, /secret-words|script/);
  });

  test("keeps the general message where no field is named", () => {
    for (const body of [null, {}, { errors: {} }, { errors: [] }, "text"]) {
      assert.equal(failureOf(failure(400, body), "x").error.message, "It refused.");
    }
    assert.equal(failureOf(failure(502, { errors: { a: "b" } }, "unknown"), "x").kind, "unsure");
    assert.match(
      refusalOf({ errorMessages: ["secret-words"] }, "x").message,
      /no reason that Canon/,
    );
  });

  test("shows at most twelve names, each on one line", () => {
    const names = Array.from({ length: 20 }, (_, n) => `State ${n}\n<b>`);
    const { message } = noSuchStatus("x\ny", "PAY-1", names);
    assert.ok(message.includes('"State 11??b?"') && !message.includes("State 12"), message);
    assert.ok(!message.includes("\n"));
  });
});
