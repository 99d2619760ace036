import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { parseConfig } from "../../../src/core/config/parse-config.ts";
import { routeSpec, type RoutedSpec } from "../../../src/core/config/route-spec.ts";

/** Every key of a rule, the legacy block beside the named connections, and copies. */
const CONFIG = `team: platform
ticket_systems:
  security-board: {system: jira, project: SEC}
  engineering: {system: linear, project: ENG}
  oss: {system: github, project: org/public-repo}
  web: {system: azure-devops, project: Web}
routing:
  - match: {team: security, path: "docs/specs/*"}
    target: security-board
    shadow_targets: [engineering, oss]
  - match: {tags: [open-source, public]}
    target: oss
  - match: {owner: ann}
    target: web
    shadow_targets: [security-board]
  - match: {path: "services/**/spec.md"}
    target: engineering
  - match: {default: false}
    target: web
  - match: {team: platform, tags: [internal]}
    target: engineering
sync: {system: jira, project_key: REST}
`;

type Row = readonly [
  rule: string,
  spec: Partial<RoutedSpec>,
  target: string,
  shadows?: readonly string[],
];

const ROWS: readonly Row[] = [
  ["tags: at least one is shared", { tags: ["draft", "public"] }, "oss"],
  ["tags: letter case counts", { tags: ["Public"] }, "primary"],
  ["team: exact, and every key of a rule must hold", { team: "security", file: "x.md" }, "primary"],
  ["team: a spec without one has that of the configuration", { tags: ["internal"] }, "engineering"],
  ["team: a spec's own comes before it", { tags: ["internal"], team: "web" }, "primary"],
  ["owner: exact", { owner: "ann" }, "web", ["security-board"]],
  ["owner: no part of a name", { owner: "anne" }, "primary"],
  ["path: a star crosses folders", inSecurity("docs/specs/a/b.md"), "security-board", copies()],
  ["path: two stars may stand for no folder", { file: "services/spec.md" }, "engineering"],
  ["path: the whole path must match", { file: "old/services/a/spec.md" }, "primary"],
  ["default: false never holds", { team: "nobody" }, "primary"],
  ["first match wins", { ...inSecurity(), tags: ["public"] }, "security-board", copies()],
  ["first match wins, in the order of the file", { tags: ["public"], owner: "ann" }, "oss"],
  [
    "shadow_targets: those of the rule that holds, in their order",
    inSecurity(),
    "security-board",
    copies(),
  ],
  ["shadow_targets: none without a word", { tags: ["public"] }, "oss"],
  ["sync: serves what no rule matches, without copies", {}, "primary"],
];

function inSecurity(file = "docs/specs/one.md"): Partial<RoutedSpec> {
  return { team: "security", file };
}

function copies(): readonly string[] {
  return ["engineering", "oss"];
}

suite("the documented rules of routing", () => {
  const { config, problems } = parseConfig(CONFIG, "CANON.yaml");

  test("are read without a problem", () => assert.deepEqual(problems, []));

  for (const [rule, spec, target, shadows = []] of ROWS) {
    test(rule, () => {
      const route = routeSpec(config, {
        file: "docs/specs/one.md",
        tags: [],
        team: null,
        owner: null,
        ticketProject: null,
        ...spec,
      });
      const names = route.shadows.map(({ name }) => name);
      assert.deepEqual([route.target?.name, names], [target, shadows]);
    });
  }

  test("ticket_project takes the place of the target's project, never of a copy's", () => {
    const front = { tags: [], owner: null, ticketProject: "HARD" };
    const route = routeSpec(config, { ...front, team: "security", file: "docs/specs/one.md" });
    assert.deepEqual(
      [route.target?.project, ...route.shadows.map(({ project }) => project)],
      ["HARD", "ENG", "org/public-repo"],
    );
  });

  test("a copy may go to the tracker of the sync block, by its name", () => {
    const text = CONFIG.replace("[security-board]", "[primary]");
    assert.equal(parseConfig(text, "CANON.yaml").broken, false);
  });

  test("an unknown shadow target is an error with its path and line, and nothing is synced", () => {
    const text = CONFIG.replace("[security-board]", "[security-bored]");
    const { broken, problems: found } = parseConfig(text, "CANON.yaml");
    assert.equal(broken, true);
    assert.deepEqual(
      found.map(({ code, severity, file, line }) => [code, severity, file, line]),
      [["config/unknown-target", "error", "CANON.yaml", 15]],
    );
    assert.match(found[0]?.message ?? "", /`routing\[2\]\.shadow_targets\[0\]`.*security-board/);
  });
});
