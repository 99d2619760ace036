import assert from "node:assert/strict";
import * as vscode from "vscode";
import { withPerson } from "./support/person.ts";
import { eventually, readFile, run, writeFile } from "./support/window.ts";

const JIRA = `ticket_systems:
  work:
    system: jira
    host: acme.example
    project: PAY
routing:
  - match: { default: true }
    target: work
`;

suite("credentials", () => {
  test("are not asked for where the tracker needs none", async () => {
    const seen = await withPerson({}, () => run("canon.setCredentials"));
    assert.match(seen.messages.join(), /No credential is needed/);
    assert.deepEqual(seen.inputs, []);
  });

  test("are typed unseen, for a host that is named first, in a trusted window only", async () => {
    const before = await readFile("CANON.yaml");
    await writeFile("CANON.yaml", JIRA);
    const seen = await eventually("the new configuration is in use", async () => {
      const answered = await withPerson({ picks: ["jira"], inputs: ["t-1"] }, () =>
        run("canon.setCredentials"),
      );
      return answered.lists.length > 0 && answered;
    });
    await writeFile("CANON.yaml", before);
    if (!vscode.workspace.isTrusted) {
      assert.match(seen.messages.join(), /Restricted Mode/);
      assert.deepEqual(seen.inputs, []);
      return;
    }
    const [input] = seen.inputs;
    assert.equal(input?.password, true);
    assert.match(input.prompt ?? "", /sent to https:\/\/acme\.example only/);
    assert.equal(seen.inputs.length, 1);
  });
});
