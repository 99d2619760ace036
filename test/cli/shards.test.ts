import assert from "node:assert/strict";
import { buildCli, TestWorkspace } from "./canon-process.ts";
import { LOCAL } from "./sample.ts";

const COUNT = 12;
const SPECS = Object.fromEntries(
  Array.from({ length: COUNT }, (_, index) => [
    `docs/specs/spec-${index}.md`,
    `# Spec ${index}\n\n## 1. Retry\n<!-- canon:system:retry-${index} status:todo -->\n\nAgain.\n`,
  ]),
);

suite("a workspace in shards", () => {
  let workspace: TestWorkspace;
  suiteSetup(buildCli);
  setup(() => {
    workspace = new TestWorkspace({ "CANON.yaml": LOCAL, ...SPECS });
  });
  teardown(() => workspace.remove());

  test("is planned in parts that have nothing in common, and together are the whole", async () => {
    const whole = await planned();
    const parts = [await planned("1/3"), await planned("2/3"), await planned("3/3")];
    assert.equal(whole.length, COUNT);
    for (const part of parts) assert.ok(part.length > 0 && part.length < COUNT);
    assert.deepEqual(parts.flat().sort(), [...whole].sort());
  });

  test("is synced part by part, each section once, and then rests", async () => {
    for (const shard of ["1/2", "2/2"]) {
      const { code, stderr } = await workspace.run(["sync", "--shard", shard]);
      assert.equal(code, 0, stderr);
    }
    assert.deepEqual(await planned(), []);
    const keys = Object.keys(SPECS).map(
      (path) => /canon:ticket:local:(LOCAL-\d+)/.exec(workspace.read(path))?.[1],
    );
    assert.equal(new Set(keys).size, COUNT);
    assert.ok(!keys.includes(undefined));
  });

  test("is checked in parts", async () => {
    await workspace.run(["sync"]);
    const linked = workspace.read("docs/specs/spec-3.md").replace("status:todo", "status:wrong");
    workspace.write("docs/specs/spec-3.md", linked);
    const codes = [];
    for (const shard of ["1/3", "2/3", "3/3"]) {
      codes.push((await workspace.run(["check", "--shard", shard])).code);
    }
    assert.deepEqual(codes.sort(), [0, 0, 1]);
  });

  test("finds a path that lies in another shard no mistake", async () => {
    for (const shard of ["1/2", "2/2"]) {
      const result = await workspace.run(["plan", "--shard", shard, "docs/specs/spec-3.md"]);
      assert.equal(result.stderr, "");
    }
  });

  test("has no part beyond the last one", async () => {
    const { code, stderr } = await workspace.run(["sync", "--shard", "3/2"]);
    assert.equal(code, 2);
    assert.match(stderr, /Give a part of a whole, such as 2\/8\./);
  });

  async function planned(shard?: string): Promise<string[]> {
    const which = shard === undefined ? [] : ["--shard", shard];
    const result = await workspace.run(["plan", "--json", ...which]);
    assert.equal(result.code, 0, result.stderr);
    const { items } = result.json() as { items: { file: string; kind: string }[] };
    return items.filter(({ kind }) => kind === "create-ticket").map(({ file }) => file);
  }
});
