import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildCli, type TestWorkspace } from "./canon-process.ts";
import { paymentsWorkspace, SPEC } from "./sample.ts";
import { valid } from "./schemas.ts";

const CONFIG = `ticket_systems:
  desk: {system: local}
  mirror: {system: local, project: COPY}
routing:
  - match: {default: true}
    target: desk
    shadow_targets: [mirror]
`;

suite("canon drift", () => {
  let workspace: TestWorkspace;
  suiteSetup(buildCli);
  setup(async () => {
    workspace = paymentsWorkspace();
    writeFileSync(join(workspace.root, "CANON.yaml"), CONFIG);
    assert.equal((await workspace.run(["sync"])).code, 0);
  });
  teardown(() => workspace.remove());

  test("finds nothing after a sync, and writes nothing", async () => {
    const before = workspace.contents();
    const result = await workspace.run(["drift", "--json"]);
    assert.equal(result.code, 0, result.stderr);
    assert.deepEqual(valid("drift", result.json()).sections, []);
    assert.deepEqual(workspace.contents(), before);
  });

  test("tells who moved, in words and as JSON, and ends with 1", async () => {
    edit(".canon/tickets/COPY-1.md", "status: todo", "status: done");
    edit(SPEC, "retry status:todo", "retry status:in_progress");
    const result = await workspace.run(["drift", SPEC, "--json"]);
    assert.equal(result.code, 1);
    const [section, ...more] = valid("drift", result.json()).sections;
    assert.deepEqual(more, []);
    assert.deepEqual(
      [section?.["file"], section?.["sectionId"], section?.["ticket"], section?.["shadows"]],
      [SPEC, "retry", "local:LOCAL-1", ["local:COPY-1"]],
    );
    assert.deepEqual(section?.["drift"], [
      {
        field: "status",
        moved: ["spec", "shadow:local:COPY-1"],
        spec: "in_progress",
        tracker: "todo",
        base: "todo",
        shadows: [{ ticket: "local:COPY-1", value: "done" }],
      },
    ]);
    const { code, stdout } = await workspace.run(["drift"]);
    assert.equal(code, 1);
    assert.match(stdout, /≠ Status: the spec and the copy local:COPY-1 moved/);
    assert.match(stdout, /^ +spec +in_progress$/m);
    assert.match(stdout, /^ +LOCAL-1 +todo$/m);
    assert.match(stdout, /^ +copy local:COPY-1 +done$/m);
    assert.match(stdout, /1 section to look at\./);
  });

  test("keeps to the sections that are named", async () => {
    edit(".canon/tickets/COPY-1.md", "status: todo", "status: done");
    const result = await workspace.run(["drift", `${SPEC}#jitter`, "--json"]);
    assert.equal(result.code, 0, result.stderr);
    assert.deepEqual(valid("drift", result.json()).sections, []);
  });

  test("needs a tracker", async () => {
    writeFileSync(join(workspace.root, "CANON.yaml"), "version: 1\n");
    const result = await workspace.run(["drift", "--json"]);
    assert.equal(result.code, 2);
    assert.deepEqual(valid("drift", result.json()).sections, []);
  });

  test("shadows stand in the model of the spec", async () => {
    const result = await workspace.run(["parse", SPEC, "--json"]);
    const [spec] = valid("parse", result.json()).specs;
    const retry = spec?.sections.find(({ id }) => id === "retry");
    assert.deepEqual(retry?.["shadows"], [
      { system: "local", key: "COPY-1", url: null, line: Number(retry?.["line"]) + 2 },
    ]);
  });

  function edit(path: string, from: string, to: string): void {
    const file = join(workspace.root, path);
    const text = readFileSync(file, "utf8");
    assert.ok(text.includes(from), text);
    writeFileSync(file, text.replace(from, to));
  }
});
