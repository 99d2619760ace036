import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { suite, test } from "mocha";
import { playWithClient } from "../../../../support/jira-cloud/foreign-client.ts";
import { withJiraCloudBench } from "../../../../support/jira-cloud/jira-cloud-bench.ts";

const STRICTLY = fileURLToPath(
  new URL("../../../../support/jira-cloud/play-strictly.ts", import.meta.url),
);

suite("the small Jira, in the eyes of a client that others wrote", () => {
  test("answers as the client's own models say", () =>
    withJiraCloudBench(({ double }) => playWithClient(double)));

  test("holds to the models key by key, and so does what Canon sends", async () => {
    const env = { PATH: process.env["PATH"], AUDIT_SCHEMAS: "true" };
    const child = spawn(process.execPath, [STRICTLY], { env });
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
    const code = await new Promise((resolve) => child.on("close", resolve));
    assert.equal(said, "[]\n");
    assert.equal(code, 0);
  }).timeout(60_000);
});
