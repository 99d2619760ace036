import assert from "node:assert/strict";
import { parseConfig } from "../../../src/core/config/parse-config.ts";
import { suggestStatusMap } from "../../../src/core/config/suggest-status-map.ts";
import { lineOfSystem, writeStatusMap } from "../../../src/core/config/write-status-map.ts";
import { applySplices } from "../../../src/core/kernel/splice.ts";
import type { StatusCategory, WorkflowDescription } from "../../../src/core/model/ticket.ts";

type States = readonly (readonly [string, StatusCategory | null])[];

const SHOP: States = [
  ["Icebox", "unstarted"],
  ["Selected", "unstarted"],
  ["Building", "started"],
  ["In Review", "started"],
  ["On hold", "started"],
  ["Shipped", "completed"],
  ["Won\u2019t do", "completed"],
];

suite("the status map that fits a workflow", () => {
  test("is the built-in one where every name exists", () => {
    const { unknown, suggestion } = suggest("jira", [
      ["Backlog", "unstarted"],
      ["to do", "unstarted"],
      ["In Progress", "started"],
      ["Done", "completed"],
      ["Blocked", "started"],
      ["Won't Do", "completed"],
    ]);
    assert.deepEqual(unknown, []);
    assert.equal(suggestion.get("todo"), "to do");
  });

  test("takes statuses of the same meaning for names that are missing", () => {
    const { unknown, suggestion } = suggest("jira", SHOP);
    assert.deepEqual(
      unknown.map(({ state, name }) => `${state}: ${name}`),
      [
        "draft: Backlog",
        "todo: To Do",
        "in_progress: In Progress",
        "done: Done",
        "blocked: Blocked",
      ],
    );
    assert.deepEqual(Object.fromEntries(suggestion), {
      draft: "Icebox",
      todo: "Selected",
      in_progress: "Building",
      done: "Shipped",
      blocked: "On hold",
      deprecated: "Won\u2019t do",
    });
  });

  test("leans on the nearest status where a workflow is poorer than a spec", () => {
    const { suggestion } = suggest("jira", [
      ["Open", "unstarted"],
      ["Doing", "started"],
      ["Closed", "completed"],
    ]);
    assert.deepEqual(
      [...suggestion.values()],
      ["Open", "Open", "Doing", "Closed", "Doing", "Closed"],
    );
  });

  test("knows the names of each Azure DevOps process", () => {
    const { unknown, suggestion } = suggest("azure-devops", [
      ["New", "unstarted"],
      ["Approved", "unstarted"],
      ["Committed", "started"],
      ["Done", "completed"],
      ["Removed", "canceled"],
    ]);
    assert.deepEqual(
      unknown.map(({ name }) => name),
      ["Active", "Closed", "Active"],
    );
    assert.equal(suggestion.get("in_progress"), "Committed");
    assert.equal(suggestion.get("done"), "Done");
  });

  test("finds nothing wrong with labels on GitHub, which are the workspace's own", () => {
    assert.deepEqual(suggest("github", [["open", "unstarted"]]).unknown, []);
  });

  test("looks at the types that the hierarchy names, and at no others", () => {
    const system = systemIn("ticket_systems:\n  a:\n    system: jira\n    hierarchy: {2: Story}\n");
    const { suggestion } = suggestStatusMap(system, {
      types: [
        { name: "Test", states: [{ name: "Designed", category: "unstarted" }], requiredFields: [] },
        { name: "Story", states: [{ name: "Ready", category: "unstarted" }], requiredFields: [] },
      ],
    });
    assert.equal(suggestion.get("todo"), "Ready");
  });

  test("looks at the type that tickets get where no hierarchy decides", () => {
    const system = systemIn("ticket_systems:\n  a:\n    system: azure-devops\n    project: shop\n");
    const type = (name: string, started: string) => ({
      name,
      states: [{ name: started, category: "started" as const }],
      requiredFields: [],
    });
    const { suggestion } = suggestStatusMap(system, {
      types: [type("Task", "In Progress"), type("Product Backlog Item", "Committed")],
    });
    assert.equal(suggestion.get("in_progress"), "Committed");
  });

  test("holds no name that a person could not see", () => {
    const { suggestion } = suggest("jira", [
      ["Rea\u202edy", "unstarted"],
      ["Open", "unstarted"],
    ]);
    assert.deepEqual([...new Set(suggestion.values())], ["Open"]);
  });

  test("says nothing about a workflow without statuses", () => {
    assert.deepEqual(suggest("jira", []).unknown, []);
  });

  function suggest(system: string, states: States) {
    return suggestStatusMap(
      systemIn(
        `ticket_systems:\n  a:\n    system: ${system}\n    project: ${system === "github" ? "a/b" : "PAY"}\n`,
      ),
      workflow(states),
    );
  }
});

