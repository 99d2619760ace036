import assert from "node:assert/strict";
import { defaultConfig } from "../../../src/core/config/default-config.ts";
import { parseConfig } from "../../../src/core/config/parse-config.ts";
import { configOf, expectProblem, problemsOf, systemOf } from "./check-config.ts";

suite("the forms of CANON.yaml", () => {
  test("a file that only names specs has the defaults and no tracker", () => {
    const text = 'version: "1"\n\nspecs:\n  doc_paths:\n    - "docs/specs/*.md"\n';
    assert.deepEqual(configOf(text), defaultConfig());
  });

  test("the sync block makes one system for all specs", () => {
    const config = configOf(
      "sync:\n  system: jira\n  project_key: PAY\n  create_tickets: true\n  reverse_sync: true\n",
    );
    assert.deepEqual([...config.systems.keys()], ["primary"]);
    const primary = systemOf(config, "primary");
    assert.equal(primary.system, "jira");
    assert.equal(primary.project, "PAY");
    assert.equal(config.defaultTarget, "primary");
    assert.equal(config.createTickets, true);
    assert.equal(config.reverseSync, true);
  });

  test("ticket_system and project_key do the same", () => {
    const config = configOf("ticket_system: linear\nproject_key: ENG\n");
    assert.equal(systemOf(config, "primary").system, "linear");
    assert.equal(systemOf(config, "primary").project, "ENG");
    assert.equal(config.defaultTarget, "primary");
  });

  test("both simple forms together make one system", () => {
    const config = configOf(
      "team: payments\nticket_system: jira\nproject_key: PAY\nsync:\n  system: jira\n  project_key: PAY\n",
    );
    assert.equal(config.systems.size, 1);
    assert.equal(config.team, "payments");
  });

  test("the sync block takes system and project from the older keys when it has none", () => {
    const config = configOf(
      "ticket_system: jira\nproject_key: PAY\nsync:\n  create_tickets: false\n",
    );
    assert.equal(systemOf(config, "primary").project, "PAY");
    assert.equal(config.createTickets, false);
  });

  test("the sync block wins over a ticket_system that differs", () => {
    const text = "ticket_system: jira\nproject_key: PAY\nsync:\n  system: github\n";
    expectProblem(text, "warning 1 config/deprecated", "`ticket_system`", "`sync`");
    const primary = systemOf(parseConfig(text, "CANON.yaml").config, "primary");
    assert.equal(primary.system, "github");
    assert.equal(primary.project, null);
  });

  test("azure stands for azure-devops", () => {
    const config = configOf("sync:\n  system: azure\n  project_key: Web\n");
    assert.equal(systemOf(config, "primary").system, "azure-devops");
  });

  test("the documented example with two systems and flat maps reads as it is meant", () => {
    const config = configOf(TWO_SYSTEMS);
    const engineering = systemOf(config, "engineering");
    assert.equal(engineering.project, "ENG");
    assert.equal(engineering.statusMap.forward.get("in_progress"), "In Development");
    assert.equal(engineering.hierarchy.typeByDepth.get(4), "Sub-task");
    assert.equal(engineering.hierarchy.autoParent, true);
    assert.equal(systemOf(config, "oss").project, "org/public-repo");
    assert.deepEqual(config.routing, [
      {
        match: { tags: ["open-source"], team: null, owner: null, path: null, always: null },
        target: "oss",
        shadowTargets: [],
      },
      {
        match: { tags: null, team: null, owner: null, path: null, always: true },
        target: "engineering",
        shadowTargets: [],
      },
    ]);
    assert.equal(config.defaultTarget, null);
  });

  test("sync beside ticket_systems serves what no rule matches", () => {
    const config = configOf(`${TWO_SYSTEMS}\nsync:\n  system: local\n`);
    assert.deepEqual([...config.systems.keys()], ["engineering", "oss", "primary"]);
    assert.equal(config.defaultTarget, "primary");
  });

  test("sync beside ticket_systems does not double a connection that is there already", () => {
    const config = configOf(`${TWO_SYSTEMS}\nsync:\n  system: jira\n  project_key: ENG\n`);
    assert.equal(config.systems.size, 2);
    assert.equal(config.defaultTarget, "engineering");
  });

  test("a connection called primary keeps its name beside sync", () => {
    const config = configOf(
      "ticket_systems:\n  primary:\n    system: github\n    project: a/b\nsync:\n  system: local\n",
    );
    assert.equal(systemOf(config, "primary").system, "github");
    assert.equal(systemOf(config, "sync").system, "local");
    assert.equal(config.defaultTarget, "sync");
  });

  test("sync beside ticket_systems may hold switches only", () => {
    const config = configOf(`${TWO_SYSTEMS}\nsync:\n  reverse_sync: no\n`);
    assert.equal(config.systems.size, 2);
    assert.equal(config.defaultTarget, null);
    assert.equal(config.reverseSync, false);
  });

  test("ticket_system beside ticket_systems is ignored, with a warning", () => {
    const text = `${TWO_SYSTEMS}\nticket_system: linear\nproject_key: X\n`;
    expectProblem(text, `warning ${lineOf(text, "ticket_system:")} config/deprecated`);
    const { config } = parseConfig(text, "CANON.yaml");
    assert.equal(config.systems.size, 2);
    assert.equal(config.defaultTarget, null);
  });

  test("an empty ticket_systems leaves ticket_system in use", () => {
    const config = configOf("ticket_systems: {}\nticket_system: jira\nproject_key: A\n");
    assert.equal(config.defaultTarget, "primary");
  });

  test("the older file name is mentioned, on line 1", () => {
    const { problems, broken } = parseConfig("sync: {system: local}\n", "SPECWRIGHT.yaml");
    assert.deepEqual(
      problems.map(({ code, severity, line, file }) => [code, severity, line, file]),
      [["config/deprecated", "info", 1, "SPECWRIGHT.yaml"]],
    );
    assert.equal(broken, false);
  });
});

