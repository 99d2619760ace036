import assert from "node:assert/strict";
import { parseConfig } from "../../../src/core/config/parse-config.ts";
import { expectProblem, problemsOf } from "./check-config.ts";

type Row = readonly [name: string, text: string, problem: string, ...words: readonly string[]];

const SYSTEM = "ticket_systems:\n  eng:\n    system: local\n";

function suiteOf(title: string, rows: readonly Row[]): void {
  suite(title, () => {
    for (const [name, text, problem, ...words] of rows) {
      test(name, () => expectProblem(text, problem, ...words));
    }
  });
}

suiteOf("unknown keys", [
  [
    "at the top level",
    "team: a\ntiket_system: jira\n",
    "warning 2 config/unknown-key",
    "`tiket_system`",
    "`ticket_system`",
  ],
  [
    "in sync",
    "sync:\n  system: local\n  projectkey: A\n",
    "warning 3 config/unknown-key",
    "`sync.projectkey`",
    "`project_key`",
  ],
  ["in specs", "specs:\n  doc-paths: [a.md]\n", "warning 2 config/unknown-key", "`doc_paths`"],
  [
    "in a connection",
    `${SYSTEM}    projet: A\n`,
    "warning 4 config/unknown-key",
    "`ticket_systems.eng.projet`",
    "`project`",
  ],
  [
    "in a hierarchy",
    `${SYSTEM}    hierarchy: {default_typ: A}\n`,
    "warning 4 config/unknown-key",
    "`default_type`",
  ],
  [
    "in a rule",
    `${SYSTEM}routing:\n  - match: {default: true}\n    target: eng\n    shadows: []\n`,
    "warning 7 config/unknown-key",
    "`shadow_targets`",
  ],
  [
    "that belong elsewhere",
    "create_tickets: false\n",
    "warning 1 config/unknown-key",
    "`sync.create_tickets`",
  ],
  [
    "that resemble nothing list what is known",
    "sync:\n  system: local\n  zzzzzzzz: 1\n",
    "warning 3 config/unknown-key",
    "`reverse_sync`",
    "`create_tickets`",
  ],
  [
    "in a match, where half a rule would match too much",
    `${SYSTEM}routing:\n  - match: {team: a, tag: [b]}\n    target: eng\n`,
    "error 5 config/unknown-key",
    "`routing[0].match.tag`",
    "`tags`",
  ],
  [
    "in a status map",
    `${SYSTEM}    status_map: {forward: {inprogress: A}}\n`,
    "error 4 config/unknown-key",
    "`ticket_systems.eng.status_map.forward.inprogress`",
    "`in_progress`",
  ],
]);

suiteOf("wrong types", [
  [
    "a project that is a number",
    "ticket_systems:\n  eng:\n    system: jira\n    project: 42\n",
    "error 4 config/wrong-type",
    "`ticket_systems.eng.project`",
    "quotes",
    "number",
  ],
  ["a team that is a number", "team: 7\n", "error 1 config/wrong-type", "`team`"],
  [
    "a status that YAML reads as true",
    `${SYSTEM}    status_map:\n      forward:\n        todo: On\n`,
    "error 6 config/wrong-type",
    "`ticket_systems.eng.status_map.forward.todo`",
    "quotes",
  ],
  [
    "a switch that is text",
    'specs:\n  auto_tickets: "yes"\n',
    "error 2 config/wrong-type",
    "`specs.auto_tickets`",
  ],
  [
    "a switch that is empty",
    "sync:\n  system: local\n  create_tickets:\n",
    "error 3 config/wrong-type",
    "empty",
  ],
  [
    "lifecycle_sync that is another word",
    "specs:\n  lifecycle_sync: sometimes\n",
    "error 2 config/wrong-type",
    "`close_only`",
  ],
  [
    "doc_paths that is text",
    "specs:\n  doc_paths: docs/*.md\n",
    "error 2 config/wrong-type",
    "list",
  ],
  [
    "doc_paths with a number",
    "specs:\n  doc_paths:\n    - a.md\n    - 3\n",
    "error 4 config/wrong-type",
    "`specs.doc_paths[1]`",
  ],
  [
    "doc_paths with an empty item",
    "specs:\n  doc_paths:\n    - a.md\n    -\n",
    "error 4 config/wrong-type",
    "`specs.doc_paths[1]`",
  ],
  [
    "tags that is text",
    `${SYSTEM}routing:\n  - match: {tags: a}\n    target: eng\n`,
    "error 5 config/wrong-type",
    "`routing[0].match.tags`",
  ],
  ["specs that is a list", "specs: [a]\n", "error 1 config/wrong-type", "`specs`"],
  ["specs that is empty", "specs:\n", "error 1 config/wrong-type", "empty"],
  [
    "a connection that is text",
    "ticket_systems:\n  eng: jira\n",
    "error 2 config/wrong-type",
    "`ticket_systems.eng`",
  ],
  [
    "a system that is a list",
    "sync:\n  system: [jira]\n",
    "error 2 config/wrong-type",
    "`sync.system`",
  ],
]);