suite("the status map that fits, in the configuration", () => {
  const forms: Readonly<Record<string, string>> = {
    "a connection without a map":
      "# ours\nticket_systems:\n  work:\n    system: jira # cloud\n    project: PAY\nrouting:\n  - match: { default: true }\n    target: work\n",
    "a connection with a map":
      "ticket_systems:\n  work:\n    system: jira\n    project: PAY\n    status_map:\n      # by hand\n      todo: Ready\n      done: 'Closed'   # soon\n      reverse: { Staging: in_progress }\n      fallback: todo\n",
    "a nested map":
      "ticket_systems:\n  work:\n    system: jira\n    status_map:\n      forward:\n        draft: Ideas\n      fallback: todo\n",
    "a map on one line": "ticket_systems: { work: { system: jira, project: PAY } }\n",
    "the simple form": "sync:\n  system: jira\n  project_key: PAY\n",
    "the simple form without an end": "sync:\n  system: jira",
    "line endings of Windows":
      "ticket_systems:\r\n  work:\r\n    system: jira\r\n    project: PAY\r\nteam: shop\r\n",
  };

  for (const [what, text] of Object.entries(forms)) {
    test(`is written into ${what}, and nothing else changes`, () => {
      const system = systemIn(text);
      const { suggestion } = suggestStatusMap(system, workflow(SHOP));
      const edits = writeStatusMap(text, system, suggestion);
      assert.ok(edits);
      const after = applySplices(text, edits);
      assert.deepEqual(suggestStatusMap(systemIn(after), workflow(SHOP)).unknown, []);
      assert.equal(parseConfig(after, "CANON.yaml").broken, false);
      for (const line of text
        .split(/\r?\n/)
        .filter((each) => /#|reverse|fallback|team/.test(each))) {
        assert.ok(after.includes(line.replace(/'.*'/, '"Shipped"')), line);
      }
      if (text.includes("\r\n")) assert.doesNotMatch(after, /[^\r]\n/);
    });
  }

  for (const [what, text] of [
    ["`ticket_system`, which has no name", "ticket_system: jira\nproject_key: PAY\n"],
    [
      "an alias, which two connections share",
      "ticket_systems:\n  work:\n    system: jira\n    status_map: &m\n      todo: Ready\n  other:\n    system: jira\n    project: B\n    status_map: *m\n",
    ],
  ] as const) {
    test(`is not written into ${what}`, () => {
      const system = systemIn(text);
      const { suggestion } = suggestStatusMap(system, workflow(SHOP));
      assert.equal(writeStatusMap(text, system, suggestion), null);
    });
  }

  test("belongs to the line that names the connection", () => {
    const lines: [string, number][] = [
      ["# one\nticket_systems:\n  work:\n    system: jira\n", 3],
      ["team: a\nsync:\n  project_key: PAY\n  system: jira\n", 4],
      ["\nticket_system: jira\n", 2],
    ];
    for (const [text, line] of lines) assert.equal(lineOfSystem(text, systemIn(text)), line);
  });
});

function systemIn(text: string) {
  const { config } = parseConfig(text, "CANON.yaml");
  const [system] = config.systems.values();
  assert.ok(system, "no connection");
  return system;
}

function workflow(states: States): WorkflowDescription {
  const named = states.map(([name, category]) => ({ name, category }));
  return { types: [{ name: null, states: named, requiredFields: [] }] };
}