suite("the switches of CANON.yaml", () => {
  const rows: readonly [name: string, text: string, key: string, value: unknown][] = [
    [
      "create_tickets: false creates nothing",
      "sync: {system: local, create_tickets: false}",
      "createTickets",
      false,
    ],
    ["auto_tickets: false creates nothing", "specs: {auto_tickets: false}", "createTickets", false],
    [
      "one false switch is enough",
      "sync: {system: local, create_tickets: true}\nspecs: {auto_tickets: no}",
      "createTickets",
      false,
    ],
    ["absent switches let a sync create", "sync: {system: local}", "createTickets", true],
    [
      "reverse_sync: off changes no spec",
      "sync: {system: local, reverse_sync: off}",
      "reverseSync",
      false,
    ],
    ["absent reverse_sync changes specs", "sync: {system: local}", "reverseSync", true],
    [
      "a review is needed only where it is written",
      "specs: {auto_tickets: true}",
      "requireReview",
      false,
    ],
    ["require_review: true asks for one", "specs: {require_review: true}", "requireReview", true],
    ["lifecycle_sync is on by itself", "specs: {}", "lifecycleSync", true],
    ["lifecycle_sync may be off", "specs: {lifecycle_sync: off}", "lifecycleSync", false],
    [
      "lifecycle_sync may only close",
      "specs: {lifecycle_sync: close_only}",
      "lifecycleSync",
      "close_only",
    ],
    ["a version without quotes is fine", "version: 1\nteam: a", "team", "a"],
    ["a team called y is no truth value", "team: y", "team", "y"],
    ["an empty team is none", "team:\n", "team", null],
  ];
  for (const [name, text, key, value] of rows) {
    test(name, () =>
      assert.equal(Object.entries(configOf(text)).find(([one]) => one === key)?.[1], value),
    );
  }
});