suiteOf("wrong values", [
  [
    "an unknown system",
    "sync:\n  system: jria\n",
    "error 2 config/wrong-value",
    "`sync.system`",
    "jria",
    "`jira`",
  ],
  [
    "an unknown system by its full path",
    "ticket_systems:\n  eng:\n    system: Jira\n",
    "error 3 config/wrong-value",
    "`ticket_systems.eng.system`",
    "`jira`",
  ],
  [
    "a connection without a system",
    "ticket_systems:\n  eng:\n    project: A\n",
    "error 2 config/missing-value",
    "`ticket_systems.eng.system`",
  ],
  [
    "a sync project without a system",
    "sync:\n  project_key: A\n",
    "error 2 config/missing-value",
    "`sync.system`",
  ],
  [
    "a project_key without a system",
    "project_key: A\n",
    "warning 1 config/missing-value",
    "`ticket_system`",
  ],
  ["an unknown version", "version: 2\n", "error 1 config/wrong-value", "`version`"],
  [
    "an empty list of paths",
    "specs:\n  doc_paths: []\n",
    "error 2 config/wrong-value",
    "`specs.doc_paths`",
  ],
  [
    "a reverse entry to an unknown status",
    `${SYSTEM}    status_map:\n      reverse:\n        Open: toodo\n`,
    "error 6 config/wrong-value",
    "status_map.reverse.Open",
    "`todo`",
  ],
  [
    "an unknown fallback",
    `${SYSTEM}    status_map: {fallback: none}\n`,
    "error 4 config/wrong-value",
    "status_map.fallback",
  ],
  [
    "a local prefix that leaves the folder",
    "sync:\n  system: local\n  project_key: ../../x\n",
    "error 3 config/wrong-value",
    "`sync.project_key`",
  ],
  [
    "a host with a blank",
    `${SYSTEM}    host: "a b"\n`,
    "error 4 config/wrong-value",
    "`ticket_systems.eng.host`",
  ],
  ["a text with a line break", 'team: "a\\nb"\n', "error 1 config/wrong-value", "`team`"],
  [
    "an empty match",
    `${SYSTEM}routing:\n  - match: {}\n    target: eng\n`,
    "error 5 config/wrong-type",
    "`routing[0].match`",
  ],
  [
    "a match whose only key is empty, which must not hold for all specs",
    `${SYSTEM}routing:\n  - match:\n      team:\n    target: eng\n`,
    "error 6 config/wrong-type",
    "`routing[0].match.team`",
  ],
  [
    "a rule without a match",
    `${SYSTEM}routing:\n  - target: eng\n`,
    "error 5 config/missing-value",
    "`routing[0].match`",
  ],
  [
    "a rule without a target",
    `${SYSTEM}routing:\n  - match: {default: true}\n`,
    "error 5 config/missing-value",
    "`routing[0].target`",
  ],
  [
    "default beside another key",
    `${SYSTEM}routing:\n  - match:\n      team: a\n      default: true\n    target: eng\n`,
    "error 7 config/wrong-value",
    "default",
  ],
  [
    "an unknown target",
    `${SYSTEM}routing:\n  - match: {default: true}\n    target: engg\n`,
    "error 6 config/unknown-target",
    "`routing[0].target`",
    "engg",
    "`eng`",
  ],
  [
    "a target without any system",
    "routing:\n  - match: {default: true}\n    target: eng\n",
    "error 3 config/unknown-target",
    "`ticket_systems`",
  ],
  [
    "a target whose system is wrong, once only",
    "ticket_systems:\n  eng: {system: jura}\nrouting:\n  - match: {default: true}\n    target: eng\n",
    "error 2 config/wrong-value",
    "`jira`",
  ],
  [
    "an unknown shadow",
    `${SYSTEM}routing:\n  - match: {default: true}\n    target: eng\n    shadow_targets:\n      - oss\n`,
    "error 8 config/unknown-target",
    "shadow_targets[0]",
  ],
  [
    "a shadow that is the target",
    `${SYSTEM}routing:\n  - match: {default: true}\n    target: eng\n    shadow_targets: [eng]\n`,
    "error 7 config/wrong-value",
    "shadow_targets[0]",
  ],
  [
    "a shadow listed twice",
    `${SYSTEM}  b: {system: local, project: B}\nrouting:\n  - match: {default: true}\n    target: eng\n    shadow_targets: [b, b]\n`,
    "error 8 config/wrong-value",
    "shadow_targets[1]",
  ],
]);

