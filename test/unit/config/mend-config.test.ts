import assert from "node:assert/strict";
import { addDefaultRoute, mendConfig } from "../../../src/core/config/mend-config.ts";
import { parseConfig } from "../../../src/core/config/parse-config.ts";
import { applySplices } from "../../../src/core/kernel/splice.ts";

/** What the first problem of a code becomes, each way by its title. */
function ways(text: string, code: string): Record<string, string> {
  const { problems } = parseConfig(text, "CANON.yaml");
  const problem = problems.find((one) => one.code === code);
  assert.ok(problem?.line != null, problems.map((one) => one.code).join());
  return Object.fromEntries(
    mendConfig(text, code, problem.line).map(({ title, splices }) => [
      title,
      applySplices(text, splices),
    ]),
  );
}

const TWO = `ticket_systems:
  oss:
    system: github
    project: acme/app
  work:
    system: local
`;

suite("mending the configuration", () => {
  test("a key that is not known becomes the nearest one", () => {
    assert.deepEqual(ways("sync:\r\n  sytem: local\r\n", "config/unknown-key"), {
      "Change it to system": "sync:\r\n  system: local\r\n",
    });
    assert.deepEqual(ways("snyc:\n  system: local\n", "config/unknown-key"), {
      "Change it to sync": "sync:\n  system: local\n",
    });
  });

  test("a value that is not known becomes the nearest one, with its quotes and remark", () => {
    assert.deepEqual(
      ways('sync:\n  system: "jirra" # ours\n  project_key: A\n', "config/wrong-value"),
      {
        "Change it to jira": 'sync:\n  system: "jira" # ours\n  project_key: A\n',
      },
    );
    const routing = "routing:\n  - match:\n      default: true\n    target: wrok\n";
    assert.deepEqual(ways(TWO + routing, "config/unknown-target"), {
      "Change it to work": `${TWO}${routing.replace("wrok", "work")}`,
    });
  });

  test("a key that belongs elsewhere is left to its author", () => {
    assert.deepEqual(ways("sync:\n  system: local\n  qqqqqqqqqqq: 1\n", "config/unknown-key"), {});
  });

  test("a default rule is added behind the others, or as the first", () => {
    for (const [before, after] of [
      [
        `${TWO}routing:\n- match:\n    team: a\n  target: oss\nteam: b\n`,
        `${TWO}routing:\n- match:\n    team: a\n  target: oss\n- match:\n    default: true\n  target: work\nteam: b\n`,
      ],
      [TWO, `${TWO}routing:\n  - match:\n      default: true\n    target: work\n`],
      [TWO.trimEnd(), `${TWO}routing:\n  - match:\n      default: true\n    target: work\n`],
    ] as const) {
      const splice = addDefaultRoute(before, "work");
      assert.ok(splice !== undefined);
      assert.equal(applySplices(before, [splice]), after);
    }
    assert.equal(
      addDefaultRoute(`${TWO}routing: [{match: {team: a}, target: oss}]\n`, "work"),
      undefined,
    );
    assert.equal(addDefaultRoute(TWO, "nobody"), undefined);
  });
});
