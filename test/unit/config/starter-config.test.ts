import assert from "node:assert/strict";
import fc from "fast-check";
import { suite, test } from "mocha";
import { parseConfig } from "../../../src/core/config/parse-config.ts";
import {
  starterConfig,
  starterTracker,
  type StarterChoices,
} from "../../../src/core/config/starter-config.ts";
import { suggestDocPaths } from "../../../src/core/config/suggest-doc-paths.ts";
import { ticketStatusFor } from "../../../src/core/config/status-map.ts";
import { SPEC_STATES } from "../../../src/core/model/status.ts";
import type { SystemName } from "../../../src/core/model/ticket-ref.ts";
import { configOf, systemOf } from "./check-config.ts";

const PROJECTS: Readonly<Record<SystemName, string>> = {
  jira: "PAY",
  linear: "ENG",
  github: "acme/shop",
  "azure-devops": 'Pay: the "new" one',
  local: "SHOP",
};
const SYSTEMS = Object.keys(PROJECTS) as SystemName[];

suite("the first configuration of a workspace", () => {
  for (const system of SYSTEMS) {
    test(`${system}: loads without problems and means what was chosen`, () => {
      const config = configOf(starterConfig(choices({ system, docPaths: ["rfcs/*.md", "a/**"] })));
      const connection = systemOf(config, config.defaultTarget ?? "");
      assert.equal(connection.project, PROJECTS[system]);
      assert.equal(connection.host, null);
      assert.deepEqual(config.docPaths, ["rfcs/*.md", "a/**"]);
      assert.equal(connection.system, system);
    });

    test(`${system}: a host and statuses of its own load without problems, too`, () => {
      const names = SPEC_STATES.map((state) => [state, nameFor(system, state)] as const);
      const host = system === "local" ? null : "https://tickets.example.com";
      const text = starterConfig(choices({ system, host, statusMap: new Map(names) }));
      const config = configOf(text);
      const connection = systemOf(config, "main");
      assert.equal(connection.project, PROJECTS[system]);
      assert.equal(connection.host, host);
      for (const [state, name] of names) assert.equal(ticketStatusFor(connection, state), name);
      const [rule] = config.routing;
      assert.equal(rule?.target, "main");
      assert.equal(rule.match.always, true);
    });
  }

  test("says above each choice what it is", () => {
    const text = starterConfig(choices({ system: "jira" }));
    const values = text.split("\n").filter((line) => /^\s+\w+: /.test(line)).length;
    assert.ok(text.split("\n").filter((line) => line.trim().startsWith("#")).length >= values);
    assert.doesNotMatch(text, /[^\n]$/);
  });

  test("a project whatever its name is one value, never a key or a comment", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (name) => {
        const project = `x${name}x`;
        const { config, problems } = parseConfig(
          starterConfig(choices({ system: "azure-devops", project })),
          "CANON.yaml",
        );
        // A name that looks like a credential is refused by the configuration itself.
        if (problems.length > 0) return;
        assert.equal([...config.systems.values()][0]?.project, project);
      }),
    );
  });

  test("its tracker alone completes a file that names none", () => {
    const before = '# ours\nspecs:\n  doc_paths:\n    - "rfcs/*.md"';
    for (const host of [null, "https://jira.example.com"]) {
      const config = configOf(before + starterTracker(choices({ system: "jira", host })));
      assert.deepEqual(config.docPaths, ["rfcs/*.md"]);
      assert.equal([...config.systems.values()][0]?.project, "PAY");
    }
  });
});

suite("where specs may be", () => {
  test("the default place comes first where something is in it", () => {
    const paths = ["docs/specs/a.md", "docs/specs/b.md", "docs/guide.md", "rfcs/1.md"];
    assert.deepEqual(suggestDocPaths(paths), [
      { pattern: "docs/specs/*.md", count: 2 },
      { pattern: "rfcs/*.md", count: 1 },
      { pattern: "docs/**/*.md", count: 3 },
    ]);
  });

  test("folders and files that are called after specs are found, wherever they lie", () => {
    const paths = [
      "packages/a/spec.md",
      "packages/b/spec.md",
      "requirements/api/login.md",
      "README.md",
      "specs/README.md",
      "specs/_template.md",
      "node_modules/x/specs/y.md",
      ".github/specs/z.md",
    ];
    assert.deepEqual(suggestDocPaths(paths), [
      { pattern: "**/spec.md", count: 2 },
      { pattern: "requirements/**/*.md", count: 1 },
      { pattern: "docs/specs/*.md", count: 0 },
    ]);
  });

  test("an empty workspace gets the default place", () => {
    assert.deepEqual(suggestDocPaths([]), [{ pattern: "docs/specs/*.md", count: 0 }]);
  });

  test("every pattern that is proposed loads without problems, whatever the files are called", () => {
    const name = fc.constantFrom("specs", "docs", "a?b", "weiß", "spec", "x y", "*", '"', "..");
    fc.assert(
      fc.property(fc.array(fc.array(name, { minLength: 1, maxLength: 4 })), (folders) => {
        const paths = folders.map((parts) => `${parts.join("/")}.md`);
        const docPaths = suggestDocPaths(paths).map(({ pattern }) => pattern);
        const { problems } = parseConfig(
          starterConfig(choices({ system: "local", docPaths })),
          "CANON.yaml",
        );
        assert.deepEqual(problems, []);
      }),
    );
  });
});

function choices(some: Partial<StarterChoices> & Pick<StarterChoices, "system">): StarterChoices {
  const { system } = some;
  return { project: PROJECTS[system], host: null, docPaths: [], statusMap: null, ...some };
}

function nameFor(system: SystemName, state: string): string {
  if (system !== "github") return `Our "${state}": #1`;
  return state === "done" || state === "deprecated" ? `closed|x-${state}` : `open|x-${state}`;
}
