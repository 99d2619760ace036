import assert from "node:assert/strict";
import { buildCli, TestWorkspace } from "./canon-process.ts";
import { valid } from "./schemas.ts";

const DOCUMENTED = `# Payments

## 3. Idempotency Layer
<!-- canon:ticket:jira:PAY-142 -->
<!-- canon:system:idempotency status:in_progress -->

### 3.1 Key Generation
<!-- canon:ticket:jira:PAY-143 -->
<!-- canon:system:key-gen status:done -->
<!-- canon:realized-in:PR#412 src/payments/keys.ts -->

Acceptance Criteria:

- [x] Keys are random
`;

suite("canon parse", () => {
  let workspace: TestWorkspace;
  suiteSetup(buildCli);
  setup(() => {
    workspace = new TestWorkspace({ "notes/any.md": DOCUMENTED });
  });
  teardown(() => workspace.remove());

  test("prints the documented example as the section model, with no configuration", async () => {
    const result = await workspace.run(["parse", "notes/any.md", "--json"]);
    assert.equal(result.code, 0);
    const [spec] = valid("parse", result.json()).specs;
    assert.equal(spec?.file, "notes/any.md");
    const [parent, child] = spec.sections;
    assert.deepEqual(
      [parent?.id, parent?.number, parent?.line, parent?.endLine, parent?.status],
      ["idempotency", "3", 3, 6, "in_progress"],
    );
    assert.deepEqual(
      [child?.id, child?.title, child?.depth, child?.parentId, child?.status],
      ["key-gen", "Key Generation", 3, "idempotency", "done"],
    );
    assert.deepEqual(child?.tickets, [{ system: "jira", key: "PAY-143", url: null, line: 8 }]);
    assert.deepEqual(child.evidence, [
      {
        source: "PR#412",
        files: [{ path: "src/payments/keys.ts", startLine: null, endLine: null }],
        line: 10,
      },
    ]);
  });

  test("prints an outline for a person", async () => {
    const { code, stdout } = await workspace.run(["parse", "notes/any.md"]);
    assert.equal(code, 0);
    assert.match(stdout, /3\.1 Key Generation +key-gen +done +jira:PAY-143/);
  });

  test("writes nothing", async () => {
    const before = workspace.contents();
    await workspace.run(["parse", "notes/any.md"]);
    assert.deepEqual(workspace.contents(), before);
  });

  test("names a missing file and still prints the others", async () => {
    const result = await workspace.run(["parse", "notes/any.md", "notes/gone.md", "--json"]);
    assert.equal(result.code, 2);
    const { specs, problems } = valid("parse", result.json());
    assert.equal(specs.length, 1);
    assert.deepEqual(
      problems.map(({ code, file }) => [code, file]),
      [["cli/no-such-path", "notes/gone.md"]],
    );
    assert.match(result.stderr, /^notes\/gone\.md error .*\[cli\/no-such-path\]$/m);
  });

  test("refuses what is no text file of a sensible size, and says why", async () => {
    workspace.write("big.md", "x".repeat(50_000_000));
    for (const path of ["big.md", "notes"]) {
      const result = await workspace.run(["parse", path, "--json"]);
      assert.equal(result.code, 2, path);
      const { specs, problems } = valid("parse", result.json());
      assert.equal(specs.length, 0);
      assert.deepEqual(
        problems.map(({ file }) => file),
        [path],
      );
    }
  });

  test("keeps control characters of a spec away from the terminal", async () => {
    workspace.write("evil.md", "# T\n\n## 1. Bad \u001b]0;owned\u0007\u009b31m title\u202e\n");
    const { stdout } = await workspace.run(["parse", "evil.md"]);
    assert.doesNotMatch(stdout, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/);
    assert.match(stdout, /1 Bad/);
    const json = await workspace.run(["parse", "evil.md", "--json"]);
    assert.doesNotMatch(json.stdout, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
  });

  test("never prints a credential that stands in a heading", async () => {
    const token = `ghp_${"a1B2".repeat(9)}`;
    workspace.write("leak.md", `# T\n\n## 1. Use ${token} here\n`);
    for (const args of [
      ["parse", "leak.md"],
      ["parse", "leak.md", "--json"],
    ]) {
      const { stdout, stderr } = await workspace.run(args);
      assert.ok(!`${stdout}${stderr}`.includes(token));
      assert.match(stdout, /\[REDACTED:github_pat\]/);
    }
  });
});
