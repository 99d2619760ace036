import assert from "node:assert/strict";
import { defaultConfig } from "../../../src/core/config/default-config.ts";
import { parseConfig } from "../../../src/core/config/parse-config.ts";
import { type RoutedSpec, routeSpec } from "../../../src/core/config/route-spec.ts";

const SYSTEMS = `
ticket_systems:
  a: {system: jira, project: A}
  b: {system: github, project: o/b}
  c: {system: local, project: C}
`;

function route(text: string, spec: Partial<RoutedSpec> = {}) {
  const { config, broken } = parseConfig(text, "CANON.yaml");
  assert.equal(broken, false);
  return routeSpec(config, {
    file: "docs/specs/one.md",
    tags: [],
    team: null,
    owner: null,
    ticketProject: null,
    ...spec,
  });
}

function check(text: string, spec: Partial<RoutedSpec>, expected: string | null): void {
  assert.equal(route(SYSTEMS + text, spec).target?.name ?? null, expected);
}

suite("the tracker of a spec", () => {
  test("is none without a configuration", () => {
    const spec = { file: "a.md", tags: [], team: null, owner: null, ticketProject: null };
    assert.deepEqual(routeSpec(defaultConfig(), spec), { target: null, shadows: [] });
  });

  test("is the only system, rules or not", () => {
    const only = "ticket_systems:\n  a: {system: local}\n";
    assert.equal(route(only).target?.name, "a");
    const rule = "routing:\n  - match: {team: x}\n    target: a\n";
    assert.equal(route(only + rule).target?.name, "a");
  });

  test("is none among several without a rule", () => check("", {}, null));

  test("is the sync block's where no rule holds", () =>
    check("sync: {system: linear, project_key: L}\n", {}, "primary"));

  const rows: readonly [name: string, match: string, spec: Partial<RoutedSpec>, hit: boolean][] = [
    ["any common tag is enough", "{tags: [x, y]}", { tags: ["z", "y"] }, true],
    ["tags are compared exactly", "{tags: [x]}", { tags: ["X"] }, false],
    ["an empty list of tags matches nothing", "{tags: []}", { tags: ["x"] }, false],
    ["the team must be the same", "{team: pay}", { team: "pay" }, true],
    ["another team does not match", "{team: pay}", { team: "payments" }, false],
    ["the owner must be the same", "{owner: ann}", { owner: "ann" }, true],
    ["no owner does not match", "{owner: ann}", {}, false],
    ["a star crosses folders", '{path: "docs/*.md"}', { file: "docs/a/b/c.md" }, true],
    ["two stars need no folder", '{path: "docs/**/*.md"}', { file: "docs/c.md" }, true],
    ["the whole path must match", '{path: "specs/*"}', { file: "docs/specs/a.md" }, false],
    ["all keys must hold", "{team: pay, owner: ann}", { team: "pay", owner: "bob" }, false],
    ["all keys that hold match", "{team: pay, owner: ann}", { team: "pay", owner: "ann" }, true],
    ["default: true always matches", "{default: true}", {}, true],
    ["default: false never does", "{default: no}", {}, false],
  ];
  for (const [name, match, spec, hit] of rows) {
    test(name, () =>
      check(`routing:\n  - match: ${match}\n    target: b\n`, spec, hit ? "b" : null),
    );
  }

  test("is that of the first rule that holds", () =>
    check(
      "routing:\n  - match: {team: x}\n    target: a\n  - match: {tags: [t]}\n    target: b\n  - match: {default: true}\n    target: c\n",
      { tags: ["t"] },
      "b",
    ));

  test("a spec without a team has the team of the configuration", () =>
    check("team: pay\nrouting:\n  - match: {team: pay}\n    target: b\n", {}, "b"));

  test("the spec's own project takes the place of the target's", () => {
    const text = `${SYSTEMS}routing:\n  - match: {default: true}\n    target: a\n    shadow_targets: [c, b]\n`;
    const { target, shadows } = route(text, { ticketProject: "OTHER" });
    assert.equal(target?.project, "OTHER");
    assert.deepEqual(
      shadows.map(({ name, project }) => [name, project]),
      [
        ["c", "C"],
        ["b", "o/b"],
      ],
    );
    assert.equal(route(text).target?.project, "A");
  });
});