suite("patterns that leave the workspace folder", () => {
  const outside = [
    "../x.md",
    "a/../../x.md",
    "..",
    "a/..",
    "/etc/*.md",
    "~/x.md",
    "C:/x.md",
    "c:x.md",
    "\\\\server\\x.md",
    "docs\\specs\\*.md",
  ];
  for (const pattern of outside) {
    test(`${pattern} is refused`, () => {
      expectProblem(
        `specs:\n  doc_paths:\n    - '${pattern}'\n`,
        "error 3 config/wrong-value",
        "`specs.doc_paths[0]`",
      );
    });
  }

  test("a rule's path is held to the same", () => {
    expectProblem(
      `${SYSTEM}routing:\n  - match: {path: ../x}\n    target: eng\n`,
      "error 5 config/wrong-value",
      "`routing[0].match.path`",
    );
  });

  test("dots inside names are fine", () => {
    assert.deepEqual(problemsOf('specs: {doc_paths: ["./docs/v1..2/*.md", "..a/b.md"]}\n'), []);
  });
});

suiteOf("YAML that cannot be used", [
  ["broken YAML", "team: a\nsync: [jira\n", "error 3 config/broken-yaml"],
  ["a tab as indentation", "sync:\n\tsystem: local\n", "error 2 config/broken-yaml", "tab"],
  ["an unclosed quote", 'team: "a\nsync: b\n', "error 3 config/broken-yaml"],
  ["several documents", "team: a\n---\nteam: b\n", "error 2 config/broken-yaml", "---"],
  ["a list at the top", "- a\n- b\n", "error 1 config/not-a-mapping"],
  ["a word at the top", "\nhello\n", "error 2 config/not-a-mapping"],
  ["an empty file", "", "warning 1 config/not-a-mapping"],
  ["comments only", "# nothing yet\n", "warning 1 config/not-a-mapping"],
  [
    "a key written twice",
    "team: a\nspecs: {}\nteam: b\n",
    "warning 3 config/duplicate-key",
    "line 1",
  ],
  ["a list as a key", "? [a]\n: b\n", "error 1 config/broken-yaml"],
  [
    "a merge key",
    `${SYSTEM}    hierarchy: &h {2: Epic}\n  b:\n    <<: *h\n`,
    "error 6 config/broken-yaml",
    "<<",
  ],
  ["an alias to nothing", "team: *nobody\n", "error 1 config/broken-yaml"],
  ["an alias around itself", "slack: &a\n  b: *a\n", "error 2 config/broken-yaml"],
  ["an unknown tag", "team: !who a\n", "warning 1 config/broken-yaml"],
  [
    "a file that is too large",
    `team: a\n${"#".repeat(70_000)}\n`,
    "error 1 config/too-large",
    "64 kB",
  ],
]);

