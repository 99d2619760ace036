import assert from "node:assert/strict";
import { buildCli, TestWorkspace } from "./canon-process.ts";
import { valid } from "./schemas.ts";

const TOKEN = `ghp_${"a1B2".repeat(9)}`;

suite("canon redact", () => {
  let workspace: TestWorkspace;
  suiteSetup(buildCli);
  setup(() => {
    workspace = new TestWorkspace();
  });
  teardown(() => workspace.remove());

  test("copies stdin to stdout with credentials masked", async () => {
    const { code, stdout } = await workspace.run(["redact"], { stdin: `a ${TOKEN}\r\nb` });
    assert.equal(code, 0);
    assert.equal(stdout, "a [REDACTED:github_pat]\r\nb");
  });

  test("changes no byte of an input without a credential", async () => {
    for (const input of [
      Buffer.from(""),
      Buffer.from("\ufeffplain\r\ntext, no newline \u0000\u001b[1m é 🎉"),
      Buffer.from([0xff, 0xfe, 0x00, 0x80, 0x41, 0x0a]),
      Buffer.alloc(300_000, "x y\n"),
    ]) {
      const { bytes } = await workspace.run(["redact"], { stdin: input });
      assert.ok(bytes.equals(input));
    }
  });

  test("finds a credential between bytes that are no UTF-8, and keeps those bytes", async () => {
    const stdin = Buffer.concat([
      Buffer.from([0xff, 0x20]),
      Buffer.from(TOKEN),
      Buffer.from([0xfe]),
    ]);
    const { bytes } = await workspace.run(["redact"], { stdin });
    const masked = Buffer.from("[REDACTED:github_pat]");
    assert.ok(
      bytes.equals(Buffer.concat([Buffer.from([0xff, 0x20]), masked, Buffer.from([0xfe])])),
    );
  });

  test("counts what it masked with --json", async () => {
    const result = await workspace.run(["redact", "--json"], { stdin: `${TOKEN} ${TOKEN}` });
    const { text, redacted } = valid("redact", result.json());
    assert.equal(text, "[REDACTED:github_pat] [REDACTED:github_pat]");
    assert.deepEqual(redacted, [{ kind: "github_pat", count: 2 }]);
  });

  test("masks the credentials of its own environment", async () => {
    const env = { JIRA_API_TOKEN: "correct-horse-battery" };
    const { stdout } = await workspace.run(["redact"], { stdin: "x correct-horse-battery y", env });
    assert.equal(stdout, "x [REDACTED:credential] y");
  });
});