suite("connections", () => {
  const connection = (lines: string) =>
    systemOf(configOf(`ticket_systems:\n  eng:\n    system: jira\n${lines}`), "eng");

  test("a nested status map has both directions and a fallback", () => {
    const eng = connection(
      "    status_map:\n      forward: {draft: A, todo: B, in_progress: C, done: D, blocked: E, deprecated: F}\n" +
        "      reverse: {Staging: in_progress, Waiting for token: blocked}\n      fallback: todo\n",
    );
    assert.equal(eng.statusMap.forward.get("done"), "D");
    assert.deepEqual(
      [...eng.statusMap.reverse],
      [
        ["Staging", "in_progress"],
        ["Waiting for token", "blocked"],
      ],
    );
    assert.equal(eng.statusMap.fallback, "todo");
  });

  test("an incomplete map lists what it leaves out, in alphabetical order", () => {
    expectProblem(
      "ticket_systems:\n  eng:\n    system: jira\n    status_map:\n      todo: Open\n      done: Closed\n",
      "warning 4 config/incomplete-status-map",
      "`blocked`, `deprecated`, `draft`, `in_progress`",
    );
  });

  test("a nested hierarchy has a default type and takes yes for true", () => {
    const eng = connection(
      '    hierarchy:\n      depth_to_type: {2: Epic, "3": Story}\n      default_type: Bug\n      auto_parent: "yes"\n',
    );
    assert.deepEqual(
      [...eng.hierarchy.typeByDepth],
      [
        [2, "Epic"],
        [3, "Story"],
      ],
    );
    assert.equal(eng.hierarchy.defaultType, "Bug");
    assert.equal(eng.hierarchy.autoParent, true);
  });

  test("auto_parent inside hierarchy wins over the one beside it", () => {
    const eng = connection("    auto_parent: true\n    hierarchy: {2: Epic, auto_parent: false}\n");
    assert.equal(eng.hierarchy.autoParent, false);
  });

  test("host wins over host_override", () => {
    assert.equal(connection("    host_override: b.example\n").host, "b.example");
    assert.equal(
      connection("    host: a.example\n    host_override: b.example\n").host,
      "a.example",
    );
  });

  test("the embedded tracker has the states that its map names", () => {
    const config = configOf(
      "ticket_systems:\n  desk:\n    system: local\n    status_map:\n      todo: TODO\n      in_progress: doing\n      reverse: {doing: in_progress, parked: blocked}\n",
    );
    assert.deepEqual(systemOf(config, "desk").extraStates, ["doing", "parked"]);
  });

  test("two systems may share a map through an alias", () => {
    const config = configOf(
      "ticket_systems:\n  a:\n    system: local\n    status_map: &map {todo: open}\n  b:\n    system: local\n    project: B\n    status_map: *map\n",
    );
    assert.equal(systemOf(config, "b").statusMap.forward.get("todo"), "open");
  });

  test("names such as __proto__ are names like any other", () => {
    const config = configOf(
      "ticket_systems:\n  __proto__: {system: local}\n  constructor: {system: local, project: C}\nrouting:\n  - match: {tags: [__proto__]}\n    target: __proto__\n",
    );
    assert.deepEqual([...config.systems.keys()], ["__proto__", "constructor"]);
    assert.equal(config.routing[0]?.target, "__proto__");
    assert.equal(Object.hasOwn(Object.prototype, "system"), false);
  });

  test("GitHub maps that name no open or closed keep the built-in labels, with a warning", () => {
    const text =
      "ticket_systems:\n  oss:\n    system: github\n    project: a/b\n    status_map:\n      forward:\n        draft: open|idea\n        todo: open\n        in_progress: open|doing\n        done: Done\n        blocked: open|stuck\n        deprecated: closed\n";
    expectProblem(text, "warning 10 config/wrong-value", "ticket_systems.oss", "`done`");
    const oss = systemOf(parseConfig(text, "CANON.yaml").config, "oss");
    assert.equal(oss.statusMap.forward.has("done"), false);
    assert.deepEqual(oss.extraStates, ["open|idea", "open", "open|doing", "open|stuck", "closed"]);
  });

  test("keys of the public program are accepted, with one information each", () => {
    const text =
      "slack_channel: x\nagents: {pr_analysis: true}\nide:\nauth_profiles: {p: {system: jira, env_prefix: JIRA_}}\nticket_systems:\n  a:\n    system: jira\n    project: A\n    repo: x\n    auth_profile: p\n    templates: {summary: s}\n    field_map: {standard: {}}\n    dedup_enabled: false\n";
    assert.deepEqual(
      problemsOf(text),
      [1, 2, 3, 4, 9, 10, 11, 12, 13].map((line) => `info ${line} config/unused-key`),
    );
  });
});

const TWO_SYSTEMS = `ticket_systems:
  engineering:
    system: jira
    project: ENG
    status_map:
      draft: "Backlog"
      todo: "Open"
      in_progress: "In Development"
      done: "Closed"
      blocked: "On Hold"
      deprecated: "Won't Fix"
    hierarchy:
      2: "Epic"        # h2 sections
      3: "Story"
      4: "Sub-task"
    auto_parent: true
  oss:
    system: github
    repo: org/public-repo

routing:
  - match:
      tags: ["open-source"]
    target: oss
  - match:
      default: true
    target: engineering
`;

function lineOf(text: string, start: string): number {
  return text.split("\n").findIndex((line) => line.startsWith(start)) + 1;
}