suite("YAML that is meant to hurt", () => {
  const bomb = (levels: number) =>
    ["slack:", "  a0: &a0 [x, x, x, x, x, x, x, x, x]"]
      .concat(
        Array.from({ length: levels }, (_, index) => {
          const alias = `*a${index}`;
          return `  a${index + 1}: &a${index + 1} [${Array.from({ length: 9 }, () => alias).join(", ")}]`;
        }),
      )
      .join("\n");

  test("an alias bomb is refused at the line where it goes off", () => {
    const [only, ...others] = problemsOf(bomb(30));
    assert.match(only ?? "", /^error [67] config\/broken-yaml$/);
    assert.deepEqual(others, []);
  });

  test("a long text that thousands of aliases share is looked at once", () => {
    const aliases = Array.from({ length: 6_000 }, () => "*t").join(", ");
    const text = `slack: &t "${"eyJ-".repeat(10_000)}"\nextensions: [${aliases}]\n`;
    assert.deepEqual(
      problemsOf(text),
      [1, 2].map((line) => `info ${line} config/unused-key`),
    );
  });

  const nestings = {
    "flow lists": "[".repeat(60_000),
    "lists in one line": "- ".repeat(30_000),
    "flow mappings": "{a: ".repeat(16_000),
    "explicit keys": "? ".repeat(30_000),
    "open lines": "[\n".repeat(30_000),
    indentation: Array.from({ length: 350 }, (_, index) => `${" ".repeat(index)}a:`).join("\n"),
  };
  for (const [name, text] of Object.entries(nestings)) {
    test(`deep nesting by ${name} is refused`, () => {
      const { problems, broken } = parseConfig(text, "CANON.yaml");
      assert.equal(broken, true);
      assert.equal(problems.length, 1);
      assert.ok((problems[0]?.line ?? 0) >= 1);
    });
  }

  test("thousands of wrong keys give a hundred problems of each kind, and still an error", () => {
    const keys = Array.from({ length: 5_000 }, (_, index) => `k${index}: 1`);
    const { problems, broken } = parseConfig([...keys, "team: 1"].join("\n"), "CANON.yaml");
    assert.equal(problems.length, 101);
    assert.equal(broken, true);
  });
});

suite("credentials in the file", () => {
  const rows: readonly [text: string, line: number, secret: string][] = [
    ["team: a\ntoken: s3cr3t-value\n", 2, "s3cr3t-value"],
    ["sync:\n  system: jira\n  api_key: s3cr3t-value\n", 3, "s3cr3t-value"],
    ["sync:\n  system: jira\n  apiToken: s3cr3t-value\n", 3, "s3cr3t-value"],
    [`${SYSTEM}    password: 12345678\n`, 4, "12345678"],
    ["slack:\n  bot-token: xyz\n", 2, "xyz"],
    ["auth_profiles:\n  a:\n    client_secret: abc987\n", 3, "abc987"],
    ["extensions:\n  - credentials: [abc987]\n", 2, "abc987"],
    ["team: ghp_0123456789abcdefghijABCDEFGHIJ012345\n", 1, "ghp_0123456789"],
    ["sync:\n  system: lin_api_0123456789abcdefghij\n", 2, "lin_api_0123456789"],
    [`${SYSTEM}    host: "https://me:hunter22@jira.example.com"\n`, 4, "hunter22"],
    ["ghp_0123456789abcdefghijABCDEFGHIJ012345: 1\n", 1, "ghp_0123456789"],
    ["slack:\n  a:\n    - xoxb-0123456789-abcdef\n", 3, "xoxb-0123456789"],
  ];
  for (const [text, line, secret] of rows) {
    test(`is found in ${JSON.stringify(text.replace(secret, "…"))} and never repeated`, () => {
      const { problems, broken } = parseConfig(text, "CANON.yaml");
      assert.equal(broken, true);
      assert.ok(problems.some((one) => one.code === "config/secret" && one.line === line));
      assert.ok(!JSON.stringify(problems).includes(secret));
    });
  }

  test("a broken file does not repeat what it holds", () => {
    const { problems } = parseConfig('token: "s3cr3t-value\nteam: a\n', "CANON.yaml");
    assert.ok(!JSON.stringify(problems).includes("s3cr3t"));
  });

  const harmless = [
    "project_key: A\nticket_system: jira\n",
    `${SYSTEM}    status_map: {reverse: {Waiting for token: blocked, Password: todo}}\n`,
    "ticket_systems:\n  token: {system: local}\n",
  ];
  for (const text of harmless) {
    test(`is not seen in ${JSON.stringify(text)}`, () => assert.deepEqual(problemsOf(text), []));
  }

  test("a name of an environment variable is only an unknown key", () => {
    assert.deepEqual(problemsOf("token: $JIRA_API_TOKEN\n"), ["warning 1 config/unknown-key"]);
  });
});
